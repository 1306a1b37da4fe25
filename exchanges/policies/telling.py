"""Who may tell the figures of contents and identity, and when: a reason to refuse, or None."""

from django.utils.translation import gettext as _

from exchanges.models import ExchangeRound, Way
from exchanges.policies.rounds import why_not_record_for, why_not_speak
from exchanges.policies.sides import is_of_side
from exchanges.states import BatchState
from repatriation.accounts.models import Agency, User

PASSED = (BatchState.HANDED_OVER, BatchState.RECEIVED, BatchState.COUNT_VERIFIED)


def receiver_of(round: ExchangeRound, way: str) -> Agency:
    return round.convenor if way == Way.TO_CONVENOR else round.counterpart


def way_of(round: ExchangeRound, receiver: Agency) -> Way:
    """Of what this agency's side receives."""
    is_convenors = receiver.party_id == round.convenor.party_id
    return Way.TO_CONVENOR if is_convenors else Way.TO_COUNTERPART


def ways_handed_over(round: ExchangeRound) -> list[Way]:
    """In which something passed: of nothing else there is anything to tell."""
    passed = [batch for batch in round.batches.all() if batch.state in PASSED]
    found = {way_of(round, batch.receiver) for batch in passed}
    return [way for way in Way if way in found]


def why_not_tell(user: User, round: ExchangeRound, agency: Agency) -> str | None:
    """For the own side, or recorded for another from its message."""
    of_whom = why_not_speak if is_of_side(user, agency) else why_not_record_for
    if why_not := of_whom(user, round, agency):
        return why_not
    if not ways_handed_over(round):
        return _("Figures are told of what was handed over; nothing was in this round yet.")
    return None


def why_not_tell_anything(user: User, round: ExchangeRound) -> str | None:
    """Neither for the own side nor for another."""
    reasons = [why_not_tell(user, round, agency) for agency in round.speakers]
    own = [one for one in round.speakers if is_of_side(user, one)]
    return None if None in reasons else why_not_tell(user, round, (own or round.speakers)[0])
