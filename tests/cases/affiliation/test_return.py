"""Remains go back to the other party on a decision that stands, and on nothing less."""

import pytest
from django.db import IntegrityError, transaction

from cases.models import Release, Sample, TakeBackTask
from cases.models.affiliation import Affiliation, WhyContested
from cases.models.affiliation import AffiliationGround as G
from cases.models.board import Choice
from cases.models.candidate import Candidate
from cases.models.remains import RemainsKind
from cases.operations.affiliating import withdraw_affiliation_evidence
from cases.operations.asking_sight import ask_for_sight
from cases.operations.custody import Circumstances
from cases.operations.disputing import contest_affiliation
from cases.operations.dividing import divide_case
from cases.operations.identifying import propose_identification
from cases.operations.unsettling import question_affiliations
from cases.states import AffiliationState, CaseState
from repatriation.errors import NotPermitted, RuleBroken, TransitionNotAllowed
from tests.cases.affiliation.test_what_is_missing import blind, reference_of, result
from tests.factories.boards import given
from tests.factories.steps import do

pytestmark = pytest.mark.django_db


def again(decision):
    return type(decision).objects.get(pk=decision.pk)


def test_decided_remains_are_authorised_and_returned(house):
    decision = house.affiliated()

    case = house.release(house.return_authorised(decision))

    release = Release.objects.get(case=case)
    assert case.state == CaseState.RELEASED
    assert (release.affiliation, release.identification) == (decision, None)


def test_without_a_decision_nothing_is_authorised(house):
    with pytest.raises(RuleBroken, match="No board has decided"):
        house.return_authorised(house.assessed())


@pytest.mark.parametrize("as_", [Affiliation.OWN, Affiliation.CIVILIAN])
def test_others_have_destinations_of_their_own(house, as_):
    with pytest.raises(RuleBroken, match="they are not returned to the other party"):
        house.return_authorised(house.affiliated(as_=as_))


def test_nor_is_it_while_it_is_contested(house):
    decision = house.disputed(house.affiliated())

    with pytest.raises(RuleBroken, match="contested; nothing rests on it"):
        house.return_authorised(decision)


def test_what_it_rested_on_is_asked_again_when_they_leave(house):
    decision = house.affiliated()
    case = house.return_authorised(decision)
    Candidate.objects.create(reference="CA-9", case=case, person=house.person(), score=2)

    with pytest.raises(RuleBroken, match="1 open candidates"):
        house.release(case)


def test_the_store_knows_no_return_without_a_decision(house):
    house.return_authorised(house.affiliated())

    with pytest.raises(IntegrityError, match="rests_on_an_affiliation"), transaction.atomic():
        Release.objects.update(affiliation=None)


def test_who_proposed_or_voted_does_not_release(house):
    decision = house.affiliated()
    member, case = house.members[0], house.again(decision.case)
    member.groups.add(*house.first.groups.all())
    type(member).objects.filter(pk=member.pk).update(agency=house.mortuary)

    with pytest.raises(NotPermitted, match="You voted on the affiliation"):
        house.authorise(case, by=type(member).objects.get(pk=member.pk))


def test_contesting_withdraws_the_authorisation(house):
    decision = house.affiliated()
    case = house.return_authorised(decision)

    house.disputed(again(decision))

    assert house.again(case).state == CaseState.EXAMINED
    assert Release.objects.get().withdrawn_because == "the affiliation is contested"


def test_what_has_left_is_to_be_taken_back_until_it_is_upheld(house):
    decision = house.affiliated()
    house.release(house.return_authorised(decision))
    contested = house.disputed(again(decision))
    assert TakeBackTask.objects.open().get().because == "contested"
    house.coordinator = house.side.person("coordinator", name="another")

    decision = house.all_vote(house.before_board(contested), Choice.UPHELD, Choice.UPHELD)

    assert decision.state == AffiliationState.UPHELD
    assert not TakeBackTask.objects.open().exists()


def test_a_board_withdraws_and_the_case_is_undetermined(house):
    decision = house.affiliated()
    house.release(house.return_authorised(decision))
    contested = house.disputed(again(decision))

    decision = house.all_vote(house.before_board(contested), Choice.REVOKED, Choice.REVOKED)

    assert decision.state == AffiliationState.WITHDRAWN
    assert house.again(decision.case).assessed_affiliation == Affiliation.UNDETERMINED
    assert TakeBackTask.objects.open().get().because == "revoked"


def test_who_contests_does_not_vote_on_it(house):
    member = house.members[0]
    decision = do(
        contest_affiliation,
        by=member,
        decision=house.affiliated(),
        because=WhyContested.OTHER,
        note="The place is wrong",
    )

    with pytest.raises(NotPermitted, match="submitted this"):
        house.before_board(decision)


def test_only_what_stands_is_contested(house):
    with pytest.raises(TransitionNotAllowed, match="Only a decision that stands"):
        house.disputed(house.assessed())


def test_withdrawn_evidence_contests_it_at_once(house):
    decision = do(
        withdraw_affiliation_evidence,
        by=house.examiner,
        decision=house.affiliated(),
        number=2,
        because="Another grid",
    )

    assert (decision.state, decision.contested_because) == ("contested", "evidence")


def test_a_proposal_as_one_of_ours_contests_it_at_once(house):
    decision = house.affiliated()
    case = house.again(decision.case)

    do(propose_identification, by=house.examiner, person=house.person(), evidence={case: [given()]})

    assert again(decision).contested_because == WhyContested.PROPOSED


def test_an_identification_decided_meanwhile_contests_it_at_once(house):
    case = house.examined_one()
    called = house.under_review(case=case)
    decision = house.assessed(case=house.again(case))
    # As if the board on the affiliation had not asked: the other board finds it standing.
    type(decision).objects.filter(pk=decision.pk).update(
        state="decided", decided_at=decision.proposed_at
    )

    house.voted(called, Choice.ESTABLISHED, Choice.ESTABLISHED)

    assert again(decision).contested_because == WhyContested.IDENTIFIED


def test_an_association_with_one_of_ours_contests_it_at_once(house):
    ours = house.case()
    house.identified(case=ours)
    decision = house.affiliated()

    blind(house).accepted(house.again(ours), house.again(decision.case))

    assert again(decision).contested_because == WhyContested.ASSOCIATED


def test_an_association_with_nobody_known_does_not(house):
    decision = house.affiliated()

    blind(house).accepted(house.case(), house.again(decision.case))

    assert again(decision).state == AffiliationState.DECIDED


def test_a_result_that_says_otherwise_contests_it_at_once(house):
    decision = house.affiliated()
    sample = Sample.objects.get(case=decision.case)
    found = result(house, sample, reference_of(house, house.person()))

    do(lambda by: question_affiliations(found, by), by=house.examiner)

    assert again(decision).contested_because == WhyContested.RESULT


def test_a_result_recorded_from_paper_waits_for_its_second_person(house):
    decision = house.affiliated()
    sample = Sample.objects.get(case=decision.case)
    found = result(house, sample, reference_of(house, house.person()))
    found.recorded_from = "Letter 4"

    do(lambda by: question_affiliations(found, by), by=house.examiner)

    assert again(decision).state == AffiliationState.DECIDED


def test_an_agency_that_asks_for_the_record_contests_it_at_once(house):
    decision = house.affiliated()
    elsewhere = house.side.person("forensic examiner", at=house.side.mortuaries[1])
    person = house.person()
    type(person).objects.filter(pk=person.pk).update(agency=elsewhere.agency)
    pair = Candidate.objects.create(reference="CA-7", case=decision.case, person=person, score=2)

    do(ask_for_sight, by=elsewhere, candidate=pair, why="The disc we look for")

    assert again(decision).contested_because == WhyContested.SIGHT_ASKED


def test_dividing_contests_it_at_once(house):
    decision = house.affiliated()
    type(decision.case).objects.filter(pk=decision.case_id).update(state=CaseState.IN_EXAMINATION)

    do(
        divide_case,
        by=house.side.mortuary_officer,
        case=house.again(decision.case),
        remains=[RemainsKind.BODY_PART],
        circumstances=Circumstances(note="Two left femurs", witness=house.witness),
    )

    assert again(decision).contested_because == WhyContested.REMAINS


def test_another_examiner_proposes_anew_after_a_withdrawal(house):
    contested = house.disputed(house.affiliated())
    gone = house.all_vote(house.before_board(contested), Choice.REVOKED, Choice.REVOKED)

    anew = house.affiliated(case=house.again(gone.case))

    assert anew.state == AffiliationState.DECIDED
    assert house.again(gone.case).assessed_affiliation == Affiliation.OTHER_PARTY
    assert {G.UNIFORM, G.PLACE} == {one.kind for one in anew.evidence.all()}
