"""How a promise goes: from what was delivered when, to the days between which it will be kept.

Plain arithmetic that a coordinator can do again with a pencil; no Django here. Numbers are counts
of one unit and of one source; moments are aware. Nothing here says that it will be so: it says when
it would be, if it went on as it went.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import accumulate
from math import ceil

RECENT = 3  # deliveries that are taken for "lately"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Delivered:
    """So many more of the unit, at that moment."""

    at: datetime
    number: int


@dataclass(frozen=True)
class Pace:
    """Per day: over the whole time, and lately."""

    overall: float
    recent: float

    @property
    def slow(self) -> float:
        return min(self.overall, self.recent)

    @property
    def fast(self) -> float:
        return max(self.overall, self.recent)


@dataclass(frozen=True)
class Forecast:
    """Reached between these two days, at the faster and at the slower of the two paces."""

    early: date
    late: date
    pace: Pace


class Outlook(StrEnum):
    REACHED = "reached"
    UNKNOWN = "unknown"  # not enough was delivered to say
    ON_TRACK = "on_track"  # also at the slower pace it is in time
    AT_RISK = "at_risk"  # at the slower pace it is too late
    OVERDUE = "overdue"


def total(deliveries: Sequence[Delivered]) -> int:
    return sum(one.number for one in deliveries)


def reached_at(deliveries: Sequence[Delivered], target: int) -> datetime | None:
    """When the running total first came to the target and did not fall below it again."""
    ordered = sorted(deliveries, key=lambda one: one.at)
    sums = list(accumulate(one.number for one in ordered))
    if not sums or sums[-1] < target:
        return None
    below = max((n for n, number in enumerate(sums) if number < target), default=-1)
    return ordered[below + 1].at


def pace(deliveries: Sequence[Delivered], *, since: datetime, now: datetime) -> Pace | None:
    """Per day, both counted up to now: a silence after the last delivery slows both. None with
    fewer than two deliveries: one says nothing of how often they come."""
    ordered = sorted(deliveries, key=lambda one: one.at)
    if len(ordered) < 2:
        return None
    began = min(since, ordered[0].at)
    lately = ordered[-RECENT:]
    before = ordered[-len(lately) - 1].at if len(ordered) > len(lately) else began
    return Pace(_per_day(total(ordered), now - began), _per_day(total(lately), now - before))


def forecast(
    deliveries: Sequence[Delivered], *, target: int, since: datetime, now: datetime
) -> Forecast | None:
    """None where it is reached, or where there is no pace to go on."""
    remaining = target - total(deliveries)
    going = pace(deliveries, since=since, now=now)
    if remaining <= 0 or going is None or going.slow <= 0:
        return None
    early, late = (now + ceil(remaining / per_day) * DAY for per_day in (going.fast, going.slow))
    return Forecast(early.date(), late.date(), going)


def outlook(
    deliveries: Sequence[Delivered], *, target: int, since: datetime, due: datetime, now: datetime
) -> Outlook:
    if total(deliveries) >= target:
        return Outlook.REACHED
    if now > due:
        return Outlook.OVERDUE
    expected = forecast(deliveries, target=target, since=since, now=now)
    if expected is None:
        return Outlook.UNKNOWN
    return Outlook.ON_TRACK if expected.late <= due.date() else Outlook.AT_RISK


def _per_day(number: int, over: timedelta) -> float:
    return number / max(over / DAY, 1.0)
