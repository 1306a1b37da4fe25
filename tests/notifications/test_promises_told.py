"""Who is told what of agreements, commitments and returns."""

from datetime import timedelta

import pytest

from exchanges.models import Statement
from exchanges.operations.acknowledging import acknowledge_batch, record_taken_over
from exchanges.operations.fulfilling import add_batch
from exchanges.operations.stating import check_statement
from repatriation.ledger.clock import today
from repatriation.notifications import registry
from tests.factories.promises import Act, Promises
from tests.factories.returning import Returning
from tests.factories.steps import do
from tests.notifications.conftest import newest


@pytest.fixture
def steps():
    return Promises()


def told(kind: str) -> set[int]:
    notice = registry.notice_of(newest(f"exchanges.{kind}"))
    return set() if notice is None else set(notice.recipients.values_list("pk", flat=True))


def people(*users) -> set[int]:
    return {user.pk for user in users}


def test_the_other_side_is_told_of_what_is_proposed_and_both_of_what_stands(steps):
    north, south = steps.north.coordinator, steps.south.coordinator
    agreement = steps.in_force()
    assert told("agreement_proposed") == people(south)
    assert told("agreement_in_force") == people(north, south)

    steps.active(agreement)

    assert told("commitment_proposed") == people(south)
    assert told("commitment_active") == people(north, south)


def test_the_mediator_is_told_where_it_may_know_and_not_elsewhere(steps):
    observer = steps.world.observer
    steps.proposed_agreement(mediator=steps.world.observers, confidentiality="named")
    assert observer.pk in told("agreement_proposed")

    steps.proposed_agreement(mediator=steps.world.observers)

    assert observer.pk not in told("agreement_proposed")


def test_the_side_that_did_not_say_it_is_told_of_a_word(steps):
    commitment = steps.active()
    later = commitment.due_at + timedelta(days=3)
    commitment = steps.says(steps.south, commitment, Act.ASKS_EXTENSION, due_at=later)
    assert told("word_said") == people(steps.north.coordinator)

    steps.says(steps.north, commitment, Act.AGREES)

    assert told("deadline_moved") == people(steps.north.coordinator, steps.south.coordinator)
    assert told("word_said") == set()


def test_what_was_written_down_for_them_is_told_to_a_second_reader(steps):
    second = steps.north.exchange_officer
    steps.recorded(steps.active(), Act.CLAIMS, figure=3)

    assert second.pk in told("word_recorded")
    assert steps.south.coordinator.pk not in told("word_recorded")


def test_the_other_side_is_told_that_a_batch_counts(steps):
    commitment = steps.active()
    do(add_batch, by=steps.north.coordinator, commitment=commitment, batch=steps.listed())

    assert told("batch_counts") == people(steps.south.coordinator)


def test_whoever_verifies_is_told_that_the_receiver_has_it():
    road = Returning()
    coordinator, officer = road.north.coordinator, road.north.exchange_officer
    batch = road.departed()
    paper = {"source": "Act 9", "said_on": today()}
    do(record_taken_over, by=coordinator, batch=batch, **paper)
    do(check_statement, by=officer, statement=Statement.objects.latest("pk"))
    do(acknowledge_batch, by=road.south.exchange_officer, batch=road.again(batch), containers=1)

    assert told("batch_acknowledged") >= people(coordinator, officer)
    assert road.south.coordinator.pk not in told("batch_acknowledged")
