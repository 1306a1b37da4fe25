"""What a round goes through without its intermediary, and what its sides tell of it."""

from collections.abc import Callable
from typing import Any

from exchanges.operations.withdrawing import withdraw_from_round
from exchanges.policies.sides import is_of_side
from repatriation.ledger.clock import today
from tests.authorisation.principals import Principal
from tests.factories.steps import do

Sent = dict[str, Any]
Sending = Callable[[Any, Any, Principal], Sent]

PAPER = {"said_on": today().isoformat(), "source": "Paper 3"}
CONTENTS = {"way": "to_convenor", "opened": 1, "cases": 1}
IDENTITIES = {"way": "to_convenor", "distinguished": 1, "identified": 1, "certified": 0}


def rounds(ground: Any) -> dict[str, Any]:
    agreed, observers = ground.agreed(), ground.world.observers
    left = {"round": agreed, "agency": observers, "reason": "security"}
    return {
        "round: write a message": ground.agreed(),
        "round: withdraw": ground.agreed(),
        "round: withdraw for the intermediary": ground.agreed(),
        "round: say the intermediary withdraws": ground.agreed(),
        "round: go on without the intermediary": do(withdraw_from_round, by=ground.spoken, **left),
    }


def _own(_ground: Any, round: Any, who: Principal) -> Any:
    """Whom a person of this side speaks for; who is of none says it for the convenor."""
    user = who.user
    mine = [one for one in round.speakers if user and is_of_side(user, one)]
    return mine[0] if mine else round.convenor


def _of_own(**said: Any) -> Sending:
    return lambda *of: said | {"agency": _own(*of).pk}


def _for_intermediary(ground: Any, round: Any, who: Principal) -> Sent:
    """Who is of the intermediary has nobody to say it for."""
    observers = ground.world.observers
    is_its_own = who.user is not None and who.user.agency_id == observers.pk
    agency = round.convenor if is_its_own else observers
    return PAPER | {"reason": "weather", "agency": agency.code}


API: dict[str, Sending] = {
    "round: write a message": lambda *_of: {"for_intermediary": "The road is open."},
    "round: tell figures": lambda *_of: CONTENTS | {"rung": "contents"},
    "round: tell identities": lambda *_of: IDENTITIES | {"rung": "identity"},
    "round: withdraw": lambda *_of: {"reason": "weather"},
    "round: withdraw for the intermediary": _for_intermediary,
    "round: go on without the intermediary": lambda *_of: {},
}
PAGE: dict[str, Sending] = {
    "round: write a message": _of_own(for_intermediary="The road is open."),
    "round: tell figures": _of_own(**CONTENTS, as_of=today().isoformat()),
    "round: tell identities": _of_own(**IDENTITIES, as_of=today().isoformat()),
    "round: say the intermediary withdraws": lambda ground, *_of: (
        PAPER | {"reason": "weather", "agency": ground.world.observers.pk}
    ),
    "round: go on without the intermediary": _of_own(),
}
