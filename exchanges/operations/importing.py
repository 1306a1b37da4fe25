"""A file is looked at before anything is saved: kept, read by a worker, corrected, confirmed."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.db import transaction

from exchanges.manifests.reading import read
from exchanges.manifests.report import Line, Problem, ReadAs, Report
from exchanges.models import ExchangeBatch, ListImport, Manifest, Side
from exchanges.operations.listing import file_list
from exchanges.policies import batches as policies
from exchanges.policies.sides import own_side
from exchanges.states import batch_workflow
from repatriation.accounts.models import User
from repatriation.errors import Conflict, Sentence, Stale, gettext_noop, require
from repatriation.files import storage
from repatriation.jobs.running import Step, job_kind, start_job
from repatriation.ledger.locking import lock_each
from repatriation.ledger.writing import record

FILED = gettext_noop("This import was confirmed already; the list is filed.")
NOT_READ = gettext_noop("This file is still being read. Wait for the preview, then confirm.")
READ_AGAIN = gettext_noop(
    "This file was read again while you looked at the preview. Nothing was saved; look at it again."
)
LABEL_MISSING = "label_missing"


@transaction.atomic
def start_import(
    *, batch: ExchangeBatch, data: bytes, name: str, by: User, side: Side | None = None
) -> ListImport:
    """Keep the file as it was sent, and have it read. Nothing of it is on the batch yet."""
    require(policies.why_not_list(by, batch))
    batch_workflow.require("list", batch.state)
    file = storage.store(data, name=name, by=by)
    side = side or own_side(by, batch)
    draft = ListImport.objects.create(batch=batch, side=side, file=file, started_by=by)
    record("exchanges.import_started", batch, by=by, file=file.sha256, draft=draft.pk)
    return _have_read(draft, by)


@transaction.atomic
def read_again(
    *,
    draft: ListImport,
    by: User,
    mapping: dict[str, str | None] | None = None,
    without_label: Iterable[int] | None = None,
) -> ListImport:
    """With the person's own mapping, or with rows marked "no label on the list"."""
    draft = _open(draft)
    if mapping is not None:
        draft.mapping = mapping
    if without_label is not None:
        draft.without_label = sorted({*draft.without_label, *without_label})
    draft.report = draft.lines = None
    draft.save()
    return _have_read(draft, by)


@transaction.atomic
def confirm_import(
    *, draft: ListImport, by: User, said_on: date | None = None, source: str = ""
) -> Manifest:
    """What was previewed, and nothing else, is filed. The draft forgets its lines."""
    batch = draft.batch  # as the caller read it
    draft = _open(draft)
    if draft.report is None:
        raise Conflict(Sentence(NOT_READ))
    manifest = file_list(
        batch=batch,
        file=draft.file,
        report=report_of(draft),
        by=by,
        side=Side(draft.side),
        said_on=said_on,
        source=source,
    )
    draft.manifest, draft.lines = manifest, None
    draft.save()
    return manifest


@job_kind("exchanges.read_list")
def read_list(step: Step) -> str:
    """The worker's part: no transaction is open while it reads."""
    draft = ListImport.objects.select_related("file", "batch").get(pk=step.job.subject_id)
    step.progress(0, 3)
    data = storage.read(draft.file)
    step.progress(1, 3)
    report = marked(read(data, draft.file.name, draft.mapping), draft.without_label)
    step.progress(2, 3)
    ListImport.objects.filter(pk=draft.pk, job=step.job, manifest=None).update(
        report=_report_data(report), lines=[asdict(line) for line in report.lines]
    )
    step.progress(3, 3)
    return draft.get_absolute_url()


def marked(report: Report, rows: Iterable[int]) -> Report:
    """These rows carry the words "no label on the list": said by a person, not guessed."""
    chosen = set(rows)
    if not chosen:
        return report
    problems = [p for p in report.problems if p.code != LABEL_MISSING or p.row not in chosen]
    lines = [
        replace(line, has_no_label=True)
        if line.row in chosen and not line.values.get("label")
        else line
        for line in report.lines
    ]
    return replace(report, problems=problems, lines=lines)


def report_of(draft: ListImport) -> Report:
    """The report of a draft that was read; without lines once it is filed."""
    data: dict[str, Any] = draft.report or {}
    problems = [
        Problem(p["row"], p["column"], p["code"], Sentence(**p["sentence"]), p["severity"])
        for p in data["problems"]
    ]
    return Report(
        fatal=Sentence(**data["fatal"]) if data["fatal"] else None,
        rows=data["rows"],
        mapping=dict(data["mapping"]),
        problems=problems,
        lines=[Line(**line) for line in draft.lines or []],
        read_as=ReadAs(**data["read_as"]),
    )


def tally_of(report: Report) -> dict[str, int]:
    """Each line once: it stops the import, or somebody should look at it, or it is ready."""
    lines = {line.row for line in report.lines}
    stops = {p.row for p in report.problems if p.severity == "error"} & lines
    warned = ({p.row for p in report.problems} & lines) - stops
    ready = len(lines) - len(stops) - len(warned)
    return {"ready": ready, "warned": len(warned), "stopped": len(stops)}


def _report_data(report: Report) -> dict[str, Any]:
    """Sentences as data, so that each reader is told in their own language; the mapping as pairs,
    because the store does not keep the order of keys."""
    return {
        "fatal": report.fatal.as_data() if report.fatal else None,
        "rows": report.rows,
        "tally": tally_of(report),
        "mapping": list(report.mapping.items()),
        "problems": [
            {
                "row": problem.row,
                "column": problem.column,
                "code": problem.code,
                "severity": problem.severity,
                "sentence": problem.sentence.as_data(),
            }
            for problem in report.problems
        ],
        "read_as": asdict(report.read_as),
    }


def _have_read(draft: ListImport, by: User) -> ListImport:
    draft.job = start_job("exchanges.read_list", subject=draft, by=by)
    draft.save(update_fields=["job"])
    return draft


def _open(seen: ListImport) -> ListImport:
    """Its job is its version: each reading is another one."""
    draft: ListImport = lock_each([seen])[0]
    if draft.manifest_id:
        raise Conflict(Sentence(FILED))
    if draft.job_id != seen.job_id:
        raise Stale(Sentence(READ_AGAIN))
    return draft
