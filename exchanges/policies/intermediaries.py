"""Whether the neutral intermediary of a round is still with it, and whether the round needs it."""

from exchanges.models import ExchangeRound, Statement
from exchanges.models.statement import Act
from repatriation.accounts.models import Agency


def withdrawal_of(round: ExchangeRound) -> Statement | None:
    """The intermediary's last word, if that is that it withdraws; until it confirms a date anew."""
    said = [one for one in round.statements.all() if one.act == Act.WITHDRAWS and one.stands]
    mine = [one for one in said if one.agency_id == round.intermediary_id]
    return max(mine, key=lambda one: one.pk, default=None)


def goes_on(round: ExchangeRound, side: Agency) -> bool:
    """Whether this side has said, since the withdrawal, that it goes on without."""
    left = withdrawal_of(round)
    return left is not None and any(
        one.act == Act.GOES_ON and one.stands and one.pk > left.pk
        for one in round.statements.all()
        if one.agency_id == side.pk
    )


def is_without(round: ExchangeRound) -> bool:
    """It withdrew, and both sides go on without it."""
    return all(goes_on(round, side) for side in (round.convenor, round.counterpart))


def asked_for_date(round: ExchangeRound) -> list[Agency]:
    """Who has to confirm the date: both sides, and the intermediary unless both go on without."""
    if is_without(round):
        return [one for one in round.speakers if one != round.intermediary]
    return round.speakers
