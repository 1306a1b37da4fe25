"""A candidate excluded by many at once, and while it is weighed again: excluded once, and stays."""

import pytest
from django.db.models import F

from cases.models import Candidate, Exclusion, MissingPerson
from cases.models.exclusion import Ground
from cases.operations.excluding import exclude_candidate
from cases.operations.keeping_candidates import keep_found
from cases.operations.weighing import weigh_case
from cases.states.candidates import CandidateState
from repatriation.accounts.models import User
from repatriation.ledger.clock import today
from repatriation.ledger.writing import acting_as
from tests.factories.pairs import Pairs, again
from tests.factories.steps import Steps, do
from tests.races.at_once import CROWD, at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pairs():
    return Pairs(Steps().north)


def excluding(pairs, candidate):
    said = {"ground": Ground.STATURE, "note": "Ten centimetres apart"}
    return lambda: do(exclude_candidate, by=pairs.examiner, candidate=candidate, **said)


def test_one_candidate_excluded_by_sixteen_at_once_is_excluded_once(pairs):
    candidate = pairs.candidate()

    outcomes = at_once([excluding(pairs, candidate)] * CROWD)

    assert (len(outcomes.done), len(outcomes.refused), outcomes.broken) == (1, CROWD - 1, [])
    assert Exclusion.objects.filter(candidate=candidate).count() == 1


def test_whoever_excludes_while_it_is_weighed_again_is_not_overruled(pairs):
    candidate = pairs.candidate()
    MissingPerson.objects.filter(pk=candidate.person_id).update(
        last_seen_from=today(), last_seen_to=today(), version=F("version") + 1
    )
    weighed = weigh_case(candidate.case)

    def weighing():
        with acting_as(User.objects.system()):
            keep_found(record=candidate.case, weighed=weighed)

    outcomes = at_once([excluding(pairs, candidate), *[weighing] * 7])

    assert outcomes.broken == []
    assert Candidate.objects.filter(case=candidate.case).count() == 1
    assert candidate.weighings.count() == 2
    is_excluded = again(candidate).state == CandidateState.EXCLUDED
    assert is_excluded == Exclusion.objects.filter(candidate=candidate).exists()
    assert is_excluded or outcomes.refused  # weighed again first: who excludes is told so
