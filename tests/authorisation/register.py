"""What is sent at a handover, with the moves of a discrepancy and with those of an association, by
a page and by the API."""

from collections.abc import Callable
from typing import Any

from repatriation.ledger.clock import today
from tests.authorisation.ground import Ground
from tests.authorisation.principals import Principal

Sent = dict[str, Any]
Sending = Callable[[Ground, Any, Principal], Sent]


def _paper(*_of: Any) -> Sent:
    return {"said_on": today().isoformat(), "source": "Paper 3"}


def _there(ground: Ground, batch: Any, who: Principal) -> Any:
    """Whose word somebody of this place gives at a handover."""
    party, sides = who.user and who.user.party_id, (batch.sender, batch.receiver)
    if party is None:
        return batch.round.intermediary if who.user and who.user.agency_id else batch.receiver
    return next((side for side in sides if side.party_id == party), batch.receiver)


def _at_handover(more: Sent) -> Sending:
    return lambda *of: {"agency": _there(*of).pk} | more


def _not_own(ground: Ground, batch: Any, who: Principal) -> Any:
    """The other side."""
    is_sender = _there(ground, batch, who) == batch.sender
    return batch.receiver if is_sender else batch.sender


COUNT, SAMPLE, REMARK = {"containers": 1}, {"size": 1}, {"kind": "remark", "text": "Wet."}
WORDS = {"text": "As it was."}
OF_DISCREPANCY: dict[str, Sending] = {
    "batch: open a discrepancy": lambda *_of: {"code": "late"},
    "discrepancy: answer": lambda *_of: WORDS,
    "discrepancy: contest": lambda *_of: WORDS,
    "discrepancy: hold it for explained": lambda *_of: WORDS,
}

ASSOCIATED = {"basis": "articulation", "note": "The elbow fits."}
OF_ASSOCIATION: dict[str, Sending] = {
    "association: reject": lambda *_of: {"because": "No fit."},
    "association: withdraw": lambda *_of: {"because": "An error."},
}

API: dict[str, Sending] = {
    **OF_ASSOCIATION,
    "case: propose an association": lambda ground, case, _who: (
        ASSOCIATED | {"first": str(case), "second": str(ground.beside)}
    ),
    **OF_DISCREPANCY,
    "discrepancy: say who follows it up": lambda *_of: {"owner": None},
    "batch: attest": lambda *_of: COUNT,
    "batch: draw a sample": lambda *_of: SAMPLE,
    "batch: remark or reserve": lambda *_of: REMARK,
    "batch: attest for another": lambda *of: COUNT | _paper() | {"agency": _not_own(*of).code},
}

PAGE: dict[str, Sending] = {
    **OF_ASSOCIATION,
    "case: propose an association": lambda ground, *_of: ASSOCIATED | {"other": str(ground.beside)},
    **OF_DISCREPANCY,
    "batch: attest": _at_handover(COUNT),
    "batch: draw a sample": _at_handover(SAMPLE),
    "batch: remark or reserve": _at_handover(REMARK),
    "batch: attest for another": lambda *of: COUNT | _paper() | {"agency": _not_own(*of).pk},
}
