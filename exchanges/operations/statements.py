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
    return write(round, act, agency, by, said_on, source, is_own=is_own, **more)


def write(
    round: ExchangeRound,
    act: Act,
    agency: Agency,
    by: User,
    said_on: date | None,
    source: str,
    *,
    is_own: bool,
    **more: Any,
) -> Statement:
    """Once the policy of the act has agreed."""
    return Statement.objects.create(
        round=round, act=act, **more, **said(agency, by, said_on, source, is_own=is_own)
    )


def said(
    agency: Agency, by: User, said_on: date | None, source: str, *, is_own: bool
) -> dict[str, Any]:
    """What every row has that may be recorded for another."""
    said_on = said_on or today()
    if said_on > today():
        raise RuleBroken(Sentence(NO_DATE_LATER))
    return {
        "agency": agency,
        "said_on": said_on,
        "source": source.strip(),
        "is_recorded_for": not is_own,
        "recorded_by": by,
        "recorded_at": now(),
    }


def tell(statement: Statement, round: ExchangeRound, by: User) -> None:
    of_batch: dict[str, Any] = {"batch": statement.batch_id} if statement.batch_id else {}
    verb = "stated" if statement.stands else "recorded"
    record(
        f"exchanges.{verb}",
        round,
        by=by,
        statement=statement.pk,
        act=str(statement.act),
        agency=statement.agency_id,
        **of_batch,
    )
