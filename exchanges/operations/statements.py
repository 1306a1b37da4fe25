"""Writing down what an agency said: its own entry, or ours from its dated message."""

from datetime import date
from typing import Any

from exchanges.models import ExchangeRound, Statement
from exchanges.models.statement import Act
from exchanges.policies import rounds as policies
from exchanges.policies.interruptions import why_not_say_interrupted
from exchanges.policies.sides import is_of_side
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now, today
from repatriation.ledger.writing import record

NO_DATE_LATER = gettext_noop("The message is dated in the future; check its date.")


def state(
    round: ExchangeRound,
    act: Act,
    agency: Agency,
    by: User,
    said_on: date | None,
    source: str,
    **more: Any,
) -> Statement:
    """Inside an operation that has locked the round."""
    is_own = is_of_side(by, agency)
    if is_own and act == Act.BREAKS_OFF:
        require(why_not_say_interrupted(by, round, agency))
    elif is_own:
        require(policies.why_not_speak(by, round, agency))
    else:
        require(policies.why_not_record_for(by, round, agency))
    said_on = said_on or today()
    if said_on > today():
        raise RuleBroken(Sentence(NO_DATE_LATER))
    return Statement.objects.create(
        round=round,
        act=act,
        agency=agency,
        said_on=said_on,
        source=source.strip(),
        is_recorded_for=not is_own,
        recorded_by=by,
        recorded_at=now(),
        **more,
    )


def tell(statement: Statement, round: ExchangeRound, by: User) -> None:
    verb = "stated" if statement.stands else "recorded"
    record(
        f"exchanges.{verb}",
        round,
        by=by,
        statement=statement.pk,
        act=str(statement.act),
        agency=statement.agency_id,
    )
