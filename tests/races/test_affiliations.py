"""Sixteen boards decide on the affiliation of one case at once: one decision stands."""

import pytest

from cases.models import AffiliationDecision, RemainsCase
from cases.models.board import Choice
from cases.operations.affiliation_boards import vote_on_affiliation
from repatriation.ledger.writing import acting_as
from tests.factories.affiliations import Affiliations
from tests.factories.steps import do
from tests.races.at_once import CROWD, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_affiliation_of_a_case_stands(steps):
    house = Affiliations(steps.north)
    case = house.examined_one()
    first, second = house.members
    rows = [
        do(
            vote_on_affiliation,
            by=first,
            decision=house.before_board(house.assessed(case=house.again(case))),
            choice=Choice.ESTABLISHED,
        )
        for _ in range(CROWD)
    ]

    def last_vote(row):
        def act():
            with acting_as(second):
                return vote_on_affiliation(decision=row, choice=Choice.ESTABLISHED, by=second)

        return act

    outcomes = at_once([last_vote(row) for row in rows])

    assert outcomes.broken == []
    assert len(outcomes.done) == 1
    assert len(outcomes.refused + outcomes.caught) == CROWD - 1
    assert AffiliationDecision.objects.standing().count() == 1
    assert RemainsCase.objects.get(pk=case.pk).assessed_affiliation == "other_party"
