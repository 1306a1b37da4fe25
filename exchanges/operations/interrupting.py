"""A round is postponed, broken off or cancelled: by a side's own word, or by ours for it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from exchanges.models import ExchangeRound, Statement
from exchanges.models.statement import INTERRUPTIONS, WITHDRAWALS, Act
from exchanges.operations.batches import cancel_locked
from exchanges.operations.statements import state, tell
from exchanges.operations.taking_back import send_home
from exchanges.policies import interruptions as policies
from exchanges.states import BatchState, RoundState, batch_workflow, round_workflow
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

FUTURE = gettext_noop(
    "This is said to have happened in the future. Nothing was saved; check the date and time."
)
VERBS = {Act.POSTPONES: "postpone", Act.BREAKS_OFF: "break_off", Act.CANCELS: "cancel"}
KINDS = {
    Act.POSTPONES: "exchanges.round_postponed",
    Act.BREAKS_OFF: "exchanges.round_broken_off",
    Act.CANCELS: "exchanges.round_cancelled",
}


@transaction.atomic
def postpone_round(*, round: ExchangeRound, agency: Agency, by: User, **said: Any) -> ExchangeRound:
    """Until a new date is confirmed by all. `said`: reason, note, said_on, source."""
    return _interrupt(round, Act.POSTPONES, agency, by, **said)


@transaction.atomic
def break_off_round(
    *, round: ExchangeRound, agency: Agency, by: User, occurred_at: datetime | None = None, **said
) -> ExchangeRound:
    """On the day. What passed has passed; each batch is ended by its receiver, and what phones
    still keep of scans counts."""
    if occurred_at and occurred_at > now():
        raise RuleBroken(Sentence(FUTURE))
    said["occurred_at"] = occurred_at or now()
    return _interrupt(round, Act.BREAKS_OFF, agency, by, **said)


@transaction.atomic
def cancel_round(*, round: ExchangeRound, agency: Agency, by: User, **said: Any) -> ExchangeRound:
    """Before anything has passed; its batches are cancelled, or go home, with it."""
    return _interrupt(round, Act.CANCELS, agency, by, **said)


@transaction.atomic
def dispute(
    *,
    statement: Statement,
    agency: Agency,
    by: User,
    note: str = "",
    said_on: date | None = None,
    source: str = "",
) -> Statement:
    """Another side does not accept what was said of the round. It changes nothing but is kept
    beside it."""
    round = lock_each([statement.round])[0]
    require(policies.why_not_dispute(statement, agency))
    more = {"disputes": statement, "note": note.strip()}
    said = state(round, Act.DISPUTES, agency, by, said_on, source, **more)
    keep(round)
    tell(said, round, by)
    return said


def interrupt_by_statement(round: ExchangeRound, statement: Statement, by: User) -> None:
    """The second person's check is what postpones, breaks off or cancels; of a locked round."""
    _act(round, statement, by)


def agree_again_if_all(round: ExchangeRound, by: User) -> None:
    """Both sides have confirmed the new date of a postponed round, which is locked."""
    if round.state == RoundState.POSTPONED and policies.new_date_stands(round):
        round.state = round_workflow.require("agree_again", round.state).target
        record("exchanges.round_agreed_again", round, by=by)


def lapse(round: ExchangeRound, *acts: Act, waiting_only: bool = False) -> None:
    """What was said of the locked round is overtaken. Nothing of it is deleted."""
    said = round.statements.filter(act__in=acts, lapsed_at=None)
    (said.to_check() if waiting_only else said).update(lapsed_at=now())


def _interrupt(
    round: ExchangeRound,
    act: Act,
    agency: Agency,
    by: User,
    *,
    reason: str,
    note: str = "",
    said_on: date | None = None,
    source: str = "",
    occurred_at: datetime | None = None,
) -> ExchangeRound:
    round = lock(round)
    round_workflow.require(VERBS[act], round.state)
    require(policies.why_not_interrupt(round, act, agency))
    more = {"reason": reason, "note": note.strip(), "occurred_at": occurred_at}
    statement = state(round, act, agency, by, said_on, source, date=round.date, **more)
    if statement.stands:
        _act(round, statement, by)
    keep(round)
    tell(statement, round, by)
    return round


def _act(round: ExchangeRound, statement: Statement, by: User) -> None:
    act = Act(statement.act)
    move = round_workflow.require(VERBS[act], round.state)
    in_transit = lock_each(round.batches.filter(state=BatchState.IN_TRANSIT))
    require(policies.why_not_interrupt_now(round, act))  # no scan can come between
    round.state = move.target
    lapse(round, *INTERRUPTIONS, waiting_only=True)
    if act == Act.BREAKS_OFF:
        round.broken_off_at = statement.occurred_at
    else:
        for batch in in_transit:
            send_home(batch, by)
    if act == Act.POSTPONES:
        round.date = round.broken_off_at = None
        lapse(round, Act.CONFIRMS_DATE)
    if act == Act.CANCELS:
        lapse(round, *WITHDRAWALS, waiting_only=True)
        _cancel_batches(round, by)
    record(
        KINDS[act],
        round,
        by=by,
        occurred_at=statement.occurred_at,
        is_late=statement.is_recorded_for,
        reason=statement.reason,
        agency=statement.agency_id,
        statement=statement.pk,
    )


def _cancel_batches(round: ExchangeRound, by: User) -> None:
    sources = batch_workflow.transitions["cancel"].sources
    for batch in lock_each(round.batches.filter(state__in=sources)):
        cancel_locked(batch, batch_workflow.require("cancel", batch.state).target, by)
