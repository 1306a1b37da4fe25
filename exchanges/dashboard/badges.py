"""What a state of an exchange looks like."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from exchanges.agreement_states import AgreementState, CommitmentState
from exchanges.models import (
    Agreement,
    Allocation,
    BatchPlace,
    Commitment,
    Discrepancy,
    ExchangeBatch,
    ExchangeRound,
)
from exchanges.states import AllocationState, BatchState, DiscrepancyState, RoundState
from repatriation.dashboard.components import Badge, Meaning

ROUND = {
    RoundState.DRAFT: Meaning.OPEN,
    RoundState.BROKEN_OFF: Meaning.STOP,
    RoundState.POSTPONED: Meaning.WATCH,
    RoundState.CLOSED: Meaning.DONE,
    RoundState.CANCELLED: Meaning.NONE,
}
BATCH = {
    BatchState.DRAFT: Meaning.OPEN,
    BatchState.COUNT_VERIFIED: Meaning.DONE,
    BatchState.TAKEN_BACK: Meaning.WATCH,
    BatchState.CANCELLED: Meaning.NONE,
}
SHARE = {AllocationState.PLANNED: Meaning.OPEN, AllocationState.RECEIVED: Meaning.DONE}
DISCREPANCY = {
    DiscrepancyState.OPEN: Meaning.WATCH,
    DiscrepancyState.CONTESTED: Meaning.CONTEST,
    DiscrepancyState.ACCEPTED: Meaning.DONE,
    DiscrepancyState.EXPLAINED: Meaning.DONE,
}
AGREEMENT = {
    AgreementState.DRAFT: Meaning.OPEN,
    AgreementState.ENDED: Meaning.DONE,
    AgreementState.WITHDRAWN: Meaning.NONE,
}
COMMITMENT = {
    CommitmentState.DRAFT: Meaning.OPEN,
    CommitmentState.MET: Meaning.DONE,
    CommitmentState.MET_LATE: Meaning.WATCH,
    CommitmentState.PARTLY_MET: Meaning.WATCH,
    CommitmentState.MISSED: Meaning.STOP,
    CommitmentState.SUPERSEDED: Meaning.NONE,
    CommitmentState.WITHDRAWN: Meaning.NONE,
}
MEANINGS: dict[type, dict] = {
    Agreement: AGREEMENT,
    Commitment: COMMITMENT,
    ExchangeRound: ROUND,
    ExchangeBatch: BATCH,
    Allocation: SHARE,
    Discrepancy: DISCREPANCY,
}

Outcome = BatchPlace.Outcome
OUTCOMES = {
    "": Badge(_("On the list"), Meaning.OPEN),
    Outcome.HANDED_OVER: Badge(_("Handed over"), Meaning.DONE),
    Outcome.NOT_PRESENTED: Badge(_("Not presented"), Meaning.STOP),
    Outcome.WITHDRAWN: Badge(_("Withdrawn"), Meaning.NONE),
    Outcome.REFUSED: Badge(_("Refused"), Meaning.STOP),
    Outcome.TAKEN_BACK: Badge(_("Taken back"), Meaning.WATCH),
}
IN_DISPUTE = Badge(_("Handed over, in dispute"), Meaning.CONTEST)
NOT_ON_LIST = Badge(_("Not on the list"), Meaning.WATCH)


Stated = ExchangeRound | ExchangeBatch | Allocation | Discrepancy | Agreement | Commitment


def state_badge(row: Stated) -> Badge:
    if getattr(row, "acknowledged_at", None) and row.state == BatchState.RECEIVED:
        return Badge(_("Acknowledged"), Meaning.GOING)
    meaning = MEANINGS[type(row)].get(row.state, Meaning.GOING)
    return Badge(capfirst(str(row.get_state_display())), meaning)


def outcome_badge(place: BatchPlace, *, is_in_dispute: bool) -> Badge:
    if place.line_id is None and place.outcome in ("", Outcome.HANDED_OVER):
        return NOT_ON_LIST
    if place.outcome == Outcome.HANDED_OVER and is_in_dispute:
        return IN_DISPUTE
    return OUTCOMES[place.outcome]
