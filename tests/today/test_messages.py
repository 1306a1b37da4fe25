"""Messages of rounds on Today: unread ones, and papers for a second person."""

import pytest

from exchanges.operations.messaging import mark_read, write_message
from repatriation.ledger.clock import today
from repatriation.today.work.correspondence import to_check, unread
from repatriation.today.work.desk import Desk
from tests.factories.steps import Steps, do


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def round(steps):
    return steps.again(steps.observed().round)


def write(steps, round, **more):
    said = {"agency": steps.north.agency, "text": "The bridge is closed."} | more
    return do(write_message, by=steps.north.coordinator, round=round, **said)


def waiting(kind, user):
    return [(one.verb, one.reference) for one in kind(Desk(user)).shown]


def test_a_round_with_unread_messages_waits_once_until_they_are_read(steps, round):
    write(steps, round)
    newest = write(steps, round)
    reader = steps.south.coordinator

    assert waiting(unread, reader) == [("Read", round.reference)]
    for other in (steps.north.coordinator, steps.world.observer, steps.south.exchange_officer):
        assert waiting(unread, other) == []

    do(mark_read, by=reader, round=round, upto=newest.pk)
    assert waiting(unread, reader) == []


def test_the_intermediary_is_told_of_what_has_words_for_it(steps, round):
    write(steps, round, for_intermediary="Another road.")

    assert waiting(unread, steps.world.observer) == [("Read", round.reference)]


def test_one_from_paper_waits_for_a_second_person(steps, round):
    write(steps, round, agency=steps.south.agency, said_on=today(), source="letter 9")

    assert waiting(to_check, steps.north.exchange_officer) == [("Check", round.reference)]
    for other in (steps.north.coordinator, steps.south.coordinator, steps.world.observer):
        assert waiting(to_check, other) == []
