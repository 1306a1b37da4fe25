"""The import of people sought: a file is kept and read, looked at, and then saved as a Job."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from cases.models import ImportedRecord, PersonImport
from cases.models.register import Became, FileFormat, Verdict
from cases.operations.people_files import (
    Looked,
    Mapped,
    format_of,
    judged,
    problem_data,
    read_people,
    tally_of,
)
from cases.person_files.found import PeopleFile
from cases.policies import person_files as policies
from repatriation.accounts.models import User
from repatriation.errors import (
    Conflict,
    RuleBroken,
    Sentence,
    Stale,
    TooLarge,
    gettext_noop,
    require,
)
from repatriation.files import storage
from repatriation.files.media_types import XML
from repatriation.jobs.running import Step, cancel_job, job_kind, start_job
from repatriation.ledger.adding import add_facts
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock_each
from repatriation.ledger.writing import acting_as
from repatriation.tables.limits import MAX_BYTES

READING, SAVING = "persons.read", "persons.save"
CHUNK = 200
AT_ONCE = 1_000  # records of a file that is only reported on, inside one request
TOO_LARGE = gettext_noop(
    "The file is larger than %(most)s MB. Nothing was saved; send it in parts."
)
TOO_MANY = gettext_noop(
    "The file has %(records)s records; up to %(most)s are reported on at once. Nothing was saved: "
    "upload it on the page of imports, or send it in parts."
)
SAVED = gettext_noop("This import was confirmed already.")
READ_AGAIN = gettext_noop(
    "This file was read again while you looked at the preview. Nothing was saved; look at it again."
)


@transaction.atomic
def start_people_import(
    *,
    data: bytes,
    name: str,
    by: User,
    mapping: Mapped | None = None,
    date_order: str = "",
    is_confirmed: bool = False,
    opens_likely: bool = False,
) -> PersonImport:
    """Keep the file as it was sent, and have it read. With `is_confirmed` it is saved as soon as it
    is read, as a program that has had the report before wishes."""
    require(policies.why_not_import(by))
    require_size(data)
    kind = format_of(data)
    media_type = XML if kind == FileFormat.PFIF else ""
    draft = PersonImport.objects.create(
        agency=by.home,
        file=storage.store(data, name=name, by=by, media_type=media_type),
        format=kind,
        mapping=dict(mapping or {}),
        date_order=date_order,
        started_by=by,
        started_at=now(),
        confirmed_by=by if is_confirmed else None,
        confirmed_at=now() if is_confirmed else None,
        opens_likely=is_confirmed and opens_likely,
    )
    return _have_read(draft, by)


def report_on(
    *, data: bytes, name: str, by: User, mapping: Mapped | None = None, date_order: str = ""
) -> tuple[PeopleFile, list[Looked]]:
    """What the preview would say; nothing is kept."""
    require(policies.why_not_import(by))
    require_size(data)
    read = read_people(data, name, mapping or {}, date_order)
    if len(read.records) > AT_ONCE:
        raise RuleBroken(Sentence(TOO_MANY, {"records": len(read.records), "most": AT_ONCE}))
    return read, list(judged(read, by))


def require_size(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise TooLarge(Sentence(TOO_LARGE, {"most": MAX_BYTES // 1_000_000}))


@transaction.atomic
def read_people_again(
    *,
    draft: PersonImport,
    by: User,
    mapping: Mapped | None = None,
    date_order: str | None = None,
) -> PersonImport:
    """With other columns, or with what comes first in dates; or only another try."""
    draft = _open(draft)
    require(policies.why_not_import(by))
    if mapping is not None:
        draft.mapping = dict(mapping)
    if date_order is not None:
        draft.date_order = date_order
    return _have_read(draft, by)


@transaction.atomic
def save_people(*, draft: PersonImport, by: User, opens_likely: bool = False) -> PersonImport:
    """What was looked at, record by record, by a worker. Again where it was stopped: what is saved
    stays, and the rest follows."""
    seen, draft = draft, lock_each([draft])[0]
    if draft.job_id != seen.job_id:
        raise Stale(Sentence(READ_AGAIN))
    require(policies.why_not_save(by, draft))
    if draft.confirmed_at is None:
        draft.confirmed_by, draft.confirmed_at = by, now()
        draft.opens_likely = opens_likely
    draft.saving = start_job(SAVING, subject=draft, by=by)
    draft.save()
    return draft


def same_file_of_people(draft: PersonImport, by: User) -> list[PersonImport]:
    """Imports of exactly these bytes that were confirmed before, the newest first."""
    same = PersonImport.objects.visible_to(by).filter(file__sha256=draft.file.sha256)
    return list(same.exclude(pk=draft.pk).filter(confirmed_at__isnull=False).order_by("-pk")[:5])


@job_kind(READING)
def read_file(step: Step) -> str:
    """The worker's part: no transaction is open while it reads and looks for duplicates."""
    job = step.job
    draft = PersonImport.objects.select_related("file").get(pk=job.subject_id)
    step.progress(0, 0)
    data = storage.read(draft.file)
    read = read_people(data, draft.file.name, draft.mapping, draft.date_order)
    total = len(read.records)
    ImportedRecord.objects.filter(of=draft, job__lte=job.pk).delete()
    verdicts: list[str] = []
    rows: list[dict[str, Any]] = []
    for one in judged(read, job.by):
        verdicts.append(one.verdict)
        rows.append(_row_of(one, draft, job.pk))
        if len(rows) == CHUNK or len(verdicts) == total:
            add_facts(ImportedRecord, rows)
            rows = []
            step.progress(len(verdicts), total)
    _keep_report(draft, job, report_of(read, verdicts))
    return draft.get_absolute_url()


def _keep_report(draft: PersonImport, job: Any, report: Mapping[str, Any]) -> None:
    """Unless it is read again meanwhile. What was confirmed beforehand is saved at once."""
    with acting_as(job.by):
        (draft,) = lock_each([draft])
        if draft.job_id != job.pk:
            return
        draft.report = report
        if draft.confirmed_at and not policies.why_not_save(job.by, draft):
            draft.saving = start_job(SAVING, subject=draft, by=job.by)
        draft.save()


def report_of(read: PeopleFile, verdicts: list[str]) -> dict[str, Any]:
    """The mapping in pairs: the store would not keep the order of keys."""
    return {
        "fatal": read.fatal.as_data() if read.fatal else None,
        "mapping": list(read.mapping.items()),
        "tally": tally_of(iter(verdicts)),
    }


def _row_of(one: Looked, draft: PersonImport, job: int) -> dict[str, Any]:
    found = one.found
    return {
        "of_id": draft.pk,
        "job_id": job,
        "position": found.position,
        "row": found.row,
        "kind": found.kind,
        "record_id": found.record_id[:300],
        "told": found.told,
        "fields": found.fields,
        "problems": [problem_data(problem) for problem in found.problems],
        "verdict": one.verdict,
        "person_id": one.person.pk if one.person else None,
        "became": Became.REFUSED if one.verdict == Verdict.PROBLEM else "",
    }


def _have_read(draft: PersonImport, by: User) -> PersonImport:
    if draft.job:
        cancel_job(job=draft.job, by=draft.job.by)
    draft.report = None
    draft.job = start_job(READING, subject=draft, by=by)
    draft.save()
    return draft


def _open(seen: PersonImport) -> PersonImport:
    """Its job is its version."""
    draft: PersonImport = lock_each([seen])[0]
    if draft.confirmed_at:
        raise Conflict(Sentence(SAVED))
    if draft.job_id != seen.job_id:
        raise Stale(Sentence(READ_AGAIN))
    return draft
