"""A round is closed on operation and count; what is found later is still settled, by page and API:
with who follows it up and until when, the counterpart's reply, and a second person's acceptance."""

import pytest

from exchanges.models import Discrepancy, ExchangeBatch, ExchangeRound
from exchanges.operations.intake import verify_count
from exchanges.operations.running import close_round, hand_over_round
from repatriation.ledger.clock import today
from tests.api.callers import person
from tests.factories.steps import do


@pytest.fixture
def batch(steps):
    steps.received("A-1", "A-2")
    by = steps.north.coordinator
    batch = do(verify_count, by=by, batch=ExchangeBatch.objects.get())
    round = do(hand_over_round, by=by, round=ExchangeRound.objects.get())
    assert do(close_round, by=by, round=round).state == "closed"
    return steps.again(batch)


def press(browser, address, row=None, **typed):
    typed |= {} if row is None else {"version": str(type(row).objects.get(pk=row.pk).version)}
    answer = browser.post(address, typed, follow=True)
    return answer.content.decode()


def test_by_the_pages(steps, batch, north, south, browse, shown):
    officer, second = north.exchange_officer, north.coordinator
    container = batch.places.first().container.reference
    address = f"{batch.get_absolute_url()}new-discrepancy/"
    press(browse(officer), address, code="container_empty", container=container)
    row = Discrepancy.objects.get(code="container_empty")
    page = row.get_absolute_url()

    owner = {"owner": second.pk, "due_on": today().isoformat()}
    press(browse(officer), f"{page}assign/", row, **owner)
    press(browse(officer), f"{page}raise/", row)
    press(browse(south.exchange_officer), f"{page}answer/", row, text="It was not empty.")
    refused = press(browse(officer), f"{page}accept/", row)
    assert "settled by a second person" in refused
    press(browse(second), f"{page}accept/", row)

    row.refresh_from_db()
    assert (row.state, row.owner, row.due_on) == ("accepted", second, today())
    assert row.settled_by == second
    assert ExchangeRound.objects.get().state == "closed"
    assert "It was not empty." in shown(south.coordinator, page)


def test_a_reply_on_paper_is_read_by_a_second_person(steps, batch, north, browse):
    officer, second = north.exchange_officer, north.coordinator
    address = f"{batch.get_absolute_url()}new-discrepancy/"
    press(browse(officer), address, code="documents_missing")
    row = Discrepancy.objects.get(code="documents_missing")
    paper = {"text": "They follow.", "source": "message 4", "said_on": today().isoformat()}
    press(browse(officer), f"{row.get_absolute_url()}answer/", row, **paper)
    answer = row.answers.get()
    assert not answer.stands

    press(browse(second), f"{row.get_absolute_url()}answer-{answer.pk}/")

    row.refresh_from_db()
    assert (row.state, row.answers.get().stands) == ("answered", True)


def test_by_the_api(steps, batch, north, south):
    officer, second = person(north.exchange_officer), person(north.coordinator)
    container = batch.places.first().container.reference
    said = {"code": "container_missing", "container": container}
    made = officer.post(f"batches/{batch}/discrepancies/", said, seen=batch)
    assert made.status_code == 201, made.content
    row = Discrepancy.objects.get(code="container_missing")

    def move(caller, verb, data=None, status=200):
        answer = caller.post(f"discrepancies/{row}/{verb}/", data, seen=steps.again(row))
        assert answer.status_code == status, answer.content
        return answer.json()

    owner = {"owner": north.coordinator.email, "due_on": "2030-01-31"}
    assert move(officer, "assign", owner)["due_on"] == "2030-01-31"
    move(person(south.exchange_officer), "answer", {"text": "We look for it."})
    assert "second person" in move(officer, "accept", status=403)["detail"]
    assert move(second, "accept")["state"] == "accepted"
    assert ExchangeRound.objects.get().state == "closed"
