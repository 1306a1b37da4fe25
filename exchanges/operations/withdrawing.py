"""The neutral intermediary withdraws from a round, and the two sides go on without it."""

from datetime import date

from django.db import transaction

from exchanges.models import ExchangeRound, Statement
from exchanges.models.statement import Act
from exchanges.operations.interrupting import lapse
from exchanges.operations.statements import state, tell
from exchanges.policies import withdrawing as policies
from exchanges.policies.intermediaries import is_without, withdrawal_of
from exchanges.policies.rounds import why_not_fix_date
from exchanges.states import RoundState, round_workflow
from repatriation.accounts.models import Agency, User
from repatriation.errors import require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock
from repatriation.ledger.versions import keep, save_each
from repatriation.ledger.writing import record


@transaction.atomic
def withdraw_from_round(
    *,
    round: ExchangeRound,
    agency: Agency,
    by: User,
    reason: str,
    note: str = "",
    said_on: date | None = None,
    source: str = "",
) -> ExchangeRound:
    """What it confirmed lapses, and a scheduled round is agreed again. What it counted and attested
    stays: that was seen."""
    round = lock(round)
    require(policies.why_not_withdraw(round, agency))
    more = {"reason": reason, "note": note.strip()}
    said = state(round, Act.WITHDRAWS, agency, by, said_on, source, **more)
    if said.stands:
        withdraw_by_statement(round, said, by)
    keep(round)
    tell(said, round, by)
    return round


@transaction.atomic
def go_on_without(
    *,
    round: ExchangeRound,
    agency: Agency,
    by: User,
    note: str = "",
    said_on: date | None = None,
    source: str = "",
) -> ExchangeRound:
    """When both sides have said so, nobody waits for the intermediary; a round that was scheduled
    before is so again."""
    round = lock(round)
    require(policies.why_not_go_on(round, agency))
    said = state(round, Act.GOES_ON, agency, by, said_on, source, note=note.strip())
    go_on_if_both(round, by)
    keep(round)
    tell(said, round, by)
    return round


def withdraw_by_statement(round: ExchangeRound, said: Statement, by: User) -> None:
    """Its own word, or the second person's check of it; of a locked round."""
    is_fixed = round.state == RoundState.SCHEDULED
    said.date = round.date if is_fixed else None
    said.occurred_at = now() if round.state in policies.AT_THE_VENUE else None
    save_each([said], ["date", "occurred_at"])
    round.statements.filter(act=Act.CONFIRMS_DATE, agency=said.agency_id, lapsed_at=None).update(
        lapsed_at=now()
    )
    lapse(round, Act.GOES_ON)
    if is_fixed:
        round.state = round_workflow.require("fall_back", round.state).target
    record(
        "exchanges.intermediary_withdrew",
        round,
        by=by,
        reason=said.reason,
        agency=said.agency_id,
        statement=said.pk,
        is_fallen_back=is_fixed,
    )


def go_on_if_both(round: ExchangeRound, by: User) -> None:
    """Of a locked round. On another date, or where a side's word is missing, it is scheduled by
    hand as any other."""
    if not is_without(round):
        return
    left = withdrawal_of(round)
    is_as_it_was = left is not None and left.date is not None and left.date == round.date
    if round.state == RoundState.AGREED and is_as_it_was and not why_not_fix_date(round):
        round.state = round_workflow.require("go_on", round.state).target
    record("exchanges.went_on_without", round, by=by, is_scheduled=round.state == "scheduled")


def come_back(round: ExchangeRound, agency: Agency) -> None:
    """An intermediary that confirms a date is with the round again; of a locked round."""
    if agency == round.intermediary:
        lapse(round, Act.WITHDRAWS, Act.GOES_ON)
