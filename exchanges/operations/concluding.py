"""A commitment gets the outcome its figures say, or another stands in its place."""

from django.db import transaction

from exchanges.agreement_states import CommitmentState, commitment_workflow
from exchanges.models import Commitment
from exchanges.policies import commitments as policies
from exchanges.promised import Kept, kept_of
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NOT_ACTIVE = gettext_noop(
    "%(commitment)s is %(state)s; what stands in its place was accepted by both sides."
)
ITSELF = gettext_noop("A commitment does not replace itself.")
OTHER_PROMISE = gettext_noop("%(commitment)s is promised by the other side.")
OUTCOMES = {
    CommitmentState.MET: "meet",
    CommitmentState.MET_LATE: "meet_late",
    CommitmentState.PARTLY_MET: "meet_in_part",
    CommitmentState.MISSED: "miss",
}


@transaction.atomic
def conclude_commitment(*, commitment: Commitment, by: User) -> Commitment:
    """The outcome follows from what was verified and when it was handed over. What was missed, or
    met in part, is concluded again when more comes."""
    commitment = lock(commitment)
    kept = kept_of([commitment])[commitment.pk]
    require(policies.why_not_conclude(by, commitment, kept.verified))
    outcome = outcome_of(kept)
    commitment.state = commitment_workflow.require(OUTCOMES[outcome], commitment.state).target
    commitment.concluded_at, commitment.concluded_by = now(), by
    commitment.concluded_with, commitment.reached_at = kept.verified, kept.reached_at
    keep(commitment)
    record(
        "exchanges.commitment_concluded",
        commitment,
        by=by,
        outcome=str(outcome),
        verified=kept.verified,
        target=commitment.target,
    )
    return commitment


def outcome_of(kept: Kept) -> CommitmentState:
    """By the day of the handover that reached the target, and not by the day it was counted."""
    if kept.reached_at is None:
        return CommitmentState.PARTLY_MET if kept.verified else CommitmentState.MISSED
    is_in_time = kept.reached_at <= kept.commitment.due_at
    return CommitmentState.MET if is_in_time else CommitmentState.MET_LATE


@transaction.atomic
def supersede_commitment(*, commitment: Commitment, successor: Commitment, by: User) -> Commitment:
    """Another stands in its place: both sides accepted that one. Its figures stay."""
    if commitment.pk == successor.pk:
        raise RuleBroken(Sentence(ITSELF))
    commitment = lock(commitment)
    require(policies.why_not_supersede(by, commitment))
    if successor.debtor_id != commitment.debtor_id:
        raise RuleBroken(Sentence(OTHER_PROMISE, {"commitment": successor.reference}))
    if successor.state != CommitmentState.ACTIVE:
        said = {"commitment": successor.reference, "state": successor.get_state_display()}
        raise RuleBroken(Sentence(NOT_ACTIVE, said))
    commitment.state = commitment_workflow.require("supersede", commitment.state).target
    commitment.superseded_by = successor
    keep(commitment)
    record("exchanges.commitment_superseded", commitment, by=by, commitment=successor.pk)
    return commitment
