"""Agreements and commitments, each in the state in which a move works, and what is sent with it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from exchanges.operations.fulfilling import add_batch
from repatriation.ledger.clock import clock_at, now, today
from tests.factories.promises import Act, Promises
from tests.factories.steps import do

Sending = Callable[[Any, Any, Any], dict[str, Any]]
LATER = timedelta(days=300)


def subjects(ground: Any) -> dict[str, Any]:
    steps = Promises(ground.world)
    terms = {"mediator": ground.world.observers, "confidentiality": "named"}
    agreement = steps.in_force(**terms)
    active = steps.active(agreement)
    with clock_at(now() - timedelta(days=90)):
        over = steps.active(steps.in_force(**terms))
    asked = steps.active(agreement)
    asked = steps.says(steps.south, asked, Act.ASKS_EXTENSION, due_at=asked.due_at + LATER)
    breach = steps.says(steps.north, steps.active(agreement), Act.CLAIMS_BREACH, text="None.")
    return {
        "agreement": agreement,
        "draft agreement": steps.opened_agreement(**terms),
        "agreement: accept": steps.proposed_agreement(**terms),
        "agreement: end": agreement,
        "agreement: withdraw": steps.proposed_agreement(**terms),
        "agreement: draw up a commitment": agreement,
        "commitment": active,
        "draft commitment": steps.drafted(agreement),
        "commitment: accept": steps.proposed_commitment(agreement),
        "commitment: verify": steps.active(agreement, basis="stated", measure="rounds"),
        "commitment: agree to a later deadline": asked,
        "commitment: refuse a later deadline": asked,
        "commitment: answer a breach": breach,
        "commitment: drop a breach": breach,
        "commitment: withdraw": steps.proposed_commitment(agreement),
        "commitment: take a batch out": put_in(steps, agreement),
        "commitment: conclude": over,
        "commitment: supersede": with_another(steps, agreement),
    }


def put_in(steps: Promises, agreement: Any) -> Any:
    row = steps.active(agreement)
    do(add_batch, by=steps.north.coordinator, commitment=row, batch=steps.listed())
    return steps.again(row)


def with_another(steps: Promises, agreement: Any) -> Any:
    row = steps.active(agreement)
    row.other = steps.active(agreement).reference
    return row


def own(row: Any, who: Any) -> Any:
    """Whom a person of this side speaks for; who is of none says it for the convenor."""
    party = who.user and who.user.party_id
    return next((one for one in row.speakers if one.party_id == party), row.convenor)


def _agreement(ground: Any, _row: Any, who: Any, name: str) -> dict[str, Any]:
    south = ground.places["south"]
    is_south = bool(who.user and who.user.party_id == south.party_id)
    other = ground.places["north"] if is_south else south
    return {"title": "Protocol", "counterpart": getattr(other, name), "confidentiality": "sides"}


def _terms(ground: Any, name: str) -> dict[str, Any]:
    return {
        "title": "Containers",
        "debtor": getattr(ground.places["south"], name),
        "measure": "containers",
        "target": 10,
        "basis": "venue",
        "time_zone": "UTC",
    }


def _api_terms(ground: Any, _row: Any, _who: Any) -> dict[str, Any]:
    return _terms(ground, "code") | {"due_at": (now() + LATER).isoformat()}


def _page_terms(ground: Any, _row: Any, _who: Any) -> dict[str, Any]:
    return _terms(ground, "pk") | {"due_on": (today() + LATER).isoformat()}


TEXT = {"text": "None came."}
FIGURE = {"figure": 3}
WORDS: dict[str, dict[str, Any]] = {
    "agreement: accept": {},
    "commitment: accept": {},
    "commitment: claim": FIGURE,
    "commitment: verify": FIGURE,
    "commitment: agree to a later deadline": {},
    "commitment: refuse a later deadline": {},
    "commitment: claim a breach": TEXT,
    "commitment: answer a breach": TEXT,
    "commitment: drop a breach": {},
}


def _said(more: dict[str, Any]) -> Sending:
    return lambda _ground, row, who: {"agency": own(row, who).pk} | more


def _due(row: Any) -> Any:
    return row.due_at + LATER


def _batch(ground: Any, _row: Any, _who: Any) -> dict[str, Any]:
    return {"batch": ground.subjects["batch"].reference}


API: dict[str, Sending] = {
    "register: open an agreement": lambda *of: _agreement(*of, name="code"),
    "draft agreement: change": lambda *_of: {"title": "Another"},
    "agreement: draw up a commitment": _api_terms,
    "agreement: end": lambda *_of: {"ends_on": today().isoformat()},
    "draft commitment: change": lambda *_of: {"title": "Another"},
    "commitment: ask for a later deadline": lambda _g, row, _who: {"due_at": _due(row).isoformat()},
    "commitment: let a batch count": _batch,
    "commitment: take a batch out": lambda _g, row, _who: {
        "batch": row.fulfilments.get().batch.reference
    },
    "commitment: supersede": lambda _g, row, _who: {"successor": row.other},
    **{move: (lambda *_of, more=more: more) for move, more in WORDS.items()},
}

PAGE: dict[str, Sending] = {
    "register: open an agreement": lambda *of: _agreement(*of, name="pk"),
    "draft agreement: change": lambda *of: _agreement(*of, name="pk"),
    "agreement: draw up a commitment": _page_terms,
    "agreement: end": _said({"ends_on": today().isoformat()}),
    "draft commitment: change": _page_terms,
    "commitment: ask for a later deadline": lambda _g, row, who: {
        "agency": own(row, who).pk,
        "due_on": _due(row).date().isoformat(),
        "time_zone": "UTC",
    },
    "commitment: let a batch count": _batch,
    "commitment: supersede": lambda _g, row, _who: {"successor": row.other},
    **{move: _said(more) for move, more in WORDS.items()},
}
