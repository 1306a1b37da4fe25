"""How the moves of a record stand on its page."""

from collections.abc import Iterable
from dataclasses import dataclass

from repatriation.dashboard.components import Move


@dataclass(frozen=True)
class Moves:
    """`now` stands on the page; what is refused and does not come next is folded away."""

    now: list[Move]
    later: list[Move]


def fold(moves: Iterable[Move], following: str = "") -> Moves:
    """In the order given. What comes next stays in sight with its reason, so that a phone need
    not look for it."""
    moves = list(moves)
    return Moves(
        now=[move for move in moves if not move.why_not or move.verb == following],
        later=[move for move in moves if move.why_not and move.verb != following],
    )
