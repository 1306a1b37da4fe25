"""Keeping what a register sent of a person or a note, under its identifier and as it was sent."""

from collections.abc import Iterable, Mapping
from typing import Any

from cases.models import ImportedRecord, MissingPerson, PersonSource, RegisterRecord
from cases.person_files.pfif import Record
from repatriation.accounts.models import User
from repatriation.ledger.clock import now

Pairs = list[tuple[str, str]]


def pairs(kept: Iterable[Any]) -> Pairs:
    return [(name, text) for name, text in kept]


def merged(before: Mapping[str, Any], news: Mapping[str, Any]) -> dict[str, Any]:
    """Nothing that is known is blanked by what is sent empty."""
    return {**before, **{name: value for name, value in news.items() if value not in ("", None)}}


def keep_record(
    record: RegisterRecord | None,
    row: ImportedRecord,
    person: MissingPerson,
    by: User,
    source: PersonSource | None = None,
) -> bool:
    """True where something was new. Of a table only the identifier and what was told is kept: its
    columns are its own, and stay with the import."""
    before = dict(pairs(record.fields)) if record else {}
    sent = dict(pairs(row.fields)) if row.of.format == "pfif" else {}
    fields = {name: text or before.get(name, "") for name, text in sent.items()}
    fields |= {name: text for name, text in before.items() if name not in sent}
    told = merged(record.told if record else {}, row.told)
    if record and (record.fields, record.told) == ([list(p) for p in fields.items()], told):
        return False
    record = record or RegisterRecord(
        agency=by.home, kind=row.kind, record_id=row.record_id, person=person
    )
    record.source = source or record.source
    record.fields, record.told = list(fields.items()), told
    record.expires_at = Record(record.kind, fields).expires_at  # type: ignore[arg-type]
    record.kept_by, record.kept_at = by, now()
    record.save()
    return True
