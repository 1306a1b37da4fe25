"""Handover lists by the API: looked at, filed, and read again as they were sent."""

import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import translation

from exchanges.models import Manifest
from exchanges.operations import submitting
from repatriation.files.models import StoredFile
from repatriation.ledger.clock import today
from tests.api.callers import person, program
from tests.factories.lists import csv_list, xlsx_list
from tests.factories.steps import Steps

BAD_DATE = {7: {"died_on": "31.02.1999"}}


@pytest.fixture
def steps():
    return Steps()


def file(data: bytes, name: str = "list.csv") -> dict:
    return {"file": SimpleUploadedFile(name, data)}


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (csv_list(20, "uk"), "list.csv"),
        (xlsx_list(20, "ru", plant=BAD_DATE), "list.xlsx"),
        (b"name;place\nx;y", "list.csv"),
        (b"", "list.csv"),
    ],
)
def test_a_dry_run_reports_what_the_command_reports(steps, tmp_path, data, name):
    batch = steps.batch()
    (tmp_path / name).write_bytes(data)
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("check_manifest", tmp_path / name, format="json", stdout=out)

    answer = person(steps.south.exchange_officer).upload(
        f"batches/{batch}/manifests/", file(data, name) | {"dry_run": "true"}
    )

    assert answer.status_code == 200
    assert answer.json() == json.loads(out.getvalue())
    assert not Manifest.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_dry_run_is_asked_for_in_the_address_too(steps):
    batch = steps.batch()

    answer = person(steps.south.exchange_officer).upload(
        f"batches/{batch}/manifests/?dry_run=true", file(csv_list(3))
    )

    assert (answer.status_code, answer.json()["rows"]) == (200, 3)
    assert not Manifest.objects.exists()


def test_a_list_that_cannot_be_filed_is_a_problem_with_its_report(steps):
    batch = steps.batch()
    data = csv_list(20, plant={7: {"label": ""}})

    answer = person(steps.south.exchange_officer).upload(
        f"batches/{batch}/manifests/", file(data), seen=batch
    )

    refused = answer.json()
    assert (answer.status_code, refused["code"]) == (422, "rule_broken")
    assert answer.headers["Content-Type"] == "application/problem+json"
    problems = refused["report"]["problems"]
    assert [(one["row"], one["code"]) for one in problems] == [(8, "label_missing")]
    assert not Manifest.objects.exists()


def test_the_report_is_in_the_readers_language(steps):
    batch = steps.batch()
    caller = person(steps.south.exchange_officer)
    caller.headers["Accept-Language"] = "uk"

    answer = caller.upload(f"batches/{batch}/manifests/?dry_run=true", file(b"name;place\nx;y"))

    with translation.override("uk"):
        assert answer.headers["Content-Language"] == "uk"
    assert answer.json()["fatal"]


def test_a_list_is_filed_and_stands_with_its_number_and_its_sum(steps):
    batch = steps.batch()
    caller = program(steps.south.program("exchange officer"))

    filed = caller.upload(f"batches/{batch}/manifests/", file(csv_list(20)), seen=batch)
    again = caller.get(filed.headers["Location"])
    shown = caller.get(f"batches/{batch}/").json()

    assert filed.status_code == 201, filed.content
    assert again.json() == filed.json()
    assert (filed.json()["number"], filed.json()["lines"]) == (1, 20)
    assert len(filed.json()["sha256"]) == 64
    assert (shown["state"], shown["list_number"], shown["listed"]) == ("listed", 1, 20)


def test_the_other_side_names_the_message_it_files_from(steps):
    caller = person(steps.north.exchange_officer)
    sides = {"sender": steps.south.agency.code, "receiver": steps.north.agency.code}
    opened = caller.post("batches/", {"round": str(steps.scheduled())} | sides).json()
    batch = opened["reference"]

    whose = file(csv_list(3)) | {"side": "sender"}
    nameless = caller.upload(f"batches/{batch}/manifests/", whose, seen=1)
    body = (
        file(csv_list(3))
        | {"side": "sender"}
        | {"said_on": today().isoformat(), "source": "E-mail of today"}
    )
    named = caller.upload(f"batches/{batch}/manifests/", body, seen=1)

    assert nameless.status_code == 409
    assert nameless.json()["detail"].startswith("Name the message or paper")
    assert (named.status_code, named.json()["is_recorded_for"]) == (201, True), named.content


def test_the_file_comes_back_as_it_was_sent(steps):
    data = csv_list(20)
    batch = steps.batch()
    caller = person(steps.south.exchange_officer)
    caller.upload(f"batches/{batch}/manifests/", file(data), seen=batch)

    answer = person(steps.north.exchange_officer).get(
        f"batches/{batch}/manifests/1/file/", Accept="text/csv"
    )

    assert answer.content == data
    assert answer.headers["Content-Disposition"] == "attachment"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert (
        person(steps.north.transport_lead).get(f"batches/{batch}/manifests/1/file/").status_code
        == 404
    )


def test_a_file_larger_than_ten_megabytes_is_not_read(steps):
    batch = steps.batch()
    caller = person(steps.south.exchange_officer)
    data = b"label\n" + b"x" * 10_000_000

    answers = [
        caller.upload(f"batches/{batch}/manifests/?dry_run=true", file(body))
        for body in (data, data + b"x" * 2_000_000)
    ]

    assert [answer.status_code for answer in answers] == [413, 413]
    assert all("10 MB" in answer.json()["detail"] for answer in answers)


def test_who_may_not_file_a_list_has_nothing_kept(steps):
    batch = steps.batch()
    caller = person(steps.south.transport_lead)

    dry = caller.upload(f"batches/{batch}/manifests/?dry_run=true", file(csv_list(3)))
    wet = caller.upload(f"batches/{batch}/manifests/", file(csv_list(3)), seen=batch)

    assert [answer.status_code for answer in (dry, wet)] == [403, 403]
    assert not StoredFile.objects.exists()


def test_what_is_no_list_at_all_is_refused(steps):
    batch = steps.batch()
    caller = person(steps.south.exchange_officer)

    answer = caller.upload(
        f"batches/{batch}/manifests/", file(b"\x7fELF" + bytes(200), "list.csv"), seen=batch
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "file_refused")
    assert answer.json()["report"]["fatal"]


def test_a_list_that_would_outlast_a_request_is_refused(steps, monkeypatch):
    monkeypatch.setattr(submitting, "MOST_LINES", 2)
    batch = steps.batch()

    answer = person(steps.south.exchange_officer).upload(
        f"batches/{batch}/manifests/", file(csv_list(3)), seen=batch
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "rule_broken")
    assert answer.json()["report"]["rows"] == 3
    assert not StoredFile.objects.exists()
