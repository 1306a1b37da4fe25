"""The same request is sent many times at once, as a phone does whose network comes and goes."""

from uuid import uuid4

import pytest
from django.test import Client

from cases.models import CustodyEvent, Scan, TallySheet
from exchanges.models import ExchangeBatch, ExchangeRound
from exchanges.operations.counting import count_batch
from exchanges.states import BatchState
from repatriation.api import idempotency
from repatriation.api.models import Answer
from repatriation.audit.models import Event
from tests.api.callers import person
from tests.factories.steps import do
from tests.races.at_once import CROWD, at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def plenty(settings):
    settings.API_REQUESTS_PER_MINUTE = 1_000_000


@pytest.fixture
def batch(steps):
    """Counted, so that it may be sealed."""
    batch = steps.listed("A-1", "A-2")
    packer = steps.south.person("exchange officer", name="packer")
    officer = steps.south.exchange_officer
    do(count_batch, by=officer, batch=batch, containers=2, packed_by=packer)
    return steps.again(batch)


def posts(by, address, data, keys, seen=None):
    """One signed-in caller for each key."""
    callers = [person(by) for _ in keys]
    return [
        lambda caller=caller, key=key: caller.post(address, data, seen=seen, key=key)
        for caller, key in zip(callers, keys, strict=True)
    ]


def opening(steps, keys):
    """To open a sheet needs no version: the key alone makes it one."""
    header = {"purpose": "clearing", "place": "Yard"}
    return posts(steps.north.explosives_officer, "sheets/", header, keys)


def kinds_of(answers):
    """`ran`, `replayed`, or the code of the refusal."""
    return [
        answer.json()["code"]
        if answer.status_code >= 400
        else ("replayed" if answer.headers.get("Idempotency-Replayed") else "ran")
        for answer in answers
    ]


def test_the_same_key_runs_once(steps):
    outcomes = at_once(opening(steps, ["the same key"] * CROWD))

    assert outcomes.broken == []
    kinds = kinds_of(outcomes.done)
    assert kinds.count("ran") == 1
    assert set(kinds) <= {"ran", "replayed", "still_running"}
    assert TallySheet.objects.count() == Answer.objects.count() == 1


def test_who_asks_again_is_given_the_answer_of_the_one_that_ran(steps):
    first = at_once(opening(steps, ["the same key"] * CROWD))
    (ran,) = [a for a, kind in zip(first.done, kinds_of(first.done), strict=True) if kind == "ran"]

    again = [ask() for ask in opening(steps, ["the same key"] * 3)]

    assert kinds_of(again) == ["replayed"] * 3
    assert {(a.status_code, a.content) for a in again} == {(201, ran.content)}


def test_without_the_lock_of_the_key_only_a_constraint_is_left(steps, monkeypatch):
    """It undoes the work of those who come second, but has no reason to tell them: a 500."""
    monkeypatch.setattr(idempotency, "_is_ours_to_run", lambda _name: True)

    outcomes = at_once(opening(steps, ["the same key"] * CROWD))

    assert 500 in {answer.status_code for answer in outcomes.done}
    assert TallySheet.objects.count() == 1


def test_with_keys_of_their_own_one_succeeds_and_fifteen_are_stale(steps, batch):
    officer, address = steps.south.exchange_officer, f"batches/{batch.reference}/seal/"
    keys = [uuid4().hex for _ in range(CROWD)]

    outcomes = at_once(posts(officer, address, {}, keys, seen=batch))

    assert outcomes.broken == []
    assert sorted(kinds_of(outcomes.done)) == ["ran"] + ["stale"] * (CROWD - 1)
    assert {answer.status_code for answer in outcomes.done} == {200, 412}
    assert ExchangeBatch.objects.get().state == BatchState.SEALED
    assert Event.objects.filter(facts__kind="exchanges.batch_sealed").count() == 1
    assert Answer.objects.count() == 1  # a refusal is decided again


def test_the_same_scans_under_many_keys_are_saved_once(steps):
    """A phone that lost the answer makes a new request of what it has not been told of."""
    sheet = steps.sheet(steps.in_transit("A-1", "A-2"))
    address = f"sheets/{sheet.reference}/scans:bulk"
    items = [{"key": str(uuid4()), "code": code} for code in ("A-1", "A-2", "Z-9")]
    keys = [uuid4().hex for _ in range(CROWD)]

    outcomes = at_once(posts(steps.north.transport_lead, address, {"items": items}, keys))

    assert {answer.status_code for answer in outcomes.done} == {200}
    told = {
        tuple((one["result"], one["container"]) for one in answer.json()["results"])
        for answer in outcomes.done
    }
    assert len(told) == 1
    assert [result for result, _container in told.pop()] == ["done", "done", "extra"]
    assert Scan.objects.count() == 3
    assert CustodyEvent.objects.filter(kind="handed_over").count() == 3


def test_a_form_that_is_sent_many_times_at_once_opens_one_round(steps):
    """A page waits where the API would ask to come again: a person sees where it led."""
    form = {"counterpart": steps.south.agency.pk, "idempotency_key": str(uuid4())}
    browsers = [Client() for _press in range(CROWD)]
    for browser in browsers:
        browser.force_login(steps.north.coordinator)

    outcomes = at_once(
        lambda browser=browser: browser.post("/rounds/new/", form) for browser in browsers
    )

    assert len({(answer.status_code, answer["Location"]) for answer in outcomes.done}) == 1
    assert len(outcomes.done) == CROWD
    assert ExchangeRound.objects.count() == 1
