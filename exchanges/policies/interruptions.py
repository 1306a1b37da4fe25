"""When a round may be postponed, broken off or cancelled, and by whose word."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exchanges.models import ExchangeRound, Statement
from exchanges.models.statement import INTERRUPTIONS, Act
from exchanges.policies.exits import passed
from exchanges.policies.rounds import date_stands
from exchanges.policies.sides import is_of_side
from exchanges.states import RoundState
from repatriation.accounts.models import Agency, User


def why_not_interrupt(round: ExchangeRound, act: Act, agency: Agency) -> str | None:
    """By the word of this agency, whoever writes it down."""
    if act != Act.BREAKS_OFF and agency == round.intermediary:
        return _("The two sides postpone a round or cancel it.")
    if round.state == RoundState.DRAFT and agency != round.convenor:
        return _("A draft is cancelled by who opened it.")
    if any(
        one.act == act and one.agency_id == agency.pk and one.is_recorded_for
        for one in round.statements.all()
        if not one.checked_at and not one.lapsed_at
    ):
        return _("This is recorded already; a second person must read the message.")
    return why_not_interrupt_now(round, act)


def why_not_interrupt_now(round: ExchangeRound, act: Act) -> str | None:
    """What has passed cannot be undone by a word."""
    if act == Act.BREAKS_OFF or round.state not in (RoundState.UNDER_WAY, RoundState.BROKEN_OFF):
        return None  # before the start nothing can have passed
    if not (number := passed(batch__round=round)):
        return None
    if round.state == RoundState.UNDER_WAY:
        said = ngettext(
            "%(number)s container has passed. Break the round off, and record it as handed over "
            "in part.",
            "%(number)s containers have passed. Break the round off, and record it as handed over "
            "in part.",
            number,
        )
    else:
        said = ngettext(
            "%(number)s container has passed. The round is recorded as handed over, in part; what "
            "did not pass can be listed again in another round.",
            "%(number)s containers have passed. The round is recorded as handed over, in part; "
            "what did not pass can be listed again in another round.",
            number,
        )
    return said % {"number": number}


def why_not_say_interrupted(user: User, round: ExchangeRound, agency: Agency) -> str | None:
    """To break off for the own side: also whoever runs the round, who is at the venue."""
    if agency not in round.speakers:
        return _("%(agency)s is no party to %(record)s.") % {"agency": agency, "record": round}
    if not is_of_side(user, agency):
        return _("You cannot speak for %(agency)s.") % {"agency": agency}
    if not (user.has_perm("exchanges.run_round") or user.has_perm("exchanges.speak_for_side")):
        return _("Only a coordinator, a transport lead or an observer breaks off a round.")
    if not user.is_person:
        return _("A round is broken off by a person, not by a program.")
    return None


def why_not_dispute(statement: Statement, agency: Agency) -> str | None:
    if statement.act not in INTERRUPTIONS or not statement.stands:
        return _("Only what postponed, broke off or cancelled a round is disputed.")
    if statement.agency_id == agency.pk:
        return _("A side does not dispute its own word.")
    if any(
        one.disputes_id == statement.pk and one.agency_id == agency.pk and not one.lapsed_at
        for one in statement.round.statements.all()
    ):
        return _("This dispute is recorded already.")
    return None


def last_interruption(round: ExchangeRound) -> Statement | None:
    """The one that stands, if the round is as it left it or went on from there."""
    said = [one for one in round.statements.all() if one.act in INTERRUPTIONS and one.stands]
    return max(said, key=lambda one: one.pk, default=None)


def new_date_stands(round: ExchangeRound) -> bool:
    sides = (round.convenor, round.counterpart)
    return round.date is not None and all(date_stands(round, side) for side in sides)
