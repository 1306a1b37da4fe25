"""A board decides nothing while one ground is missing, and is told all of them at once."""

from decimal import Decimal

import pytest

from cases.models import LabResult, RemainsCase, Sample
from cases.models.affiliation import Affiliation
from cases.models.affiliation import AffiliationGround as G
from cases.models.board import Choice
from cases.models.candidate import Candidate
from cases.models.remains import RemainsKind
from cases.models.sample import Remainder
from cases.operations.flagging import place_hold
from cases.operations.identifying import propose_identification
from cases.policies.grounds import grounds_of
from cases.states import CandidateState, SampleState
from repatriation.errors import RuleBroken
from repatriation.ledger.clock import today
from tests.factories.associations import Associations
from tests.factories.boards import given
from tests.factories.steps import do

pytestmark = pytest.mark.django_db


def codes(decision) -> set[str]:
    return {lack.code for lack in grounds_of(type(decision).objects.get(pk=decision.pk)).lacks}


def blind(house) -> Associations:
    """Two examiners who know nothing of whose remains they are."""
    examiners = Associations(house.side)
    examiners.examiner = house.side.person("forensic examiner", name="blind")
    return examiners


def reference_of(house, person) -> Sample:
    return Sample.objects.create(
        reference=f"SA-R{person.pk}",
        person=person,
        family="F-1",
        tissue="medical",
        agency=house.examiner.agency,
        taken_by=house.examiner,
    )


def result(house, sample, other, conclusion="supports") -> LabResult:
    row = LabResult.objects.create(
        reference=f"LR-{sample.pk}-{other.pk}",
        sample=sample,
        laboratory=house.examiner.agency,
        conclusion=conclusion,
        markers="autosomal_str",
        quality="full",
        log10_lr=Decimal(6),
        hypothesis="the same person",
        alternative="strangers",
        report="Report 8",
        signed_by="Specialist Two",
        signed_on=today(),
        reported_by=house.examiner,
    )
    row.compared_with.set([other])
    return row


def test_nothing_is_missing_of_what_is_whole(house):
    assert codes(house.assessed()) == set()


def test_everything_is_said_at_once(house):
    case = house.case()
    decision = house.assessed(G.UNIFORM, case=case)
    called = house.before_board(decision)

    with pytest.raises(RuleBroken) as refused:
        house.all_vote(called, Choice.ESTABLISHED, Choice.ESTABLISHED)

    said = str(refused.value)
    for part in ("no examination of it was reviewed", "no sample of it is retained", "needs 2"):
        assert part in said


@pytest.mark.parametrize(
    "change",
    [
        {"remainder": Remainder.CONSUMED},
        {"remainder": ""},
        {"state": SampleState.LOST, "because": "In the post"},
    ],
)
def test_a_sample_is_retained(house, change):
    decision = house.assessed()
    Sample.objects.filter(case=decision.case).update(**change)

    assert codes(decision) == {"no_sample"}


def test_no_hold_is_on_them(house):
    decision = house.assessed()
    case = house.again(decision.case)
    do(place_hold, by=house.coordinator, thing=case, order="7/27", reason="Inquiry")

    assert codes(decision) == {"on_hold"}


def test_no_candidate_among_those_sought_is_open(house):
    decision, person = house.assessed(), house.person()
    pair = Candidate.objects.create(
        reference="CA-1", case=decision.case, person=person, score=3, state=CandidateState.OPEN
    )
    assert codes(decision) == {"open_candidates"}

    Candidate.objects.filter(pk=pair.pk).update(state=CandidateState.EXCLUDED)

    assert codes(decision) == set()


def test_no_identification_is_waiting(house):
    decision = house.assessed()
    case = house.again(decision.case)
    do(propose_identification, by=house.examiner, person=house.person(), evidence={case: [given()]})

    assert codes(decision) == {"identification_open"}


def test_they_are_not_identified_as_one_of_our_own(house):
    case = house.examined_one()
    house.identified(case=case)

    assert codes(house.assessed(case=house.again(case))) == {"identified"}


def test_nor_are_remains_that_an_association_joins_to_them(house):
    ours, case = house.case(), house.examined_one()
    house.identified(case=ours)
    decision = house.assessed(case=case)
    blind(house).accepted(house.again(ours), house.again(case))

    assert codes(decision) == {"associated"}


def test_a_result_that_joins_them_to_one_of_our_own_speaks_against_it(house):
    decision = house.assessed()
    sample = Sample.objects.get(case=decision.case)
    person = reference_of(house, house.person())

    result(house, person, sample)

    assert codes(decision) == {"result_says_ours"}


def test_a_result_that_excludes_does_not(house):
    decision = house.assessed()
    sample = Sample.objects.get(case=decision.case)

    result(house, sample, reference_of(house, house.person()), conclusion="excludes")

    assert codes(decision) == set()


def test_mixed_fragments_are_decided_as_nobodys(house):
    decision = house.assessed()
    RemainsCase.objects.filter(pk=decision.case_id).update(kind=RemainsKind.MIXED_FRAGMENTS)

    assert codes(decision) == {"mixed_fragments"}


def test_of_our_own_nobody_asks_whether_they_are_sought(house):
    case = house.examined_one()
    house.identified(case=case)
    Sample.objects.filter(case=case).update(remainder="")

    decision = house.assessed(case=house.again(case), as_=Affiliation.OWN)

    assert codes(decision) == set()
