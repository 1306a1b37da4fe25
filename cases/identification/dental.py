"""Two dental charts tooth by tooth: what was told in life beside what was found.

A tooth may be treated or lost between the card and death, and never the other way: what was lost in
life is not found again, and a filling does not shrink. Such a tooth contradicts, as far as both
charts are right; whether they are is for a specialist. Nothing here is added to the score, which
`terms/teeth.py` computes from the same table of what a state can come to.
"""

from collections.abc import Mapping
from typing import Literal

from cases.identification.terms.teeth import LATER

Verdict = Literal["same", "explained", "contradicts", "unknown"]
Charted = tuple[str, str]  # the state, and the letters of its surfaces
LOST_AFTER_DEATH = "lost_after_death"


def compared(told: Mapping[int, Charted], found: Mapping[int, Charted]) -> dict[int, Verdict]:
    """For each place charted on either side, in the order of the notation."""
    places = sorted({*told, *found})
    return {place: verdict(told.get(place), found.get(place)) for place in places}


def verdict(told: Charted | None, found: Charted | None) -> Verdict:
    """A socket emptied after death held a tooth at death: it contradicts a loss in life, and else
    says nothing of the state the tooth was in."""
    if told is None or found is None:
        return "unknown"
    (before, surfaces), (after, seen) = told, found
    if after == LOST_AFTER_DEATH:
        return "contradicts" if before == "extracted" else "unknown"
    if before != after:
        return "explained" if after in LATER[before] else "contradicts"
    if not (surfaces and seen) or set(surfaces) == set(seen):
        return "same"
    return "explained" if set(surfaces) < set(seen) else "contradicts"
