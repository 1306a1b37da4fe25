"""What stopped a round, by whose word, and who disputes it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from exchanges.dashboard.said import said, source_of
from exchanges.models import ExchangeRound, Statement
from exchanges.models.statement import INTERRUPTIONS, WITHDRAWALS, Act
from repatriation.accounts.models import User
from repatriation.dashboard.components import Badge, Meaning
from repatriation.dashboard.formats import day_text, moment_text


@dataclass(frozen=True)
class Stop:
    """`note` is for the two sides."""

    says: str
    when: str
    source: str
    note: str
    disputes: list["Stop"]
    badge: Badge | None = None


def stops_of(round: ExchangeRound, reader: User) -> list[Stop]:
    """Those that stand, the newest first."""
    words = [one for one in round.statements.all() if one.stands]
    disputes = [one for one in words if one.act == Act.DISPUTES]
    return [
        _stop(one, reader, [_stop(d, reader, []) for d in disputes if d.disputes_id == one.pk])
        for one in reversed(words)
        if one.act in (*INTERRUPTIONS, *WITHDRAWALS)
    ]


def _stop(statement: Statement, reader: User, disputes: list[Stop]) -> Stop:
    sides = (statement.round.convenor.party_id, statement.round.counterpart.party_id)
    is_of_them = reader.party_id in sides and reader.party_id is not None
    at = statement.occurred_at
    return Stop(
        said(statement),
        moment_text(at) if at else day_text(statement.said_on),
        source_of(statement, reader),
        statement.note if is_of_them else "",
        disputes,
        Badge(_("Disputed"), Meaning.CONTEST) if disputes else None,
    )
