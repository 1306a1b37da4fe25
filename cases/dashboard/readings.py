"""What a phone posts, as readings. A scan is a fact: it is kept as well as it can be."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from cases.dashboard.paper import PaperLine
from cases.models import TallySheet
from cases.operations.scanning import Reading
from repatriation.dashboard.pages import SignedIn
from repatriation.errors import NotPermitted, RuleBroken, Sentence, TooLarge, gettext_noop

MOST = 1000
LONGEST = 200
PAPER = "paper"  # the device of what was written down and entered later
NAMESPACE = UUID("8d2f6f0e-6a53-4f0a-9f0e-2f3d4c1b7a55")  # of keys that a device did not make
UNREADABLE = gettext_noop("These scans could not be read. Nothing was saved; send them again.")
TOO_MANY = gettext_noop("At most %(most)s scans are sent at once; these were %(given)s.")
OF_ANOTHER = gettext_noop(
    "Somebody else scanned these. They are saved when that person signs in here again."
)
NOTHING = gettext_noop("Scan or type a label or a reference.")


def readings_of(request: SignedIn, sheet: TallySheet) -> list[Reading]:
    """From the script's JSON, or from a form with one code."""
    is_json = request.content_type == "application/json"
    sent = _from_script(request) if is_json else _from_form(request.POST)
    readings = [reading for one in sent if (reading := _reading(one, sheet))]
    if len(readings) > MOST:
        raise TooLarge(Sentence(TOO_MANY, {"most": MOST, "given": len(readings)}))
    if not readings:
        raise RuleBroken(Sentence(NOTHING))
    return readings


def _from_script(request: SignedIn) -> list[Mapping[str, Any]]:
    """A page may have been left open by whoever had the tablet before: what it kept is theirs."""
    try:
        body = json.loads(request.body)
        sent, author = body["readings"], body.get("author")
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise RuleBroken(Sentence(UNREADABLE)) from error
    if author not in (None, str(request.user.pk)):
        raise NotPermitted(Sentence(OF_ANOTHER))
    if not (isinstance(sent, list) and all(isinstance(one, dict) for one in sent)):
        raise RuleBroken(Sentence(UNREADABLE))
    return sent


def _from_form(post: Mapping[str, str]) -> list[Mapping[str, Any]]:
    """The key of the form makes a post that is sent twice count once; with the code in it, so
    that going back and typing another code is another scan."""
    key = _uuid(post.get("idempotency_key")) or uuid4()
    code = post.get("code", "")
    given = {name: post.get(name) for name in ("is_another", "is_unreadable", "note")}
    return [{"code": code, "key": str(uuid5(key, f"0 {code}"))} | given]


def from_paper(lines: list[PaperLine], said_key: object) -> list[Reading]:
    """With a time before the sheet was opened: paper comes first."""
    key = _uuid(said_key) or uuid4()
    return [
        Reading(
            code=_storable(line.code)[:LONGEST],
            key=uuid5(key, f"{line.number} {line.code}"),
            scanned_at=line.at,
            device=PAPER,
            is_unreadable=line.is_unreadable,
            note=_storable(line.note)[:LONGEST],
            is_on_paper=True,
        )
        for line in lines
    ]


def _reading(sent: Mapping[str, Any], sheet: TallySheet) -> Reading | None:
    """None where nothing was read. A clock that is before the sheet was opened is a wrong one."""
    code = _storable(sent.get("code")).strip()[:LONGEST]
    is_unreadable = bool(sent.get("is_unreadable"))
    if not (code or is_unreadable):
        return None
    said_key = _storable(sent.get("key"))
    at = _moment(sent.get("scanned_at"))
    return Reading(
        code=code,
        key=_uuid(said_key) or uuid5(NAMESPACE, f"{sheet.pk} {said_key} {code}"),
        scanned_at=at if at and at >= sheet.opened_at else None,
        device=_storable(sent.get("device"))[:80],
        is_another=bool(sent.get("is_another")),
        is_unreadable=is_unreadable,
        note=_storable(sent.get("note")).strip()[:LONGEST],
    )


def _storable(text: object) -> str:
    """Half a surrogate pair and NUL cannot be stored; they are shown as what could not be read."""
    if not isinstance(text, str):
        return ""
    return text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


def _uuid(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


def _moment(text: object) -> datetime | None:
    try:
        moment = parse_datetime(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return moment if moment and timezone.is_aware(moment) else None
