"""The moves of a round that ask again."""

from django.utils.translation import gettext_lazy as _

from exchanges.dashboard.deeds import Deed, told, told_nobody
from exchanges.models import ExchangeRound
from exchanges.operations import planning, running, stating
from exchanges.policies.sides import is_of_side
from repatriation.accounts.models import Agency, User


def own_speaker(user: User, round: ExchangeRound) -> Agency:
    """Whom this user speaks for; who is of no side is refused by the policy, whoever is named."""
    return next((a for a in round.speakers if is_of_side(user, a)), round.convenor)


def _to_all(round: ExchangeRound) -> str:
    return told(*round.speakers)


def _to_others(round: ExchangeRound) -> str:
    return told(round.counterpart, round.intermediary)


DEEDS = {
    "propose": Deed(
        "propose",
        _("Propose the round"),
        lambda round, by: planning.propose_round(round=round, by=by),
        says=_("Round %(round)s leaves the house: the other side and the intermediary see it."),
        done=_("Round %(round)s is proposed."),
        told=_to_others,
    ),
    "accept": Deed(
        "accept",
        _("Accept the round"),
        lambda round, by: stating.accept_round(round=round, agency=own_speaker(by, round), by=by),
        says=_("You accept round %(round)s for your side, in its name and dated today."),
        done=_("Your side accepts round %(round)s."),
        told=_to_all,
    ),
    "confirm-date": Deed(
        "confirm_date",
        _("Confirm the date"),
        lambda round, by: stating.confirm_date(round=round, agency=own_speaker(by, round), by=by),
        says=_("You confirm %(date)s as the date of round %(round)s, in your side's name."),
        done=_("Your side confirms the date of round %(round)s."),
        told=_to_all,
    ),
    "schedule": Deed(
        "schedule",
        _("Schedule the round"),
        lambda round, by: running.schedule_round(round=round, by=by),
        says=_("Round %(round)s is fixed for %(date)s. Its plan cannot be changed after that."),
        done=_("Round %(round)s is scheduled."),
        told=_to_all,
    ),
    "start": Deed(
        "start",
        _("Start the round"),
        lambda round, by, **at: running.start_round(round=round, by=by, **at),
        says=_("Round %(round)s starts, and every sealed batch of it is in transit."),
        done=_("Round %(round)s is under way."),
        told=_to_all,
        has_time=True,
    ),
    "hand-over": Deed(
        "hand_over",
        _("Record as handed over"),
        lambda round, by, **at: running.hand_over_round(round=round, by=by, **at),
        says=_("The handover of round %(round)s is over in both directions."),
        done=_("Round %(round)s is recorded as handed over."),
        told=told_nobody,
        has_time=True,
    ),
    "close": Deed(
        "close",
        _("Close the round"),
        lambda round, by: running.close_round(round=round, by=by),
        says=_(
            "Operation and count of round %(round)s are closed. Contents and identity go on, and "
            "discrepancies may still be opened."
        ),
        done=_("Round %(round)s is closed."),
        told=_to_all,
    ),
}
