"""A file is looked at before anything is saved: kept, read by a worker, corrected, confirmed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.db import transaction

from exchanges.manifests import Order, Report, read
from exchanges.models import ExchangeBatch, ListImport, Manifest, Side
from exchanges.operations.drafts import (
    choices_of,
    open_draft,
    report_data,
    report_of,
    stage_lines,
    sweep_lines,
)
from exchanges.operations.listing import file_list
from exchanges.operations.saved_columns import as_choices, remembered_for
from exchanges.operations.submitting import require_list_of_a_size
from exchanges.policies import batches as policies
from exchanges.policies.sides import own_side
from exchanges.states import batch_workflow
from repatriation.accounts.models import User
from repatriation.errors import Conflict, Sentence, gettext_noop, require
from repatriation.files import storage
from repatriation.jobs.running import Step, cancel_job, job_kind, start_job
from repatriation.ledger.writing import record

NOT_READ = gettext_noop("This file is still being read. Wait for the preview, then confirm.")
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
    mapping: Mapping[str, str | None] | None = None,
    date_order: Mapping[str, Order] | None = None,
    without_label: Iterable[int] | None = None,
) -> ListImport:
    """With the person's own mapping and dates, or with rows marked "no label on the list". What is
    not said now stays as it was for the preview. Nothing said is only another try."""
    draft = open_draft(draft)
    if mapping is not None or date_order is not None:
        before = choices_of(draft)
        draft.mapping = dict(before.mapping if mapping is None else mapping)
        draft.date_order = dict(before.date_order if date_order is None else date_order)
    if without_label is not None:
        draft.without_label = sorted({*draft.without_label, *without_label})
    return _have_read(draft, by)


@transaction.atomic
def read_as_new(*, draft: ListImport, by: User) -> ListImport:
    """As if nothing was saved for lists of this sender, and nothing was chosen."""
    draft = open_draft(draft)
    draft.mapping, draft.date_order, draft.is_read_as_new = None, {}, True
    return _have_read(draft, by)


@transaction.atomic
def confirm_import(
    *, draft: ListImport, by: User, said_on: date | None = None, source: str = ""
) -> Manifest:
    """What was previewed, and nothing else, is filed. The draft forgets its lines."""
    batch = draft.batch  # as the caller read it
    draft = open_draft(draft)
    if draft.report is None:
        raise Conflict(Sentence(NOT_READ))
    require_list_of_a_size(draft.report["rows"])
    manifest = file_list(
        batch=batch,
        file=draft.file,
        report=report_of(draft),
        by=by,
        side=Side(draft.side),
        said_on=said_on,
        source=source,
    )
    sweep_lines(draft)
    draft.manifest = manifest
    draft.save(update_fields=["manifest"])
    return manifest


@job_kind("exchanges.read_list")
def read_list(step: Step) -> str:
    """The worker's part: no transaction is open while it reads. It reads each line and then keeps
    it, so it has done half when all are read."""
    draft = ListImport.objects.select_related(
        "file", "batch__sender", "batch__receiver", "started_by"
    ).get(pk=step.job.subject_id)
    step.progress(0, 0)
    data = storage.read(draft.file)
    own = draft.mapping is not None or draft.date_order or draft.is_read_as_new
    saved = [] if own else remembered_for(draft)
    known = as_choices(saved)
    report = read(
        data,
        draft.file.name,
        draft.mapping,
        draft.date_order,
        remembered=known,
        tell=lambda done, total: step.progress(done // 2, total),
    )
    report = marked(report, draft.without_label)
    total = len(report.lines)
    step.progress(total // 2, total)
    for kept in stage_lines(draft, step.job, report):
        step.progress((total + kept) // 2, total)
    used = next((one for one, how in zip(saved, known, strict=True) if how is report.choices), None)
    ListImport.objects.filter(pk=draft.pk, job=step.job, manifest=None).update(
        report=report_data(report), read_with=used
    )
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


def _have_read(draft: ListImport, by: User) -> ListImport:
    """An earlier reading that still goes on is not wanted any more."""
    if draft.job:
        cancel_job(job=draft.job, by=by)
    draft.report = draft.read_with = None
    draft.job = start_job("exchanges.read_list", subject=draft, by=by)
    draft.save()
    return draft
