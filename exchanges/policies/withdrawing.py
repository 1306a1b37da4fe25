"""When the neutral intermediary withdraws from a round, and when the sides go on without it."""

from django.utils.translation import gettext as _

from exchanges.models import ExchangeRound
from exchanges.models.statement import Act
from exchanges.policies.intermediaries import goes_on, withdrawal_of
from exchanges.policies.rounds import why_not_speak
from exchanges.policies.sides import Why, is_of_side
from exchanges.states import BEFORE_PASSING, RoundState
from repatriation.accounts.models import Agency, User

GOING = tuple(state for state in BEFORE_PASSING if state != RoundState.DRAFT)
AT_THE_VENUE = (RoundState.UNDER_WAY, RoundState.BROKEN_OFF)


def why_not_withdraw(round: ExchangeRound, agency: Agency) -> str | None:
    """By the word of this agency, whoever writes it down."""
    if round.intermediary is None:
        return _("This round has no neutral intermediary.")
    if agency != round.intermediary:
        return _("Only the neutral intermediary withdraws; a side postpones a round or cancels it.")
    if withdrawal_of(round):
        return _("The intermediary has withdrawn. It is back when it confirms the date.")
    if round.state not in GOING:
        return _(
            "An intermediary withdraws before the handover is over; this round is %(state)s."
        ) % {"state": round.get_state_display()}
    return _why_not_again(round, Act.WITHDRAWS, agency)


def why_not_go_on(round: ExchangeRound, agency: Agency) -> str | None:
    """By the word of this side, whoever writes it down."""
    if withdrawal_of(round) is None:
        return _("The sides go on without an intermediary when it has withdrawn.")
    if agency == round.intermediary:
        return _("The two sides say whether they go on without it.")
    if round.state not in GOING:
        return _(
            "Whether to go on is said before the handover is over; this round is %(state)s."
        ) % {"state": round.get_state_display()}
    if goes_on(round, agency):
        return _("%(agency)s has said already that it goes on without.") % {"agency": agency}
    return _why_not_again(round, Act.GOES_ON, agency)


def _why_not_again(round: ExchangeRound, act: Act, agency: Agency) -> str | None:
    if any(
        one.act == act and one.agency_id == agency.pk and one.is_recorded_for
        for one in round.statements.all()
        if not one.checked_at and not one.lapsed_at
    ):
        return _("This is recorded already; a second person must read the message.")
    return None


def withdrawal_moves(user: User, round: ExchangeRound) -> dict[str, Why]:
    """By the own word of this user's side."""
    own = next((a for a in round.speakers if is_of_side(user, a)), None)
    if own is None:
        none = _("You belong to no side of this round.")
        return {"withdraw": none, "go_on": none}
    return {
        "withdraw": why_not_withdraw(round, own) or why_not_speak(user, round, own),
        "go_on": why_not_go_on(round, own) or why_not_speak(user, round, own),
    }
