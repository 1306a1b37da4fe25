"""Whose dead somebody was: proposed with evidence, decided by a blind board, set on the case."""

import pytest
from django.db import IntegrityError, transaction

from cases.models import AffiliationDecision, RemainsCase, Vote
from cases.models.affiliation import Affiliation
from cases.models.affiliation import AffiliationGround as G
from cases.models.board import Choice
from cases.operations.affiliating import (
    add_affiliation_evidence,
    propose_affiliation,
    withdraw_affiliation,
    withdraw_affiliation_evidence,
)
from cases.operations.affiliation_boards import recall_affiliation_board, vote_on_affiliation
from cases.policies.grounds import grounds_of
from cases.states import AffiliationState
from repatriation.audit.models import Event
from repatriation.errors import NotPermitted, RuleBroken, TransitionNotAllowed
from tests.factories.accounts import UserFactory
from tests.factories.affiliations import seen
from tests.factories.steps import do

pytestmark = pytest.mark.django_db


def test_two_votes_decide_and_the_case_is_assessed(house):
    decision = house.affiliated()

    assert decision.state == AffiliationState.DECIDED
    assert decision.decided_at
    assert house.again(decision.case).assessed_affiliation == Affiliation.OTHER_PARTY


def test_what_is_claimed_stands_beside_what_is_assessed(house):
    decision = house.affiliated(claimed=Affiliation.OWN, claimed_in="List 4, line 17")

    assert (decision.claimed, decision.assessed) == ("own", "other_party")
    with pytest.raises(RuleBroken, match="Say where it is claimed"):
        house.assessed(claimed=Affiliation.OWN)


def test_a_third_state_is_named(house):
    with pytest.raises(RuleBroken, match="Name the third state"):
        house.assessed(as_=Affiliation.THIRD_STATE)

    decision = house.assessed(as_=Affiliation.THIRD_STATE, third_state="Vestria")

    assert decision.third_state == "Vestria"


def test_undetermined_is_not_proposed(house):
    with pytest.raises(RuleBroken, match="nothing is proposed"):
        house.assessed(as_=Affiliation.UNDETERMINED)


def test_the_store_refuses_a_proposal_of_nothing(house):
    decision = house.assessed()

    with pytest.raises(IntegrityError, match="assessed_as_one_of_four"), transaction.atomic():
        AffiliationDecision.objects.filter(pk=decision.pk).update(assessed="undetermined")


def test_only_an_examiner_of_the_house_proposes(house):
    case = house.examined_one()
    given = {"case": case, "assessed": Affiliation.OTHER_PARTY, "evidence": [seen(G.DISC)]}

    with pytest.raises(NotPermitted, match="Only a forensic examiner"):
        do(propose_affiliation, by=house.side.mortuary_officer, **given)
    elsewhere = house.side.person("forensic examiner", at=house.side.mortuaries[1])
    with pytest.raises(NotPermitted, match="neither holds"):
        do(propose_affiliation, by=elsewhere, **given)


def test_a_claim_alone_is_no_evidence(house):
    with pytest.raises(RuleBroken, match="what a list claims is none"):
        do(
            propose_affiliation,
            by=house.examiner,
            case=house.examined_one(),
            assessed=Affiliation.OTHER_PARTY,
            evidence=[],
        )


@pytest.mark.parametrize(
    ("kinds", "number"),
    [
        ((G.UNIFORM,), 1),
        ((G.UNIFORM, G.DISC, G.PAPERS, G.EFFECTS), 1),
        ((G.PLACE, G.PLACE), 1),
        ((G.UNIFORM, G.PLACE), 2),
        ((G.DISC, G.MARKS, G.TESTIMONY), 3),
    ],
)
def test_what_was_carried_on_one_body_counts_as_one(house, kinds, number):
    assert grounds_of(house.assessed(*kinds)).independent == number


def test_what_was_found_together_counts_as_one_even_over_what_was_withdrawn(house):
    decision = house.assessed(G.UNIFORM)
    for kind in (G.LABORATORY, G.TESTIMONY):
        decision = do(
            add_affiliation_evidence,
            by=house.examiner,
            decision=decision,
            seen=seen(kind, found_with=1),
        )
    assert grounds_of(decision).independent == 1

    decision = do(
        withdraw_affiliation_evidence,
        by=house.examiner,
        decision=decision,
        number=1,
        because="A coat put over him later",
    )

    assert grounds_of(house.again(decision)).independent == 1


def test_evidence_names_only_what_is_known_as_found_with_it(house):
    with pytest.raises(RuleBroken, match="Number 9 is no evidence"):
        do(
            add_affiliation_evidence,
            by=house.examiner,
            decision=house.assessed(),
            seen=seen(G.MARKS, found_with=9),
        )


def test_a_board_does_not_decide_on_one_kind(house):
    called = house.before_board(house.assessed(G.UNIFORM, G.DISC, G.PAPERS))

    with pytest.raises(RuleBroken, match=r"there are 1\. Uniform, disc, papers"):
        house.all_vote(called, Choice.ESTABLISHED, Choice.ESTABLISHED)


def test_votes_are_blind_and_dissent_keeps_its_reason(house):
    called = house.before_board(house.assessed())
    first, second = house.members
    with pytest.raises(RuleBroken, match="Say why"):
        do(vote_on_affiliation, by=first, decision=called, choice=Choice.NOT_ESTABLISHED)

    do(vote_on_affiliation, by=first, decision=called, choice=Choice.ESTABLISHED)

    assert not Vote.objects.shown_to(second).exists()
    told = Event.objects.of(called).filter(facts__kind="cases.affiliation_vote_cast").get()
    assert set(told.details) == {"ballot"}


def test_who_disagree_give_it_back(house):
    called = house.before_board(house.assessed())

    decision = house.all_vote(called, Choice.ESTABLISHED, Choice.NOT_ESTABLISHED)

    assert decision.state == AffiliationState.PROPOSED
    assert house.again(decision.case).assessed_affiliation == ""


def test_not_established_leaves_the_case_undetermined(house):
    called = house.before_board(house.assessed())

    decision = house.all_vote(called, Choice.NOT_ESTABLISHED, Choice.NOT_ESTABLISHED)

    assert decision.state == AffiliationState.NOT_ESTABLISHED
    assert house.again(decision.case).assessed_affiliation == Affiliation.UNDETERMINED


def test_who_submitted_is_not_called_and_does_not_vote(house):
    house.examiner.groups.add(*house.members[0].groups.all())
    house.members = [type(house.examiner).objects.get(pk=house.examiner.pk), house.members[1]]

    with pytest.raises(NotPermitted, match="submitted this, so does not vote"):
        house.before_board(house.assessed())


def test_who_gave_evidence_is_not_called(house):
    decision = house.assessed()
    other = UserFactory(agency=house.examiner.agency, role=["forensic examiner", "board member"])
    decision = do(add_affiliation_evidence, by=other, decision=decision, seen=seen(G.TESTIMONY))
    house.members = [other, house.members[1]]

    with pytest.raises(NotPermitted, match="gave evidence for this"):
        house.before_board(decision)


def test_a_board_has_its_quorum(house):
    house.members = house.members[:1]

    with pytest.raises(RuleBroken, match="at least 2 members; 1 were named"):
        house.before_board(house.assessed())


def test_a_board_is_recalled_and_its_votes_stay_unread(house):
    called = house.before_board(house.assessed())

    decision = do(recall_affiliation_board, by=house.coordinator, decision=called)

    assert decision.state == AffiliationState.PROPOSED
    assert called.ballots.get().outcome == "recalled"


def test_while_a_board_votes_nothing_is_added(house):
    called = house.before_board(house.assessed())

    with pytest.raises(NotPermitted, match="Recall the board first"):
        do(add_affiliation_evidence, by=house.examiner, decision=called, seen=seen(G.MARKS))


def test_a_proposal_is_withdrawn_and_a_decision_is_not(house):
    gone = do(
        withdraw_affiliation, by=house.examiner, decision=house.assessed(), because="Mixed up"
    )
    assert (gone.state, gone.withdrawn_because) == (AffiliationState.WITHDRAWN, "Mixed up")

    with pytest.raises(TransitionNotAllowed, match="Only a proposal is withdrawn"):
        do(withdraw_affiliation, by=house.examiner, decision=house.affiliated(), because="Why")


def test_one_decision_of_a_case_stands(house):
    case = house.examined_one()
    first, second = house.assessed(case=case), house.assessed(case=house.again(case))
    house.all_vote(house.before_board(first), Choice.ESTABLISHED, Choice.ESTABLISHED)

    called = house.before_board(second)
    with pytest.raises(RuleBroken, match="another decision on it stands"):
        house.all_vote(called, Choice.ESTABLISHED, Choice.ESTABLISHED)
    with pytest.raises(IntegrityError, match="one_standing_affiliation"), transaction.atomic():
        AffiliationDecision.objects.filter(pk=called.pk).update(
            state="decided", decided_at=called.proposed_at
        )
    with pytest.raises(NotPermitted, match="stands already"):
        house.assessed(case=house.again(case))
    assert RemainsCase.objects.get(pk=case.pk).assessed_affiliation == Affiliation.OTHER_PARTY
