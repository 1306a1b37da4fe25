"""The board on whose dead remains are: called, voting blind, deciding with the last vote."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction

from cases.models import AffiliationDecision
from cases.models.affiliation import Affiliation
from cases.models.board import UNDECIDED, Choice, Question
from cases.operations import ballots
from cases.operations.ballots import POSITIVE
from cases.operations.stopping import go_on_with, stop_what_rests_on
from cases.policies import affiliations as policies
from cases.policies.boards import why_not_recall, why_not_vote
from cases.states import AffiliationState, affiliation_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

VERBS: dict[str | None, str] = {
    Choice.ESTABLISHED: "decide",
    Choice.NOT_ESTABLISHED: "not_establish",
    Choice.UPHELD: "uphold",
    Choice.REVOKED: "revoke",
}


@transaction.atomic
def call_affiliation_board(
    *, decision: AffiliationDecision, members: Sequence[User], by: User
) -> AffiliationDecision:
    """On a proposal, or again on what is contested. Nobody who submitted it is called."""
    decision = lock(decision)
    members = ballots.quorate(members)
    require(policies.why_not_call(by, decision))
    verb = policies.verb_now("call_board", decision)
    move = affiliation_workflow.require(verb, decision.state)
    question = Question.AFFILIATE if verb == "call_board" else Question.UNSETTLE
    for member in members:
        require(policies.why_not_seat(member, decision))
    submitted_by = policies.submitter_of(decision)
    ballot = ballots.put(question, members, by, affiliation=decision, submitted_by=submitted_by)
    decision.state = move.target
    keep(decision)
    called: dict[str, Any] = {"ballot": ballot.pk, "question": str(question)}
    named = [member.pk for member in members]
    record("cases.affiliation_board_called", decision, by=by, members=named, **called)
    return decision


@transaction.atomic
def recall_affiliation_board(*, decision: AffiliationDecision, by: User) -> AffiliationDecision:
    """The votes cast stay unread for ever."""
    decision = lock(decision)
    require(why_not_recall(by, decision))
    move = affiliation_workflow.require(policies.verb_now("recall_board", decision), decision.state)
    ballot = decision.ballots.open().get()
    ballots.recalled(ballot)
    decision.state = move.target
    keep(decision)
    record("cases.affiliation_board_recalled", decision, by=by, ballot=ballot.pk)
    return decision


@transaction.atomic
def vote_on_affiliation(
    *, decision: AffiliationDecision, choice: Choice, by: User, reason: str = ""
) -> AffiliationDecision:
    """The event says that somebody voted, never how. With the last vote the board has decided."""
    decision = lock(decision)
    lock_each([decision.case])  # so that no other board decides on it meanwhile
    require(why_not_vote(by, decision))
    ballot = decision.ballots.open().get()
    ballots.require_choice(ballot, choice, reason)
    if choice in POSITIVE and (why_not := policies.why_not_decide(decision)):
        raise RuleBroken(why_not)
    ballots.cast(ballot, choice, reason, by)
    record("cases.affiliation_vote_cast", decision, by=by, ballot=ballot.pk)
    if ballots.is_complete(ballot):
        outcome = ballots.counted(ballot)
        if outcome in POSITIVE and policies.why_not_decide(decision):
            outcome = None  # what the first votes rested on has fallen away since
        ballot.rules = {
            "quorum": settings.BOARD_QUORUM,
            "affiliation": settings.AFFILIATION_EVIDENCE_NEEDED,
        }
        ballots.end(ballot, outcome or UNDECIDED)
        said: dict[str, Any] = {"ballot": ballot.pk, "outcome": ballot.outcome}
        record("cases.affiliation_board_decided", decision, by=by, **said)
        _decide(decision, outcome, by)
    keep(decision)
    return decision


def _decide(decision: AffiliationDecision, outcome: str | None, by: User) -> None:
    """A board that does not agree gives it back; one that does not agree on a contest leaves it
    contested."""
    is_contested = decision.state == AffiliationState.CONTESTED
    if is_contested and outcome is None:
        return
    verb = VERBS.get(outcome, "return")
    decision.state = affiliation_workflow.require(verb, decision.state).target
    if outcome == Choice.ESTABLISHED:
        decision.decided_at = now()
        _assess(decision, Affiliation(decision.assessed), by)
    if outcome == Choice.NOT_ESTABLISHED:
        decision.decided_at = now()
        _assess(decision, Affiliation.UNDETERMINED, by)
    if outcome == Choice.UPHELD:
        go_on_with(decision, by)
    if outcome == Choice.REVOKED:
        decision.withdrawn_at = now()
        _assess(decision, Affiliation.UNDETERMINED, by)
        record("cases.affiliation_withdrawn", decision, by=by)
        stop_what_rests_on(decision, by)


def _assess(decision: AffiliationDecision, assessed: Affiliation, by: User) -> None:
    """What another board decided of the case meanwhile is left as it is."""
    case = lock_each([decision.case])[0]
    others = AffiliationDecision.objects.standing().filter(case=case).exclude(pk=decision.pk)
    if assessed == Affiliation.UNDETERMINED and others.exists():
        return
    case.assessed_affiliation = assessed
    keep(case)
    said: dict[str, Any] = {"affiliation": decision.pk, "assessed": str(assessed)}
    record("cases.case_assessed", case, by=by, **said)
