"""Who writes to whom in a round, and when: a reason to refuse, or None."""

from django.utils.translation import gettext as _

from exchanges.models import ExchangeRound
from exchanges.policies.rounds import why_not_record_for, why_not_speak
from exchanges.policies.sides import is_of_side
from exchanges.states import RoundState
from repatriation.accounts.models import Agency, User


def why_not_write(user: User, round: ExchangeRound, agency: Agency) -> str | None:
    """For the own side, or recorded for another from its message. Also when the round is over:
    what it left open is spoken of then."""
    of_whom = why_not_speak if is_of_side(user, agency) else why_not_record_for
    if why_not := of_whom(user, round, agency):
        return why_not
    if round.state == RoundState.DRAFT:
        return _("The other side sees this round, and its messages, once it is proposed.")
    return None


def why_not_write_anything(user: User, round: ExchangeRound) -> str | None:
    """Neither for the own side nor for another."""
    reasons = [why_not_write(user, round, agency) for agency in round.speakers]
    own = [one for one in round.speakers if is_of_side(user, one)]
    return None if None in reasons else why_not_write(user, round, (own or round.speakers)[0])
