"""Whether a profile assessed from remains and what is told of a person can be of one. Plain Python.

A contradiction is said only where the two exclude each other with room to spare: intervals that
overlap, or miss each other by less than what is tolerated, contradict nothing. What is not known
contradicts nothing either.
"""

from datetime import date

Interval = tuple[float, float]
DEFINITE = frozenset({"female", "male"})  # "probably" is no contradiction
DAYS_OF_A_YEAR = 365.2425


def is_other_sex(found: str, told: str) -> bool:
    return {found, told} == DEFINITE


def are_apart(found: Interval | None, told: Interval | None, *, tolerated: float) -> bool:
    """Whether the gap between the two is larger than `tolerated`, in the unit of both."""
    if found is None or told is None:
        return False
    return max(found[0] - told[1], told[0] - found[1]) > tolerated


def age_at_death(
    born: tuple[date, date] | None, last_seen: tuple[date | None, date | None], latest: date
) -> Interval | None:
    """In years: not before the person was last seen, not after `latest`, the day on which the
    remains were there. Where nobody says when the person was last seen, any age up to that."""
    if born is None:
        return None
    seen = last_seen[0] or last_seen[1]
    youngest = _years(born[1], seen) if seen else 0.0
    oldest = _years(born[0], max(latest, seen or latest))
    return max(youngest, 0.0), max(oldest, youngest, 0.0)


def _years(first: date, last: date) -> float:
    return (last - first).days / DAYS_OF_A_YEAR
