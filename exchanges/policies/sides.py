"""Whose side somebody is on."""

from exchanges.models import ExchangeBatch, ExchangeRound, Side
from repatriation.accounts.models import Agency, User
from repatriation.errors import Sentence

Why = Sentence | str | None


def is_of_side(user: User, agency: Agency) -> bool:
    """Of that agency's party; where it has none (an intermediary), of the agency itself."""
    if agency.party_id:
        return user.party_id == agency.party_id
    return user.agency_id == agency.pk


def own_side(user: User, batch: ExchangeBatch, *, is_from_other: bool = False) -> Side:
    """Which of a batch's two sides is the user's, who is of one of them; or the other one."""
    return Side.SENDER if is_of_side(user, batch.sender) != is_from_other else Side.RECEIVER


def speaker_for(agency: Agency, round: ExchangeRound) -> Agency:
    """Who speaks in the round for this agency's side."""
    return next((a for a in round.speakers if a.party_id == agency.party_id), agency)
