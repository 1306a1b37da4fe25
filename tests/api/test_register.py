"""Counts of each side, samples, remarks and the register of discrepancies, by the API."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exchanges.models import Discrepancy, Remark
from exchanges.operations.settling import open_discrepancy
from repatriation.ledger.clock import today
from tests.api.callers import person
from tests.factories.steps import Steps, do

CANARY = "Kanareykin Example"
PAPER = {"source": "Act 7, signed at the siding", "said_on": today().isoformat()}


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def over(steps):
    """Four containers handed over before the eyes of an intermediary."""
    labels, names = ("A-1", "A-2", "A-3", "A-4"), {"A-1": CANARY}
    return steps.handed_over(*labels, names=names, batch=steps.observed())


@pytest.fixture
def officer(steps):
    return person(steps.north.exchange_officer)


@pytest.fixture
def second(steps):
    """Who reads what the officer has written down."""
    return person(steps.north.coordinator)


@pytest.fixture
def south(steps):
    return person(steps.south.exchange_officer)


@pytest.fixture
def observer(steps):
    return person(steps.world.observer)


def at_batch(steps, batch, caller, address, data=None, status=201):
    seen = steps.again(batch)
    answer = caller.post(f"batches/{batch}/{address}", data, seen=seen)
    assert answer.status_code == status, answer.content
    return answer.json()


def opened(steps, batch, code="seal_broken", label="A-1", by=None, **more):
    container = batch.places.get(line__label=label).container if label else None
    by = by or steps.north.exchange_officer
    return do(open_discrepancy, by=by, batch=batch, code=code, container=container, **more)


def move(steps, row, verb, caller, data=None, status=200):
    answer = caller.post(f"discrepancies/{row}/{verb}/", data, seen=steps.again(row))
    assert answer.status_code == status, answer.content
    return answer.json()


def test_the_own_count_stands_at_once_and_is_corrected_by_a_newer(steps, over, observer):
    first = at_batch(steps, over, observer, "attest/", {"containers": 3})
    at_batch(steps, over, observer, "attest/", {"containers": 4})

    shown = observer.get(f"batches/{over}/counts/?stage=venue").json()["results"]

    assert (first["known_by"], first["stands"], first["corrects"]) == ("said", True, None)
    assert [(one["known_by"], one["containers"]) for one in shown] == [
        ("counted", 4),
        ("said", 3),
        ("said", 4),
    ]
    assert (shown[1]["corrected_by"], shown[2]["corrects"]) == (3, 2)


def test_a_remark_keeps_its_number_under_a_filter(steps, over, officer):
    for kind in ("remark", "reservation"):
        at_batch(steps, over, officer, "remarks/", {"kind": kind, "text": "Wet."})

    kept = officer.get(f"batches/{over}/remarks/?kind=reservation").json()["results"]

    assert [one["number"] for one in kept] == [2]


def test_a_count_from_paper_stands_when_a_second_person_checked_it(steps, over, officer, second):
    said = {"agency": steps.south.agency.code, "containers": 4} | PAPER
    made = at_batch(steps, over, officer, "attest/", said)
    at = f"rounds/{over.round}/statements/{made['statement']}/check/"

    refused, checked = officer.post(at), second.post(at)

    assert (made["known_by"], made["stands"], made["paper"]) == ("recorded", False, PAPER["source"])
    assert (refused.status_code, checked.status_code) == (403, 200), checked.content
    rows = officer.get(f"batches/{over}/counts/?source={steps.south.agency.code}").json()["results"]
    assert rows[-1]["stands"] is True


def test_another_digest_is_refused_and_nothing_is_saved(steps, over, south):
    body = {"containers": 4, "digest": "beef"}

    refused = at_batch(steps, over, south, "attest/", body, status=422)

    assert over.sealed_digest in refused["detail"]
    assert not over.statements.filter(act="attests").exists()


def test_attesting_names_a_version_and_is_done_once_for_a_key(steps, over, observer):
    body, key, at = {"containers": 4}, uuid4().hex, f"batches/{over}/attest/"
    seen = steps.again(over)

    unversioned = observer.post(at, body)
    first = observer.post(at, body, seen=seen, key=key)
    again = observer.post(at, body, seen=seen, key=key)
    stale = observer.post(at, body, seen=seen)

    assert [a.status_code for a in (unversioned, first, again, stale)] == [428, 201, 201, 412]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert over.statements.filter(act="attests").count() == 1


def test_a_sample_is_drawn_and_reported_and_what_differs_is_opened(steps, over, observer, officer):
    drawn = at_batch(steps, over, observer, "spot-checks/", {"size": 2, "nonce": "seven herons"})
    at, (first, other) = f"batches/{over}/spot-checks/1/", drawn["positions"]
    found = [{"position": first, "found": "seal"}, {"position": other, "found": "as_listed"}]

    part = observer.post(f"{at}report/", {"findings": found[:1]})
    twice = observer.post(f"{at}report/", {"findings": [*found, found[0]]})
    reported = observer.post(f"{at}report/", {"findings": found})

    assert drawn["differing"] is None
    assert [a.status_code for a in (part, twice, reported)] == [422, 400, 200], reported.content
    assert reported.json()["differing"] == 1
    assert [line["found"] for line in officer.get(at).json()["lines"]] == ["seal", "as_listed"]
    assert Discrepancy.objects.get().code == "seal_broken"


def test_the_intermediary_reads_lines_by_number_and_no_label(steps, over, observer, officer):
    at_batch(steps, over, observer, "spot-checks/", {"size": 4})
    at = f"batches/{over}/spot-checks/1/"

    labels = {line["label"] for line in observer.get(at).json()["lines"]}

    assert labels == {""}
    assert {line["label"] for line in officer.get(at).json()["lines"]} == {
        "A-1", "A-2", "A-3", "A-4",
    }  # fmt: skip


def test_the_intermediary_reads_its_own_remarks_and_what_is_marked_for_it(
    steps, over, officer, observer, south
):
    for text, is_for_it in (("two sides only", False), ("for all three", True)):
        body = {"text": text, "kind": "reservation", "is_for_intermediary": is_for_it}
        at_batch(steps, over, officer, "remarks/", body)
    at_batch(steps, over, observer, "remarks/", {"text": "our own"})

    read = {
        caller: [
            (one["number"], one["text"])
            for one in caller.get(f"batches/{over}/remarks/").json()["results"]
        ]
        for caller in (observer, south)
    }

    assert read[observer] == [(1, "for all three"), (2, "our own")]
    assert [text for _number, text in read[south]] == ["two sides only", "for all three", "our own"]


def test_a_remark_from_paper_waits_for_a_second_person_and_is_corrected(
    steps, over, officer, second
):
    said = {"agency": steps.south.agency.code, "text": "Wagon 3 was wet."} | PAPER
    made = at_batch(steps, over, officer, "remarks/", said)
    at = f"batches/{over}/remarks/{made['number']}/check/"

    refused, checked = officer.post(at), second.post(at)
    at_batch(steps, over, officer, "remarks/", said | {"corrects": 1, "text": "Wagon 2 was wet."})

    assert made["stands"] is False
    assert (refused.status_code, checked.status_code) == (403, 200), checked.content
    assert checked.json()["stands"] is True
    first, newer = officer.get(f"batches/{over}/remarks/").json()["results"]
    assert (first["is_corrected"], newer["is_corrected"]) == (True, False)
    assert Remark.objects.count() == 2


def test_a_remark_that_is_not_there_is_not_corrected(steps, over, officer):
    at_batch(steps, over, officer, "remarks/", {"text": "?", "corrects": 7}, status=404)

    assert not Remark.objects.exists()


def test_the_register_is_narrowed_by_what_is_asked(steps, over, officer):
    row = opened(steps, over)
    opened(steps, over, "container_missing", "A-2")
    owner = steps.north.coordinator
    move(steps, row, "assign", officer, {"owner": owner.email, "due_on": "2030-01-31"})
    asked = (
        "code=seal_broken", "state=open", f"round={over.round}", f"batch={over}",
        f"owner={owner.email}", "is_settled=true", "due_on__lte=2030-02-01",
    )  # fmt: skip

    found = [len(officer.get(f"discrepancies/?{one}").json()["results"]) for one in asked]

    assert found == [1, 2, 2, 2, 1, 0, 1]
    assert officer.get("discrepancies/?code=lost").status_code == 400


def test_who_follows_it_up_is_the_affair_of_the_side_that_opened_it(steps, over, officer, south):
    row, owner = opened(steps, over), steps.north.coordinator
    move(steps, row, "assign", officer, {"owner": owner.email, "due_on": "2030-01-31"})

    own, other = (caller.get(f"discrepancies/{row}/").json() for caller in (officer, south))

    assert (own["owner"], own["due_on"]) == (owner.email, "2030-01-31")
    assert (other["owner"], other["due_on"]) == (None, None)
    assert south.get(f"discrepancies/?owner={owner.email}").json()["results"] == []
    assert south.get("discrepancies/?due_on__lte=2030-02-01").json()["results"] == []


def test_it_is_opened_told_answered_contested_and_settled(steps, over, officer, second, south):
    container = over.places.get(line__label="A-1").container
    body = {"code": "non_human", "container": str(container), "note": "found at opening"}

    made = officer.post(f"batches/{over}/discrepancies/", body)
    row = Discrepancy.objects.get()
    hidden = south.get(f"discrepancies/{row}/")
    move(steps, row, "raise", officer)
    move(steps, row, "answer", south, {"text": "It was sealed as found."})
    move(steps, row, "contest", officer, {"text": "It was not."})
    move(steps, row, "answer", south, {"text": "We look into it."})
    shown = move(steps, row, "accept", second)

    assert (made.status_code, made.headers["Location"]) == (201, f"/api/v1/discrepancies/{row}/")
    assert (hidden.status_code, south.get(f"discrepancies/{row}/").status_code) == (404, 200)
    assert shown["state"] == "accepted"
    kinds = [one["kind"] for one in south.get(f"discrepancies/{row}/answers/").json()["results"]]
    assert kinds == ["answers", "contests", "answers", "accepts"]
    assert south.get(f"discrepancies/{row}/history/").status_code == 200


def test_an_answer_from_a_message_waits_for_a_second_person(steps, over, officer, second):
    row = opened(steps, over)
    move(steps, row, "answer", officer, {"text": "It was whole."} | PAPER)
    at = f"discrepancies/{row}/answers/1/check/"

    refused, checked = officer.post(at), second.post(at)

    assert (refused.status_code, checked.status_code) == (403, 200), checked.content
    assert officer.get(f"discrepancies/{row}/").json()["state"] == "answered"


def test_what_is_short_is_settled_by_another_person(steps, over, officer, second):
    row = opened(steps, over, "container_missing")

    refused = move(steps, row, "accept", officer, status=403)
    done = move(steps, row, "explain", second, {"text": "Found in wagon 4."})

    assert "second person" in refused["detail"]
    assert done["state"] == "explained"


def test_each_of_many_is_accepted_or_told_why_not(steps, over, officer):
    coordinator = steps.north.coordinator
    rows = [
        opened(steps, over, label="A-1"),
        opened(steps, over, label="A-2"),
        opened(steps, over, "container_missing", "A-3"),  # by who accepts here
        opened(steps, over, "container_missing", "A-4", by=coordinator),
    ]
    items = [{"discrepancy": str(row), "version": row.version} for row in rows]
    items[1]["version"] = 9
    items += [items[0], {"discrepancy": "DX-26-1", "version": 0}, {"version": 1}]

    answer = officer.post("discrepancies/accept:bulk", {"items": items})

    assert answer.status_code == 200, answer.content
    assert [one["status"] for one in answer.json()["results"]] == [
        200,
        412,
        403,
        200,
        400,
        400,
        400,
    ]
    states = [steps.again(row).state for row in rows]
    assert states == ["accepted", "open", "open", "accepted"]


def test_all_or_nothing_takes_back_what_was_accepted(steps, over, officer):
    rows = opened(steps, over), opened(steps, over, "container_missing", "A-2")
    items = [{"discrepancy": str(row), "version": row.version} for row in rows]

    answer = officer.post("discrepancies/accept:bulk?atomic=true", {"items": items})

    assert (answer.status_code, answer.json()["code"]) == (422, "not_all")
    assert {steps.again(row).state for row in rows} == {"open"}


def test_the_intermediary_reads_what_the_venue_shows_and_no_words_name_or_container(
    steps, over, observer, south
):
    row = opened(steps, over, note=f"{CANARY}, label A-1")
    move(steps, row, "answer", south, {"text": f"{CANARY} was whole."})
    opened(steps, over, "late", None, note=CANARY)
    hidden = opened(steps, over, "non_human", "A-2")
    reads = ("discrepancies/", f"discrepancies/{row}/", f"discrepancies/{row}/answers/")

    answers = [observer.get(at) for at in (*reads, f"batches/{over}/discrepancies/")]

    assert {answer.status_code for answer in answers} == {200}
    shown = " ".join(answer.content.decode() for answer in answers)
    assert str(row) in shown
    assert all(word not in shown for word in (CANARY, "A-1", '"CN-'))
    assert observer.get(f"discrepancies/{hidden}/").status_code == 404


def test_strangers_find_nothing(steps, over, observer):
    row = opened(steps, over)
    at_batch(steps, over, observer, "spot-checks/", {"size": 1})
    stranger = person(Steps().north.exchange_officer)
    reads = (
        f"batches/{over}/spot-checks/1/", f"batches/{over}/remarks/", f"discrepancies/{row}/",
        f"discrepancies/{row}/answers/", f"batches/{over}/counts/",
    )  # fmt: skip

    found = {stranger.get(at).status_code for at in reads}
    posted = [
        stranger.post(f"batches/{over}/attest/", {"containers": 1}, seen=steps.again(over)),
        stranger.post(f"discrepancies/{row}/accept/", seen=row),
    ]

    assert found == {404}
    assert {answer.status_code for answer in posted} == {404}
    assert stranger.get("discrepancies/").json()["results"] == []


def test_a_transport_lead_attests_for_nobody_but_from_paper(steps, over):
    lead = person(steps.north.transport_lead)

    own = at_batch(steps, over, lead, "attest/", {"containers": 4}, status=403)
    said = {"agency": steps.south.agency.code, "containers": 4} | PAPER
    recorded = at_batch(steps, over, lead, "attest/", said)

    assert "exchange officer" in own["detail"]
    assert recorded["stands"] is False


@pytest.mark.parametrize("noun", ["discrepancies/", "batches/{batch}/spot-checks/"])
def test_a_list_asks_the_store_as_often_for_many_rows(steps, over, officer, observer, noun):
    at = noun.format(batch=over)
    asked = []
    for labels in (("A-1",), ("A-2", "A-3", "A-4")):
        for label in labels:
            opened(steps, over, label=label)
            at_batch(steps, over, observer, "spot-checks/", {"size": 2})
        with CaptureQueriesContext(connection) as queries:
            assert officer.get(at).status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[1]
