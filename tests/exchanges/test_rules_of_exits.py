"""What the database holds of rounds that stopped and of containers that did not pass."""

import pytest
from django.db import IntegrityError, transaction

from exchanges.models import BatchPlace, ExchangeBatch, ExchangeRound, Statement
from repatriation.ledger.clock import now
from tests.factories.steps import Steps


@pytest.fixture
def steps():
    return Steps()


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"state": "broken_off"}, "a_broken_off_round_says_when"),
        ({"broken_off_at": now()}, "a_broken_off_round_says_when"),
    ],
)
def test_the_database_holds_what_a_broken_off_round_is(steps, fields, rule):
    round = steps.scheduled()

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        ExchangeRound.objects.filter(pk=round.pk).update(**fields)


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"outcome": "taken_back", "reason": "other", "note": "x"}, "left_by_an_exit"),
        ({"left_at": now()}, "left_by_an_exit"),
        ({"outcome": "refused", "left_at": now()}, "gives_its_reason"),
        ({"reason": "damaged"}, "gives_its_reason"),
        ({"outcome": "refused", "left_at": now(), "reason": "other"}, "said_in_the_note"),
    ],
)
def test_the_database_holds_how_a_place_ends(steps, fields, rule):
    steps.in_transit("A-1")

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        BatchPlace.objects.update(**fields)


def test_the_database_holds_when_a_batch_went_home(steps):
    steps.in_transit("A-1")

    with pytest.raises(IntegrityError, match="taken_back_says_when"), transaction.atomic():
        ExchangeBatch.objects.update(state="taken_back")


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"act": "disputes"}, "a_dispute_names_what_it_disputes"),
        ({"act": "breaks_off", "reason": "weather"}, "what_broke_off_or_came_back_says_when"),
        (
            {"act": "takes_back", "reason": "damaged", "occurred_at": now()},
            "what_is_taken_back_names_its_batch",
        ),
    ],
)
def test_the_database_holds_what_is_said(steps, fields, rule):
    steps.agreed()

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Statement.objects.update(**fields)
