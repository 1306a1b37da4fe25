"""Files of people sought with their names: PFIF 1.4 and CSV, made as a Job for who asked."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Prefetch, QuerySet

from cases.models import MissingPerson, PersonExport, PersonName, RegisterRecord
from cases.models.register import ExportFormat
from cases.operations.people_files import own_id, register
from cases.operations.persons import FIELDS
from cases.operations.register_records import pairs
from cases.operations.saving_people import typed
from cases.person_files.pfif import Record, write_pfif
from cases.person_files.registers import CONTACTS, OURS
from cases.policies import person_files as policies
from repatriation.accounts.models import User
from repatriation.audit.models import AccessLog, stream_of
from repatriation.errors import Conflict, Sentence, gettext_noop, require
from repatriation.files import storage
from repatriation.files.media_types import CSV, XML
from repatriation.jobs.running import Step, job_kind, start_job
from repatriation.ledger.clock import now
from repatriation.ledger.writing import acting_as
from repatriation.tables.formulas import harmless

KIND = "persons.export"
OFTEN = 500
NOT_MADE = gettext_noop("This file is not made yet. Wait until the work has ended.")
COLUMNS = (
    *("record_id", "surname", "given_name", "patronymic", "born_on", "sex", "stature_cm"),
    *("rank", "unit", "service_number", "disc_number", "last_seen_from", "last_seen_to"),
    *("last_seen_place", "description", "circumstances"),
)


@transaction.atomic
def start_people_export(*, format: str, by: User) -> PersonExport:
    require(policies.why_not_export(by))
    export = PersonExport.objects.create(
        agency=by.home, format=ExportFormat(format), by=by, made_at=now()
    )
    export.job = start_job(KIND, subject=export, by=by)
    export.save()
    return export


@transaction.atomic
def take_people_export(*, export: PersonExport, by: User) -> tuple[bytes, str]:
    """The bytes and what they are; each taking is written down."""
    require(policies.why_not_export(by))
    if export.file is None:
        raise Conflict(Sentence(NOT_MADE))
    AccessLog.objects.create(actor=by, subject=stream_of(export), what="people_export")
    return storage.read(export.file), export.file.media_type


def people_for(by: User) -> QuerySet[MissingPerson]:
    """Whose records this person reads, once each; without those whom every register that told of
    them wants forgotten."""
    names = PersonName.objects.standing().exclude(kind="principal").order_by("pk")
    kept = RegisterRecord.objects.order_by("pk").select_related("person")
    live = MissingPerson.objects.readable_by(by).going_on().order_by("pk")
    return live.prefetch_related(
        Prefetch("names", names, to_attr="other_names"),
        Prefetch("register_records", kept, to_attr="sent"),
        Prefetch("merged__register_records", kept),
        "agency",
    )


@job_kind(KIND)
def make_file(step: Step) -> str:
    """As the person who asked may read the records now."""
    export = PersonExport.objects.select_related("by__agency").get(pk=step.job.subject_id)
    by = step.job.by
    require(policies.why_not_export(by))
    people = people_for(by)
    told = _counted(step, people)
    if export.format == ExportFormat.PFIF:
        count, data = _as_pfif(told, by)
        media_type, name = XML, "people.xml"
    else:
        count, data = _as_csv(told)
        media_type, name = CSV, "people.csv"
    with acting_as(by):
        export.file = storage.store(data, name=name, by=by, media_type=media_type)
        export.people = count
        export.save(update_fields=["file", "people"])
        AccessLog.objects.create(actor=by, subject=stream_of(export), what="people_export_made")
    return export.get_absolute_url()


def _counted(step: Step, people: QuerySet[MissingPerson]) -> Iterator[MissingPerson]:
    total = people.count()
    for number, person in enumerate(people.iterator(OFTEN)):
        if number % OFTEN == 0:
            step.progress(min(number, total), total)
        if not _is_to_be_forgotten(person):
            yield person
    step.progress(total, total)


def _sent(person: Any) -> list[RegisterRecord]:
    """Of this record, and of those merged into it."""
    merged = [one for row in person.merged.all() for one in row.register_records.all()]
    return [*person.sent, *merged]


def _is_to_be_forgotten(person: MissingPerson) -> bool:
    told = [one for one in _sent(person) if one.kind == "person"]
    return bool(told) and all(one.expires_at and one.expires_at <= now() for one in told)


def _as_csv(people: Iterator[MissingPerson]) -> tuple[int, bytes]:
    """In UTF-8 with the mark by which spreadsheets know it; the columns are read back here."""
    text, count = io.StringIO(), 0
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for person in people:
        values = [str(person), *(getattr(person, column) for column in COLUMNS[1:])]
        rows.writerow(["" if value is None else harmless(str(value)) for value in values])
        count += 1
    return count, text.getvalue().encode("utf-8-sig")


def _as_pfif(people: Iterator[MissingPerson], by: User) -> tuple[int, bytes]:
    records: list[Record] = []
    count = 0
    for person in people:
        records += pfif_records(person, with_contacts=by.has_perm("cases.read_relatives"))
        count += 1
    return count, write_pfif(records)


def pfif_records(person: MissingPerson, *, with_contacts: bool) -> list[Record]:
    """A register's record is its author's: it goes out as it came, and what we know otherwise
    beside it in a note of ours. Without one, the record is our own."""
    kept = [one for one in _sent(person) if one.fields]
    kept = [one for one in kept if not one.expires_at or one.expires_at > now()]
    theirs = [one for one in kept if one.kind == "person"]
    records = [] if theirs else [_own_record(person)]
    for one in theirs:
        records.append(_as_sent(one, with_contacts))
        records += _otherwise(person, one)
    notes = [one for one in kept if one.kind == "note"]
    return [*records, *(_as_sent(one, with_contacts) for one in notes)]


def _as_sent(one: RegisterRecord, with_contacts: bool) -> Record:
    fields = dict(pairs(one.fields))
    if not with_contacts:
        fields = {name: text for name, text in fields.items() if name not in CONTACTS}
    kind: Any = one.kind
    return Record(kind, fields)


def _own_record(person: Any) -> Record:
    whole = " ".join(filter(None, (person.surname, person.given_name, person.patronymic)))
    fields = {
        "person_record_id": own_id(person),
        "entry_date": _moment(now()),
        "author_name": str(person.agency),
        "source_name": register(),
        "source_date": _moment(person.opened_at),
        "source_url": settings.BASE_URL + person.get_absolute_url(),
        "full_name": whole,
        **{name: getattr(person, field) for name, field in OURS.items()},
        "alternate_names": "\n".join(name.written for name in person.other_names),
        "sex": person.sex if person.sex in ("male", "female") else "",
    }
    return Record("person", {name: text for name, text in fields.items() if text})


def _otherwise(person: MissingPerson, one: RegisterRecord) -> list[Record]:
    """What our record says that the register did not tell."""
    told = typed(one.told)
    named = {field: name for name, field in OURS.items()} | {"sex": "sex"}
    said = {
        named[field]: str(value)
        for field in FIELDS
        if field in named and (value := getattr(person, field)) and told.get(field) != value
    }
    if not said:
        return []
    fields = {
        "note_record_id": f"{own_id(person)}.{one.pk}",
        "person_record_id": one.record_id,
        "entry_date": _moment(now()),
        "author_name": str(person.agency),
        "source_date": _moment(now()),
        "text": "\n".join(f"{name}: {text}" for name, text in said.items()),
    }
    return [Record("note", fields)]


def _moment(moment: Any) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
