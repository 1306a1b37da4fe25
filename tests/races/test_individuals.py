"""Many associate at the same moment: a case is of one individual, and none is lost."""

import pytest

from cases.models import Individual, Membership
from cases.operations import associating
from cases.operations.associating import accept_association, withdraw_association
from tests.factories.associations import Associations
from tests.factories.steps import Steps, do
from tests.races.at_once import CROWD, at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house():
    return Associations()


def accepting(house, proposed) -> list:
    return [
        lambda one=one: do(accept_association, by=house.second, association=one) for one in proposed
    ]


def ring(house, number=CROWD):
    """Each case with the next one, so that every association joins what others join."""
    cases = house.parts(number)
    pairs = zip(cases, [*cases[1:], cases[0]], strict=True)
    return cases, [house.proposed(one, other) for one, other in pairs]


def test_sixteen_that_join_the_same_cases_make_one_individual(house):
    cases, proposed = ring(house)

    outcomes = at_once(accepting(house, proposed))

    assert (len(outcomes.done), outcomes.refused, outcomes.caught) == (CROWD, [], [])
    assert outcomes.broken == []
    one = Individual.objects.distinguished().get()
    assert set(one.members.now().values_list("case", flat=True)) == {case.pk for case in cases}
    assert Membership.objects.now().count() == CROWD
    merged = Individual.objects.exclude(pk=one.pk)
    assert all(row.merged_into_id < row.pk for row in merged)


def test_one_association_accepted_by_sixteen_at_once_is_accepted_once(house):
    proposed = house.proposed(*house.parts(2))

    outcomes = at_once(accepting(house, [proposed] * CROWD))

    assert (len(outcomes.done), len(outcomes.refused)) == (1, CROWD - 1)
    assert outcomes.broken == outcomes.caught == []
    assert Individual.objects.count() == 1


def test_joining_and_parting_at_once_leaves_what_the_associations_hold(house):
    cases, proposed = ring(house)
    accepted = [house.accept(one) for one in proposed[: CROWD // 2]]
    acts = accepting(house, proposed[CROWD // 2 :]) + [
        lambda one=one: do(
            withdraw_association, by=house.examiner, association=one, because="An error."
        )
        for one in map(Steps.again, accepted)
    ]

    outcomes = at_once(acts)

    assert (len(outcomes.done), outcomes.broken) == (CROWD, [])
    held = Individual.objects.distinguished().get().members.now()
    assert {row.case_id for row in held} == {case.pk for case in [*cases[CROWD // 2 :], cases[0]]}
    assert Membership.objects.now().count() == held.count()


def test_without_holding_all_individuals_the_database_refuses_the_second(house, monkeypatch):
    """Taken away: what makes one wait for the other. The constraint is the second wall."""
    monkeypatch.setattr(associating, "hold_individuals", lambda: None)
    monkeypatch.setattr(associating, "lock_each", lambda rows: rows)
    middle, *others = house.parts(CROWD + 1)
    proposed = [house.proposed(middle, other) for other in others]

    outcomes = at_once(accepting(house, proposed))

    now = Membership.objects.now()
    assert now.filter(case=middle).count() == 1
    assert len(outcomes.done) + len(outcomes.caught) + len(outcomes.broken) == CROWD
