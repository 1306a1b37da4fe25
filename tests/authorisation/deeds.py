"""What is sent with each move, by a page and by the API; a move without input needs no entry."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import CustodyEvent
from exchanges.models import Statement
from exchanges.operations.listing_again import came_back
from exchanges.policies.sides import is_of_side
from repatriation.ledger.clock import today
from tests.authorisation import (
    deciding,
    examination,
    keeping,
    laboratory,
    leaving,
    pairs,
    promises,
    register,
    returning,
    sought,
    verifying,
)
from tests.authorisation.ground import LABEL, Ground
from tests.authorisation.principals import Principal
from tests.factories.steps import list_of

Sent = dict[str, Any]
Sending = Callable[[Ground, Any, Principal], Sent]
ALONE = {"alone_reason": "night"}


def _plan(ground: Ground, _round: Any, who: Principal) -> Sent:
    south = ground.places["south"]
    is_south = bool(who.user and who.user.party_id == south.party_id)
    other = ground.places["north"] if is_south else south
    return {"counterpart": other.code, "transport": "Lorry"}


def _plan_page(ground: Ground, round: Any, who: Principal) -> Sent:
    other = _plan(ground, round, who)["counterpart"]
    chosen = next(
        place for place in ground.places.agencies.values() if place and place.code == other
    )
    return {"counterpart": chosen.pk, "transport": "Lorry"}


def _said(ground: Ground, round: Any, who: Principal) -> Sent:
    """Whom a person of this side would speak for: the other one."""
    is_north = bool(who.user and who.user.party_id == round.convenor.party_id)
    other = round.counterpart if is_north else round.convenor
    return {"agency": other, "said_on": today().isoformat(), "source": "Letter 7"}


def _said_api(*of: Any) -> Sent:
    said = _said(*of)
    return said | {"agency": said["agency"].code}


def _said_page(*of: Any) -> Sent:
    said = _said(*of)
    return said | {"agency": said["agency"].pk, "act": "accepts"}


def _own(round: Any, who: Principal) -> Any:
    """Whom a person of this side speaks for; who is of none says it for the convenor."""
    user = who.user
    mine = [one for one in round.speakers if user and is_of_side(user, one)]
    return mine[0] if mine else round.convenor


def _stop_page(_ground: Ground, round: Any, who: Principal) -> Sent:
    return {"agency": _own(round, who).pk, "reason": "weather"}


def _stop_api(*_of: Any) -> Sent:
    return {"reason": "weather"}


def _exit_api(_ground: Ground, batch: Any, _who: Principal) -> Sent:
    return {"reason": "damaged", "containers": [batch.places.first().container.reference]}


def _exit_page(_ground: Ground, batch: Any, _who: Principal) -> Sent:
    return {"reason": "damaged", "codes": batch.places.first().container.reference}


def _came_back(_ground: Ground, batch: Any, _who: Principal) -> Sent:
    """What stood in an earlier batch under a label of this one's list."""
    ((_earlier, containers),) = came_back(batch).items()
    return {"containers": [one.reference for one in containers]}


def _paper(*_of: Any) -> Sent:
    return {"said_on": today().isoformat(), "source": "Paper 3"}


def _sides_api(ground: Ground, round: Any, _who: Principal) -> Sent:
    return {
        "round": str(round),
        "sender": ground.places["north"].code,
        "receiver": ground.places["south"].code,
    }


def _sides_page(ground: Ground, _round: Any, _who: Principal) -> Sent:
    return {"sender": ground.places["north"].pk, "receiver": ground.places["south"].pk}


def _list_api(ground: Ground, batch: Any, who: Principal) -> Sent:
    """A list of the other side's names the message it came with."""
    is_own = bool(who.user and who.user.party_id == batch.sender.party_id)
    return _file() | ({} if is_own else _paper())


def _file(*_of: Any) -> Sent:
    return {"file": SimpleUploadedFile("list.csv", list_of("Z-1"))}


def _read(_ground: Ground, draft: Any, who: Principal) -> Sent:
    """The list as it was read when the form was drawn; the other side's with its message."""
    is_own = bool(who.user and who.user.party_id == draft.batch.sender.party_id)
    read = {"job": draft.job_id, "version": draft.batch.version}
    return read | ({} if is_own else _paper())


def _count_api(ground: Ground, _batch: Any, _who: Principal) -> Sent:
    return {"containers": 1, "packed_by": ground.second(ground.places["south"]).email}


def _count_page(ground: Ground, _batch: Any, _who: Principal) -> Sent:
    return {"containers": 1, "packed_by": ground.second(ground.places["south"]).pk}


def _second_mortuary(ground: Ground) -> Any:
    return ground.places["north's second mortuary"]


def _share(ground: Ground, name: str) -> Sent:
    mortuary = ground.places["north's second mortuary"]
    return {"mortuary": getattr(mortuary, name), "count": 1}


def _kept(ground: Ground, who: Principal, name: str) -> Sent:
    """A storage unit of the own agency, alone."""
    if who.user is None or who.user.agency is None:
        return {"storage_unit": "1", **ALONE}
    return {"storage_unit": getattr(ground.unit(who.user.agency), name), **ALONE}


def _picked(row: Any) -> Sent:
    return {"selection": f"{row.reference}:{row.version}"}


def _another_mortuary(ground: Ground, who: Principal) -> Any:
    """The other one of the own side."""
    here = who.user.agency_id if who.user else None
    first, second = ground.places["north mortuary"], ground.places["north's second mortuary"]
    return first if here == second.pk else second


def _seen_alone(row: Any) -> CustodyEvent:
    return CustodyEvent.objects.of(row).alone().first()


def _corrected(_ground: Ground, row: Any, _who: Principal) -> Sent:
    return {"event": CustodyEvent.objects.of(row).first().pk, "note": "misread", "place": "Bay 2"}


def _reviewed_api(_ground: Ground, row: Any, _who: Principal) -> Sent:
    return {"items": [{"container": row.reference, "seq": _seen_alone(row).seq}]}


def _client(_ground: Ground, client: Any, _who: Principal) -> Sent:
    """Another one of the same agency; its roles were chosen on the page before."""
    chosen = {"roles": ["exchange officer"], "scopes": ["rounds:read"], "days": "90"}
    return chosen | {"name": "Another", "agency": client.agency.pk}


def code_on(sheet: Any, ground: Ground) -> str:
    """Something that this sheet is for."""
    if sheet.purpose == "handover":
        return ground.subjects["batch: scan at the venue"].list_in_force.lines.first().label
    key = "container: receive" if sheet.purpose == "receipt" else "container"
    return ground.subjects[key].reference


def _scan_api(ground: Ground, sheet: Any, _who: Principal) -> Sent:
    return {"items": [{"key": str(uuid4()), "code": code_on(sheet, ground)}]}


def _scan_page(ground: Ground, sheet: Any, _who: Principal) -> Sent:
    return {"code": code_on(sheet, ground), "idempotency_key": str(uuid4())}


PERSON = {"surname": "Madeup"}


def _people_file(*_of: Any) -> Sent:
    return {"file": SimpleUploadedFile("people.csv", b"surname\nMadeup\n")}


OF_FILES: dict[str, Sending] = {
    "register: import a file of people": _people_file,
    "register: take out a file of people": lambda *_of: {"format": "csv"},
}

BODY = {"remains": ["body"], **ALONE}
FOUND = {"body": 1, "body_part": 0, "fragment": 0, "mixed_fragments": 0, **ALONE}
SHEET = {"layout_name": "small", "skip": 0}  # of labels
SCANS = dict.fromkeys(("sheet", "clearing sheet", "receipt sheet", "handover sheet"))

REASON, BECAUSE = {"reason": "Not on its shelf"}, {"because": "Seen behind the door"}
ACCOUNT = {"account": "Bovine rib"}
OF_HELD = {
    "report as missing": REASON,
    "report as found": BECAUSE | {"place": "Cold room"},
    "hold": REASON | {"order": "7/26"},
    "lift the hold": BECAUSE,
    "exhume": {"permit": "EX-1", "permit_by": "Prosecutor of Havrel", **ALONE},
    "withdraw the declaration": BECAUSE,
}


API: dict[str, Sending] = {
    **register.API,
    **returning.BOTH,
    **promises.API,
    **sought.API,
    **laboratory.API,
    **examination.API,
    **keeping.API,
    **verifying.API,
    **pairs.API,
    **leaving.API,
    **deciding.API,
    "register: open a round": _plan,
    "draft round: plan": _plan,
    "round: plan": lambda *_of: {"transport": "Lorry"},
    "round: record of another": _said_api,
    "round: open a batch": _sides_api,
    "round: break off": _stop_api,
    "round: postpone": _stop_api,
    "round: postpone for another": lambda *of: _said_api(*of) | _stop_api(),
    "round: cancel": _stop_api,
    "draft round: cancel": _stop_api,
    "batch: refuse": _exit_api,
    "batch: take back at the venue": _exit_api,
    "batch: record what went back": lambda *of: _exit_api(*of) | _paper(),
    "batch: list again": _came_back,
    "draft batch: file a list": _list_api,
    "batch: file a list": _list_api,
    "batch: count": _count_api,
    "batch: record the seal": _paper,
    "batch: scan at the venue": lambda *_of: {"place": "Havrel Ford"},
    "batch: allocate": lambda ground, *_of: _share(ground, "code"),
    "share: take in": lambda *_of: {"place": "Bay 1", **ALONE},
    "share: end the intake": lambda *_of: {},
    "container: open": lambda *_of: BODY,
    "container: number remains": lambda *_of: BODY,
    "container: record as emptied": lambda *_of: ALONE,
    "container: store": lambda ground, _row, who: _kept(ground, who, "name"),
    "container: open again": lambda *_of: {"note": "A packet", **ALONE},
    "container: send on": lambda ground, _row, who: {"to": _another_mortuary(ground, who).code},
    "container: put in quarantine": lambda *_of: {"hazard": "explosive"},
    "case: divide": lambda *_of: BODY | {"note": "Two left femora"},
    "case: put in quarantine": lambda *_of: REASON,
    "container: correct": lambda *_of: {"note": "misread", "place": "Bay 2"},
    "container: review": _reviewed_api,
    "case: store": lambda ground, _row, who: _kept(ground, who, "name"),
    "case: send on": lambda ground, _row, who: {"to": _another_mortuary(ground, who).code},
    "case: receive": lambda *_of: ALONE,
    "case: correct": lambda *_of: {"note": "misread", "place": "Bay 2"},
    "register: open a recovery site": lambda *_of: {"place": "Upper Sample"},
    "recovery: record remains": lambda *_of: BODY,
    "register: open a clearing sheet": lambda *_of: {"purpose": "clearing", "place": "Yard"},
    "register: open a storing sheet": lambda ground, _row, who: {
        "purpose": "storing", "place": "Hall", **_kept(ground, who, "name")
    },
    "person: correct": lambda *_of: PERSON,
    "register: open a record of a person": lambda *_of: PERSON,
    **{f"{noun}: exhume": lambda *_of: OF_HELD["exhume"] for noun in ("case", "container")},
    **OF_FILES,
    **{f"{sheet}: scan": _scan_api for sheet in SCANS},
}  # fmt: skip

PAGE: dict[str, Sending] = {
    **pairs.DEEDS,
    **verifying.PAGE,
    **leaving.PAGE,
    **deciding.PAGE,
    **register.PAGE,
    **returning.BOTH,
    **promises.PAGE,
    **sought.PAGE,
    **laboratory.PAGE,
    **examination.PAGE,
    **keeping.PAGE,
    "register: open a round": _plan_page,
    "draft round: plan": _plan_page,
    "round: plan": _plan_page,
    "round: record of another": _said_page,
    "round: open a batch": _sides_page,
    "round: break off": _stop_page,
    "round: postpone": _stop_page,
    "round: postpone for another": lambda *of: (
        _stop_page(*of) | _said(*of) | {"agency": _said(*of)["agency"].pk}
    ),
    "round: cancel": _stop_page,
    "draft round: cancel": _stop_page,
    "round: dispute": _stop_page,
    "batch: refuse": _exit_page,
    "batch: take back at the venue": _exit_page,
    "batch: record what went back": lambda *of: _exit_page(*of) | _paper(),
    "draft batch: look at a list": _file,
    "batch: look at a list": _file,
    "own list: read again": _read,
    "own list: confirm": _read,
    "batch: count": _count_page,
    "batch: record the seal": _paper,
    "batch: scan at the venue": lambda *_of: {"place": "Havrel Ford"},
    "container: issue the custody record": lambda *_of: {"first": "en", "second": ""},
    "case: issue the custody record": lambda *_of: {"first": "en", "second": ""},
    "batch: allocate": lambda ground, *_of: {
        f"of_{_second_mortuary(ground).pk}": 1,
        "because": "Tonight",
    },
    "batch: issue the act": lambda *_of: {"first": "en", "second": "uk"},
    "batch: issue the act with names": lambda *_of: {"first": "en", "second": "uk"},
    "share: take in": lambda *_of: {"place": "Bay 1", **ALONE},
    "container: open": lambda *_of: FOUND,
    "container: number remains": lambda *_of: FOUND,
    "container: store": lambda ground, row, who: _picked(row) | _kept(ground, who, "pk"),
    "container: receive": lambda _ground, row, _who: _picked(row) | ALONE,
    "container: clear": lambda _ground, row, _who: _picked(row) | {"place": "Yard"},
    "container: correct": _corrected,
    "container: open many": lambda _ground, row, _who: _picked(row) | FOUND,
    "container: empty many": lambda _ground, row, _who: _picked(row),
    "container: send on": lambda ground, row, who: _picked(row)
    | {"to": _another_mortuary(ground, who).pk},
    "container: open again": lambda *_of: {"note": "A packet", **ALONE},
    "container: put in quarantine": lambda *_of: {"hazard": "explosive"},
    "container: neutralise": lambda *_of: {"note": "Fuse taken out"},
    "container: declare as destroyed": lambda *_of: ACCOUNT,
    "case: divide": lambda *_of: FOUND | {"note": "Two left femora"},
    "case: put in quarantine": lambda *_of: REASON,
    "case: lift the quarantine": lambda *_of: BECAUSE,
    "case: declare as non-human": lambda *_of: ACCOUNT,
    "case: declare as human": lambda *_of: ACCOUNT,
    **{
        f"{noun}: {move}": lambda *_of, sent=sent: sent
        for noun in ("container", "case")
        for move, sent in OF_HELD.items()
    },
    "register: add a storage unit": lambda *_of: {"name": "Hall 9", "kind": "room"},
    "unit: change": lambda *_of: {"name": "Hall 8", "kind": "room"},
    "unit: move everything": lambda ground, *_of: {"storage_unit": ground.spare.pk, **ALONE},
    "container: review": lambda _ground, row, _who: {"events": str(_seen_alone(row).pk)},
    "container: print labels": lambda _ground, row, _who: _picked(row) | SHEET,
    "case: store": lambda ground, row, who: _picked(row) | _kept(ground, who, "pk"),
    "case: receive": lambda _ground, row, _who: _picked(row) | ALONE,
    "case: send on": lambda ground, row, who: _picked(row)
    | {"to": _another_mortuary(ground, who).pk},
    "case: correct": _corrected,
    "case: print labels": lambda _ground, row, _who: _picked(row) | SHEET,
    "register: open a recovery site": lambda *_of: {"place": "Upper Sample"},
    "recovery: record remains": lambda *_of: FOUND | {"recorded": 0},
    "register: open a clearing sheet": lambda *_of: {"purpose": "clearing", "place": "Yard"},
    "register: open a storing sheet": lambda ground, _row, who: {
        "purpose": "storing", "place": "Hall", **_kept(ground, who, "pk")
    },
    "person: correct": lambda *_of: PERSON,
    "register: open a record of a person": lambda *_of: PERSON,
    **OF_FILES,
    "client: open another": _client,
    "client: add a credential": lambda *_of: {"days": "90"},
    "client: change its scopes": lambda *_of: {"scopes": ["inbox:read"]},
    "client: start again": lambda *_of: {"days": "90"},
    "client: stop all of an agency": lambda _ground, client, _who: {"agency": client.agency.pk},
    **{f"{sheet}: scan": _scan_page for sheet in SCANS},
}  # fmt: skip

ASKED = {"client: open another": {"roles": "exchange officer"}}  # what stands in the address
GET: dict[str, Sending] = {
    "container": lambda _ground, row, _who: {"pick": row.reference},
    "case": lambda _ground, row, _who: {"pick": row.reference},
    "sample": lambda _ground, row, _who: {"pick": row.reference},
}


def number_of(round: Any) -> int:
    """Of the statement that a second person is to check, among those of its round."""
    said = list(Statement.objects.filter(round=round).order_by("pk"))
    return next(n for n, one in enumerate(said, 1) if one.is_recorded_for)


__all__ = ["API", "ASKED", "GET", "LABEL", "PAGE", "number_of"]
