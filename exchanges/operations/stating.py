"""What each side says: its own entry, or ours from its dated message, read by a second person."""

from datetime import date

from django.db import transaction

from exchanges.models import ExchangeRound, Statement
from exchanges.models.statement import INTERRUPTIONS, Act
from exchanges.operations.acknowledging import acknowledge_by_statement, take_over_by_statement
from exchanges.operations.answering import answer_by_statement
from exchanges.operations.attesting import stand_by_statement
from exchanges.operations.checking import check_said
from exchanges.operations.interrupting import agree_again_if_all, interrupt_by_statement
from exchanges.operations.sealing import seal_by_statement
from exchanges.operations.spot_checking import stand_by_report
from exchanges.operations.statements import state, tell
from exchanges.operations.taking_back import take_back_by_statement
from exchanges.operations.withdrawing import come_back, go_on_if_both, withdraw_by_statement
from exchanges.policies import rounds as policies
from exchanges.states import round_workflow
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

SAID_ALREADY = gettext_noop("%(agency)s has said this already.")


@transaction.atomic
def accept_round(
    *,
    round: ExchangeRound,
    agency: Agency,
    by: User,
    said_on: date | None = None,
    source: str = "",
) -> ExchangeRound:
    """A side accepts the round. When both have, it is agreed."""
    round = lock(round)
    round_workflow.require("agree", round.state)
    require(policies.why_not_side(round, agency))
    if policies.acceptance_stands(round, agency):
        raise RuleBroken(Sentence(SAID_ALREADY, {"agency": agency.name}))
    statement = state(round, Act.ACCEPTS, agency, by, said_on, source)
    _agree_if_both(round, by)
    keep(round)
    tell(statement, round, by)
    return round


@transaction.atomic
def confirm_date(
    *,
    round: ExchangeRound,
    agency: Agency,
    by: User,
    said_on: date | None = None,
    source: str = "",
) -> ExchangeRound:
    """A side, or the intermediary, confirms the date the round has now."""
    round = lock(round)
    require(policies.why_not_confirm_now(round))
    if policies.date_stands(round, agency):
        raise RuleBroken(Sentence(SAID_ALREADY, {"agency": agency.name}))
    statement = state(round, Act.CONFIRMS_DATE, agency, by, said_on, source, date=round.date)
    if statement.stands:
        come_back(round, agency)
    agree_again_if_all(round, by)
    keep(round)
    tell(statement, round, by)
    return round


@transaction.atomic
def check_statement(*, statement: Statement, by: User) -> Statement:
    """A second person has read the message or the paper; from now on it stands."""
    round = lock_each([statement.round])[0]
    statement = lock_each([statement])[0]
    check_said(statement, by)
    if statement.act == Act.SEALS:
        seal_by_statement(statement, by)
    elif statement.act == Act.ANSWERS:
        answer_by_statement(statement, by)
    elif statement.act == Act.ATTESTS:
        stand_by_statement(statement, by)
    elif statement.act == Act.SPOT_CHECKS:
        stand_by_report(statement, by)
    elif statement.act == Act.ACCEPTS:
        _agree_if_both(round, by)
    elif statement.act == Act.CONFIRMS_DATE:
        come_back(round, statement.agency)
        agree_again_if_all(round, by)
    elif statement.act in INTERRUPTIONS:
        interrupt_by_statement(round, statement, by)
    elif statement.act == Act.TAKES_BACK:
        take_back_by_statement(statement, by)
    elif statement.act == Act.WITHDRAWS:
        withdraw_by_statement(round, statement, by)
    elif statement.act == Act.GOES_ON:
        go_on_if_both(round, by)
    elif statement.act == Act.TAKES_OVER:
        take_over_by_statement(statement, by)
    elif statement.act == Act.ACKNOWLEDGES:
        acknowledge_by_statement(statement, by)
    keep(round)
    tell(statement, round, by)
    return statement


def _agree_if_both(round: ExchangeRound, by: User) -> None:
    sides = (round.convenor, round.counterpart)
    if round.state == "proposed" and all(policies.acceptance_stands(round, a) for a in sides):
        round.state = round_workflow.require("agree", round.state).target
        record("exchanges.round_agreed", round, by=by)
