"""What of the register waits for whom on Today, and what is late."""

from datetime import timedelta

import pytest

from exchanges.operations import settling
from exchanges.operations.attesting import attest_count
from exchanges.operations.remarking import make_remark
from repatriation.ledger.clock import today
from tests.factories.steps import Steps, do

PAPER = {"source": "Act 7", "said_on": today()}


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def over(steps):
    return steps.handed_over()


@pytest.fixture
def look(client):
    """(verb, reference) of what waits for somebody, or is late."""

    def looked(user, part="waiting"):
        client.force_login(user)
        answer = client.get("/")
        assert answer.status_code == 200
        return [(str(item.verb), item.reference) for item in answer.context[part]]

    return looked


def opened(steps, over, code="late"):
    by = steps.north.exchange_officer
    return do(settling.open_discrepancy, by=by, batch=steps.again(over), code=code)


def answered(steps, row):
    said = {"discrepancy": steps.again(row), "text": "As listed."}
    do(settling.answer_discrepancy, by=steps.south.exchange_officer, **said)


def test_it_waits_for_the_other_sides_answer_and_then_for_the_opener(steps, over, look):
    row = opened(steps, over)
    ours, theirs = steps.north.coordinator, steps.south.coordinator
    assert ("Answer", str(row)) in look(theirs)

    answered(steps, row)

    assert ("Answer", str(row)) not in look(theirs)
    assert ("Settle", str(row)) in look(ours)


def test_what_is_short_waits_for_a_second_person(steps, over, look):
    row = opened(steps, over, "container_missing")
    answered(steps, row)

    assert ("Settle", str(row)) in look(steps.north.coordinator)
    assert ("Settle", str(row)) not in look(steps.north.exchange_officer)  # who opened it


def test_what_was_not_told_waits_for_nobody_of_the_other_side(steps, over, look):
    row = opened(steps, over, "non_human")

    assert ("Answer", str(row)) not in look(steps.south.coordinator)


def test_who_follows_it_up_has_it_on_today_and_after_its_day_it_is_late(steps, over, look):
    row, owner = opened(steps, over), steps.north.coordinator
    by, yesterday = steps.north.exchange_officer, today() - timedelta(days=1)
    do(settling.assign_discrepancy, by=by, discrepancy=row, owner=owner)
    assert ("Follow up", str(row)) in look(owner)

    given = {"discrepancy": steps.again(row), "owner": owner, "due_on": yesterday}
    do(settling.assign_discrepancy, by=by, **given)

    assert ("Follow up", str(row)) not in look(owner)
    assert ("Settle", str(row)) in look(owner, "late")
    assert ("Settle", str(row)) not in look(by, "late")


def test_each_paper_waits_for_a_second_person(steps, over, look):
    row, by = opened(steps, over), steps.north.exchange_officer
    south = steps.south.agency
    do(settling.answer_discrepancy, by=by, discrepancy=row, text="Wet.", **PAPER)
    do(make_remark, by=by, batch=steps.again(over), agency=south, text="Wet.", **PAPER)
    do(attest_count, by=by, batch=steps.again(over), agency=south, containers=3, **PAPER)

    waiting = look(steps.north.coordinator)

    assert waiting.count(("Check", str(over))) == 2  # the count and the remark
    assert ("Check", str(row)) in waiting
    assert "Check" not in {verb for verb, _reference in look(by)}
