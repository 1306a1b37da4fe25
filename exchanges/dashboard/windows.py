"""The hours of a round, by the clock of its venue and by the reader's."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from exchanges.models import ExchangeRound


def window_text(round: ExchangeRound) -> str:
    """Empty without hours. Without a day the difference of two clocks is not known."""
    if not (round.window_from and round.window_until):
        return ""
    there = f"{round.window_from:%H:%M}–{round.window_until:%H:%M}"
    zone = round.venue.time_zone if round.venue else ""
    if not (zone and round.date):
        return there
    hours = [_here(round.date, hour, zone) for hour in (round.window_from, round.window_until)]
    said = {"hours": there, "zone": zone.replace("_", " "), "here": "–".join(hours)}
    if said["here"] == there:
        return _("%(hours)s in %(zone)s") % said
    return _("%(hours)s in %(zone)s, %(here)s here") % said


def _here(day, hour: time, zone: str) -> str:
    moment = datetime.combine(day, hour, tzinfo=ZoneInfo(zone))
    return f"{moment.astimezone(timezone.get_current_timezone()):%H:%M}"
