"""Rounds of the next fourteen days, and each side's word on the date."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from exchanges.dashboard.badges import state_badge
from exchanges.dashboard.said import date_words
from exchanges.dashboard.sources import direction_of
from exchanges.models import ExchangeRound
from exchanges.states import OPEN_PLAN, RoundState
from repatriation.accounts.models import User
from repatriation.dashboard.components import Badge, Day, Meaning
from repatriation.dashboard.formats import counted
from repatriation.ledger.clock import today
from repatriation.today.work.desk import Desk, Progressed

DAYS = 14
SOON = 3  # days before the date in which an unconfirmed date is alarming


def next_days(desk: Desk) -> list[Day]:
    first, last = today(), today() + timedelta(days=DAYS)
    return [
        _day(round, round.date, desk)
        for round in desk.rounds
        if round.date and first <= round.date <= last
    ]


def _day(round: ExchangeRound, on: date, desk: Desk) -> Day:
    batches = [batch for batch in desk.batches if batch.round_id == round.pk]
    parts = [str(round.venue or _("Venue open"))]
    parts += [_batch_text(batch) for batch in batches if _sees_counts(desk.user, round)]
    return Day(
        on=on,
        reference=round.reference,
        url=round.get_absolute_url(),
        state=_state(round, on),
        text=". ".join(parts) + ".",
        says=date_words(round),
        note=_note(round, batches),
    )


def _state(round: ExchangeRound, on: date) -> Badge:
    badge = state_badge(round)
    is_open = round.state in OPEN_PLAN
    if is_open and on - today() <= timedelta(days=SOON):
        return Badge(_("%(state)s, not scheduled") % {"state": badge.label}, Meaning.WATCH)
    return badge


def _sees_counts(user: User, round: ExchangeRound) -> bool:
    """A mortuary knows its own share, and not what goes to others."""
    speaks = any(user.agency_id == agency.pk for agency in round.speakers)
    return speaks or user.has_perm("exchanges.see_party_exchanges")


def _batch_text(batch: Progressed) -> str:
    listed = counted(batch.listed, "containers") if batch.listed else _("no list yet")
    return _("%(direction)s: %(listed)s") % {"direction": direction_of(batch), "listed": listed}


def _note(round: ExchangeRound, batches: list[Progressed]) -> str:
    """What is still missing before it can be scheduled and start."""
    if round.state not in (*OPEN_PLAN, RoundState.SCHEDULED):
        return ""
    waits = any(one.meaning == Meaning.GOING for one in date_words(round))
    missing = [
        name
        for name, value in (
            (_("venue"), round.venue_id),
            (_("window"), round.window_from),
            (_("handover list"), any(batch.listed for batch in batches)),
        )
        if not value
    ]
    half = _("Half: a message still to be checked.") if waits else ""
    said = _("Missing: %(missing)s.") % {"missing": ", ".join(missing)} if missing else ""
    return " ".join(filter(None, (half, said)))
