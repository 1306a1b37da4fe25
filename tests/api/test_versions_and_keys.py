"""What was read is named, what was sent twice is done once."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from exchanges.models import ExchangeRound, Manifest
from repatriation.api.models import Answer
from repatriation.api.tasks import purge_answers
from tests.api.callers import person
from tests.factories.steps import Steps, list_of


@pytest.fixture
def steps():
    return Steps()


def test_an_object_that_did_not_change_is_not_sent_again(steps):
    round = steps.opened()
    caller = person(steps.north.coordinator)
    etag = caller.get(f"rounds/{round}/").headers["ETag"]

    same = caller.get(f"rounds/{round}/", If_None_Match=f'"0.0", {etag}')
    caller.patch(f"rounds/{round}/", {"transport": "Train"}, seen=etag)
    changed = caller.get(f"rounds/{round}/", If_None_Match=etag)

    assert (same.status_code, same.content) == (304, b"")
    assert (changed.status_code, changed.json()["transport"]) == (200, "Train")


def test_a_change_names_the_version_that_was_read(steps):
    round = steps.opened()
    caller = person(steps.north.coordinator)

    missing = caller.patch(f"rounds/{round}/", {"transport": "Train"})
    stale = caller.patch(f"rounds/{round}/", {"transport": "Train"}, seen=7)
    star = caller.post(f"rounds/{round}/propose/", seen="*")
    done = caller.patch(f"rounds/{round}/", {"transport": "Train"}, seen=round)

    assert (missing.status_code, missing.json()["code"]) == (428, "version_missing")
    assert star.status_code == 428
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")
    assert (stale.json()["version"], stale.json()["state"]) == (1, "draft")
    assert (done.status_code, done.json()["version"]) == (200, 2)
    assert done.headers["ETag"].startswith('"2.')


@pytest.mark.parametrize("tag", ["9" * 5000, "²", "-1", "1e3", "", '""', "W/"])
def test_what_is_no_version_is_missing(steps, tag):
    round = steps.opened()

    answer = person(steps.north.coordinator).post(f"rounds/{round}/propose/", seen=tag)

    assert answer.status_code == 428


def test_a_patch_changes_what_it_names(steps):
    round = steps.opened(transport="Train", corridor="North road")
    caller = person(steps.north.coordinator)

    answer = caller.patch(f"rounds/{round}/", {"transport": "", "date": None}, seen=round)

    shown = answer.json()
    assert (shown["transport"], shown["corridor"], shown["date"]) == ("", "North road", None)
    assert shown["venue"] == "Havrel Ford"


def test_a_line_takes_any_version_and_compares_one_that_is_named(steps):
    case = steps.numbered()[0]
    caller = person(steps.north.mortuary_officer)
    body = {"to": steps.north.mortuaries[1].code}

    missing = caller.post(f"cases/{case}/send/", body)
    stale = caller.post(f"cases/{case}/send/", body, seen=9)
    any_version = caller.post(f"cases/{case}/send/", body, seen="*")

    assert (missing.status_code, stale.status_code) == (428, 412)
    assert any_version.status_code == 200, any_version.content


def test_the_same_key_and_body_get_the_same_answer(steps):
    caller = person(steps.north.coordinator)
    body = {"counterpart": steps.south.agency.code}

    first = caller.post("rounds/", body, key="k1")
    again = caller.post("rounds/", body, key="k1")
    other = caller.post("rounds/", body | {"transport": "Train"}, key="k1")

    assert first.status_code == again.status_code == 201
    assert again.content == first.content
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")
    assert ExchangeRound.objects.count() == 1


def test_a_key_is_asked_for(steps):
    caller = person(steps.north.coordinator)

    answer = caller.client.post("/api/v1/rounds/", data={}, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_missing")


def test_a_refusal_is_decided_again(steps):
    round = steps.opened(date=None)
    caller = person(steps.north.coordinator)

    refused = caller.post(f"rounds/{round}/start/", seen=round, key="k1")

    assert refused.status_code == 409
    assert not Answer.objects.exists()


def test_an_answer_is_kept_for_seven_days(steps):
    kept = {
        "actor": steps.north.coordinator,
        "asked": "",
        "status": 201,
        "headers": {},
        "body": b"",
    }
    for days in (8, 6):
        made_at = timezone.now() - timedelta(days=days)
        Answer.objects.create(**kept, key=f"{days} days old", made_at=made_at)

    for _ in range(2):
        purge_answers()

    assert Answer.objects.get().key == "6 days old"


def test_another_callers_key_is_another_key(steps):
    body = {"counterpart": steps.south.agency.code}
    second = steps.north.person("coordinator", name="second")

    answers = [
        person(user).post("rounds/", body, key="k1") for user in (steps.north.coordinator, second)
    ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert ExchangeRound.objects.count() == 2


def test_a_list_sent_twice_is_filed_once_whatever_its_boundary(steps):
    batch = steps.batch()
    caller = person(steps.south.exchange_officer)

    def send(boundary: str):
        body = (
            f"--{boundary}\r\nContent-Disposition: form-data; name=file; filename=list.csv\r\n\r\n"
            f"{list_of('A-1').decode()}\r\n--{boundary}--\r\n"
        )
        return caller.client.post(
            f"/api/v1/batches/{batch}/manifests/",
            data=body.encode(),
            content_type=f"multipart/form-data; boundary={boundary}",
            headers={"Idempotency-Key": "k1", "If-Match": f'"{batch.version}"'},
        )

    first, again = send("one"), send("another")

    assert (first.status_code, again.status_code) == (201, 201), first.content
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Manifest.objects.count() == 1


def test_a_list_of_the_version_before_is_stale(steps):
    batch = steps.batch()
    caller = person(steps.south.exchange_officer)
    file = {"file": SimpleUploadedFile("list.csv", list_of("A-1"))}

    missing = caller.upload(f"batches/{batch}/manifests/", file)
    file["file"].seek(0)
    stale = caller.upload(f"batches/{batch}/manifests/", file, seen=9)

    assert (missing.status_code, stale.status_code) == (428, 412)
