"""How many containers each mortuary is proposed: by free places, and the same answer every time."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Split:
    """`shares` by mortuary; `left` find no free place anywhere."""

    shares: dict[int, int]
    left: int


def split(number: int, free: Mapping[int, int | None]) -> Split:
    """In proportion to the free places, the largest remainders first, ties in the order given.

    Who has not said how much room it has is proposed nothing while another has; where nobody has,
    all get equal shares. Nobody is proposed more than its free places.
    """
    known = {key: places for key, places in free.items() if places is not None}
    if not known:
        return Split(_apportion(number, dict.fromkeys(free, 1)), 0 if free else number)
    placed = min(number, sum(known.values()))
    shares = dict.fromkeys(free, 0) | _apportion(placed, known)
    return Split(shares, number - placed)


def _apportion(number: int, weights: Mapping[int, int]) -> dict[int, int]:
    """By largest remainder, in whole numbers: no rounding of fractions decides anything."""
    whole = sum(weights.values())
    if not whole:
        return dict.fromkeys(weights, 0)
    shares = {key: number * weight // whole for key, weight in weights.items()}
    remainders = {key: number * weight % whole for key, weight in weights.items()}
    over = number - sum(shares.values())
    for key in sorted(weights, key=lambda key: -remainders[key])[:over]:  # stable: ties in order
        shares[key] += 1
    return shares
