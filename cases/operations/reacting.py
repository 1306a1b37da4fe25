"""What follows elsewhere when something happens to remains: `exchanges/reactions.py` declares it.

A reaction is part of the same change: it is written with it, and a refusal undoes both.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from repatriation.accounts.models import User


class Moment(StrEnum):
    RECEIVED = "received"  # containers: at the mortuary they were sent to
    EMPTIED = "emptied"  # containers: what was in them is known
    DESTROYED = "destroyed"  # containers
    NON_HUMAN = "non_human"  # cases


Reaction = Callable[[list[Any], User], None]
_reactions: dict[Moment, list[Reaction]] = {moment: [] for moment in Moment}


def after(moment: Moment) -> Callable[[Reaction], Reaction]:
    def keep(reaction: Reaction) -> Reaction:
        _reactions[moment].append(reaction)
        return reaction

    return keep


def tell(moment: Moment, rows: list[Any], by: User) -> None:
    for reaction in _reactions[moment]:
        reaction(rows, by)
