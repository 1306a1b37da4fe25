"""What the sender claims is evidence for a candidate, with a reliability of its own."""

import pytest

from cases.models import Candidate
from cases.operations.found_records import post_mortem
from tests.factories.pairs import Pairs
from tests.factories.steps import Steps, list_of

pytestmark = pytest.mark.django_db
NAME = "Вигаданенко Остап"


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def came(steps):
    """Out of a container of which the sender's list says whose remains it holds."""
    return steps.numbered("A-1", data=list_of("A-1", names={"A-1": NAME}))


def claim(case, person) -> dict:
    terms = Candidate.objects.get(case=case, person=person).weighings.get().terms
    return next(one for one in terms if one["attribute"] == "claim")


def test_who_bears_the_claimed_name_is_found_by_it(steps, came):
    pairs = Pairs(steps.north)
    person, case = pairs.person(), came[0]
    pairs.examined(case)

    pairs.sought(case)

    assert claim(case, person)["verdict"] == "agree"
    assert claim(case, person)["log10_lr"] > 0


def test_where_nothing_is_claimed_nothing_is_read(steps):
    case, *_rest = steps.numbered("A-1")
    Pairs(steps.north).examined(case)

    read, _versions = post_mortem([case.pk])[case.pk]

    assert read.claimed_names == ()


def test_a_claim_alone_is_never_shown_by_its_candidate(steps, came):
    pairs = Pairs(steps.north)
    person = pairs.person()
    pairs.examined(came[0])
    pairs.sought(came[0])

    candidate = Candidate.objects.get(case=came[0], person=person)

    assert NAME not in str(candidate.weighings.get().terms)


def test_before_the_profile_is_locked_no_claim_is_read(steps, came):
    assert post_mortem([case.pk for case in came]) == {}


def test_the_list_on_which_its_own_side_sends_it_away_claims_nothing(steps):
    case, *_rest = steps.numbered("A-1", data=list_of("A-1", names={"A-1": NAME}))
    Pairs(steps.north).examined(case)
    type(case.container).objects.filter(pk=case.container_id).update(responsible=steps.south.agency)

    read, _versions = post_mortem([case.pk])[case.pk]

    assert read.claimed_names == ()
