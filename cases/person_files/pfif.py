"""PFIF, in which registers of missing people tell each other of them: read in versions 1.2 to 1.4,
written in 1.4. Values stay as they were sent, those that we do not know of too.

https://zesty.ca/pfif/1.4 ; a person record, and notes on it, each with an id of its author's.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from repatriation.errors import RuleBroken, Sentence, gettext_noop

LARGEST = 20 * 1024 * 1024
LONGEST = 20_000  # of one value
NAMESPACE = "http://zesty.ca/pfif/1.4"
READ = {f"http://zesty.ca/pfif/1.{minor}" for minor in (2, 3, 4)}
# What a field was called before 1.4.
CALLED_NOW = {
    "first_name": "given_name",
    "last_name": "family_name",
    "other": "description",
    "found": "author_made_contact",
    "home_zip": "home_postal_code",
}
IDS = {"person": "person_record_id", "note": "note_record_id"}
_TAG = re.compile(r"\{([^}]*)\}([A-Za-z_][A-Za-z0-9_.-]*)")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

TOO_LARGE = gettext_noop("The file is larger than %(most)s MB. Send it in parts.")
NOT_XML = gettext_noop("This is not a PFIF file: it cannot be read as XML. Nothing is saved.")
REFUSED = gettext_noop(
    "This file declares entities, which PFIF does not need and which can do harm. Nothing is saved."
)
NOT_PFIF = gettext_noop("This is XML, but not PFIF 1.2, 1.3 or 1.4. Nothing is saved.")
NO_ID = gettext_noop("It has no %(field)s, by which it would be recognised.")
NO_OWNER = gettext_noop("The note does not say which person it is about.")
TWICE = gettext_noop("The field %(field)s stands twice.")
TOO_LONG = gettext_noop("The field %(field)s is longer than %(most)s characters.")
NO_FIELD = gettext_noop("It holds something that is no field of PFIF.")

Kind = Literal["person", "note"]


class NotPfif(RuleBroken):
    """The whole file; a single record that is wrong is a Problem."""

    sentence: Sentence


@dataclass(frozen=True)
class Record:
    """A person or a note, its fields by the names of 1.4, as sent and in the order sent.
    `position` in the file, from 1: where it stands is no part of what it says."""

    kind: Kind
    fields: Mapping[str, str]
    position: int = field(default=0, compare=False)

    @property
    def record_id(self) -> str:
        return self.fields[IDS[self.kind]]

    @property
    def expires_at(self) -> datetime | None:
        """After that its author wants it to be kept no longer. What is no date never comes."""
        try:
            expires = datetime.fromisoformat(self.fields.get("expiry_date", "").strip())
        except ValueError:
            return None
        return expires if expires.tzinfo else None

    def has_expired(self, at: datetime) -> bool:
        expires = self.expires_at
        return expires is not None and expires <= at


@dataclass(frozen=True)
class Problem:
    """`position` of the record in the file, from 1; the others are not spoilt by it."""

    position: int
    record_id: str
    sentence: Sentence


@dataclass
class Pfif:
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_pfif(data: bytes) -> Pfif:
    """Raises NotPfif; notes stand inside a person or beside it, and are read alike."""
    if len(data) > LARGEST:
        raise NotPfif(Sentence(TOO_LARGE, {"most": LARGEST // 1024 // 1024}))
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise NotPfif(Sentence(REFUSED)) from error
    except (ParseError, ValueError, LookupError) as error:  # also of a strange encoding
        raise NotPfif(Sentence(NOT_XML)) from error
    if _named(root)[0] not in READ or _named(root)[1] != "pfif":
        raise NotPfif(Sentence(NOT_PFIF))
    found = Pfif()
    for position, (element, owner) in enumerate(_elements(root), 1):
        record = _record(element, owner, position)
        if isinstance(record, Record):
            found.records.append(record)
            continue
        about = _text_of(element, IDS.get(_named(element)[1], ""))
        found.problems.append(Problem(position, about, record))
    return found


def write_pfif(records: Iterable[Record]) -> bytes:
    """As 1.4, a note beside its person. Signs that XML cannot hold are left out."""
    root = Element("pfif", xmlns=NAMESPACE)
    for record in records:
        element = SubElement(root, record.kind)
        for name, value in record.fields.items():
            SubElement(element, name).text = _NOT_IN_XML.sub("", value)
    # Raw, the sign would be read as the end of a line.
    return tostring(root, encoding="utf-8", xml_declaration=True).replace(b"\r", b"&#13;")


def _elements(root: Element) -> Iterator[tuple[Element, str]]:
    """Each record, with the id of the person it stands in."""
    for element in root:
        yield element, ""
        if _named(element)[1] == "person":
            owner = _text_of(element, "person_record_id")
            yield from ((note, owner) for note in element if _named(note)[1] == "note")


def _record(element: Element, owner: str, position: int) -> Record | Sentence:
    namespace, kind = _named(element)
    if namespace not in READ or (kind != "person" and kind != "note"):
        return Sentence(NO_FIELD)
    fields: dict[str, str] = {}
    for child in element:
        space, called = _named(child)
        if called == "note" and kind == "person":
            continue
        name = CALLED_NOW.get(called, called)
        if space not in READ or not name or len(child):
            return Sentence(NO_FIELD)
        if name in fields:
            return Sentence(TWICE, {"field": name})
        fields[name] = child.text or ""
        if len(fields[name]) > LONGEST:
            return Sentence(TOO_LONG, {"field": name, "most": LONGEST})
    if kind == "note" and not fields.get("person_record_id", owner).strip():
        return Sentence(NO_OWNER)
    if not fields.get(IDS[kind], "").strip():
        return Sentence(NO_ID, {"field": IDS[kind]})
    if kind == "note":
        fields.setdefault("person_record_id", owner)
    return Record("person" if kind == "person" else "note", fields, position)


def _named(element: Element) -> tuple[str, str]:
    found = _TAG.fullmatch(element.tag) if isinstance(element.tag, str) else None
    return (found[1], found[2]) if found else ("", "")


def _text_of(element: Element, name: str) -> str:
    texts = (child.text or "" for child in element if _named(child)[1] == name)
    return next(texts, "").strip()[:200]
