"""The two sides, the intermediary and each agency share one system and not one view."""

import pytest

from exchanges.models import Count, Discrepancy, ExchangeBatch, ExchangeRound, Statement
from exchanges.models.batch import BatchPlace
from tests.factories.accounts import UserFactory
from tests.factories.steps import Steps


@pytest.fixture
def steps():
    return Steps()


def sees(user, *models):
    return [model.objects.visible_to(user).exists() for model in models]


def test_a_draft_round_is_seen_by_the_convenors_side_only(steps):
    steps.opened(intermediary=steps.world.observers)

    assert sees(steps.north.exchange_officer, ExchangeRound) == [True]
    assert sees(steps.south.coordinator, ExchangeRound) == [False]
    assert sees(steps.world.observer, ExchangeRound) == [False]


def test_a_proposed_round_is_seen_by_both_sides_and_the_intermediary(steps):
    steps.proposed(intermediary=steps.world.observers)

    for user in (steps.north.coordinator, steps.south.coordinator, steps.world.observer):
        assert sees(user, ExchangeRound) == [True]
    assert sees(Steps().north.coordinator, ExchangeRound) == [False]


def test_a_draft_batch_is_not_seen_by_the_other_side(steps):
    steps.batch()

    assert sees(steps.south.coordinator, ExchangeBatch) == [True]
    assert sees(steps.north.exchange_officer, ExchangeBatch) == [False]


def test_a_listed_batch_is_seen_by_both_sides(steps):
    steps.listed()

    assert sees(steps.north.exchange_officer, ExchangeBatch, BatchPlace) == [True, True]
    assert sees(steps.north.mortuary_officer, ExchangeBatch, BatchPlace) == [False, False]


def test_the_intermediary_sees_the_batch_and_none_of_its_lines(steps):
    batch = steps.batch(steps.agreed(intermediary=steps.world.observers))
    steps.listed("A-1", "A-1", batch=batch)

    assert sees(steps.world.observer, ExchangeBatch, BatchPlace) == [True, False]
    assert sees(steps.world.observer, Discrepancy) == [False]


def test_without_an_agency_nothing_is_seen(steps):
    steps.listed()
    nobody = UserFactory(agency=None, role=["coordinator", "auditor"])

    assert sees(nobody, ExchangeRound, ExchangeBatch, BatchPlace, Statement) == [False] * 4


def test_another_intermediary_does_not_match_a_round_without_one(steps):
    steps.listed()

    assert sees(steps.world.observer, ExchangeRound, ExchangeBatch) == [False, False]


def test_statements_are_seen_with_their_round(steps):
    steps.agreed()

    assert sees(steps.south.coordinator, Statement) == [True]
    assert sees(Steps().south.coordinator, Statement) == [False]


def test_where_a_side_keeps_its_dead_is_its_own_affair(steps):
    batch = steps.batch(steps.scheduled(intermediary=None))
    steps.received("A-1", batch=batch)
    mortuary = steps.north.mortuaries[0]

    def intake(user):
        return Count.objects.visible_to(user).filter(stage="intake").exists()

    assert intake(steps.north.coordinator)
    assert intake(steps.north.mortuary_officer)
    assert not intake(steps.south.coordinator)
    assert mortuary.as_told_to(steps.north.coordinator) == mortuary
    assert mortuary.as_told_to(steps.south.coordinator) == steps.north.party
    assert mortuary.as_told_to(steps.world.observer) == steps.north.party
    assert steps.north.agency.as_told_to(steps.south.coordinator) == steps.north.agency
