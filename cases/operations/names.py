"""The names of somebody sought, as they are found and sorted by. Every operation that writes a
name calls `write_names`, with the person locked."""

import re

from cases.identification import names
from cases.models import MissingPerson, PersonName
from cases.models.told import NameKind, Script
from repatriation.ledger.clock import now

LONGEST = 800  # a letter may become four; so far nobody compares
PARTS = ("surname", "given_name", "patronymic")
LETTERS = (
    (Script.UKRAINIAN, re.compile(r"[ґєії]", re.I)),
    (Script.RUSSIAN, re.compile(r"[ыэёъ]", re.I)),
    (Script.CYRILLIC, re.compile(r"[\u0400-\u04ff]")),
    (Script.LATIN, re.compile(r"[a-z]", re.I)),
)


def script_of(text: str) -> Script:
    """By the letters that only one of them has; a name may be written as in several."""
    return next((script for script, letters in LETTERS if letters.search(text)), Script.OTHER)


def write_names(person: MissingPerson) -> None:
    """The principal name as on the record, and the keys of every name of the person."""
    principal = person.names.filter(kind=NameKind.PRINCIPAL).first() or PersonName(
        person=person, kind=NameKind.PRINCIPAL, added_by=person.opened_by, added_at=now()
    )
    for part in PARTS:
        setattr(principal, part, getattr(person, part))
    principal.script = script_of(principal.written)
    for name in (principal, *person.names.exclude(pk=principal.pk)):
        write_keys(name)
        name.save()


def write_keys(name: PersonName) -> None:
    name.sort_key = names.sort_key(name.written)[:LONGEST]
    name.keys = sorted(names.keys_kept(name.written))
    name.heard = " ".join(names.heard(name.written))[:LONGEST]
