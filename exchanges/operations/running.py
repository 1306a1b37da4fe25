"""A round is scheduled, starts, is handed over and is closed."""

from datetime import datetime

from django.db import transaction

from exchanges.models import ExchangeRound
from exchanges.models.statement import INTERRUPTIONS, WITHDRAWALS
from exchanges.operations.interrupting import lapse
from exchanges.policies import rounds as policies
from exchanges.states import BatchState, batch_workflow, round_workflow
from repatriation.accounts.models import User
from repatriation.errors import require
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

POLICY = {
    "schedule": policies.why_not_schedule,
    "start": policies.why_not_start,
    "hand_over": policies.why_not_hand_over_round,
    "close": policies.why_not_close,
}


@transaction.atomic
def schedule_round(*, round: ExchangeRound, by: User) -> ExchangeRound:
    """The date is confirmed by both sides, and by the intermediary where one is named."""
    return _move(round, "schedule", by, None, "exchanges.round_scheduled")


@transaction.atomic
def start_round(
    *, round: ExchangeRound, by: User, occurred_at: datetime | None = None
) -> ExchangeRound:
    """The transports leave: every sealed batch is in transit."""
    round = _move(round, "start", by, occurred_at, "exchanges.round_started")
    sealed = list(round.batches.filter(state=BatchState.SEALED))
    for batch in lock_each(sealed):
        batch.state = batch_workflow.require("depart", batch.state).target
        keep(batch)
        record("exchanges.batch_departed", batch, by=by, occurred_at=occurred_at)
    return round


@transaction.atomic
def hand_over_round(
    *, round: ExchangeRound, by: User, occurred_at: datetime | None = None
) -> ExchangeRound:
    """Of a round that was broken off: in part."""
    round = _move(round, "hand_over", by, occurred_at, "exchanges.round_handed_over")
    lapse(round, *INTERRUPTIONS, *WITHDRAWALS, waiting_only=True)
    return round


@transaction.atomic
def close_round(*, round: ExchangeRound, by: User) -> ExchangeRound:
    """Operation and count are done; contents and identity go on."""
    return _move(round, "close", by, None, "exchanges.round_closed")


def _move(round, verb: str, by: User, occurred_at: datetime | None, kind: str) -> ExchangeRound:
    round = lock(round)
    move = round_workflow.require(verb, round.state)
    require(POLICY[verb](by, round))
    round.state = move.target
    keep(round)
    record(kind, round, by=by, occurred_at=occurred_at)
    return round
