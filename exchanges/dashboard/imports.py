"""The import of a handover list: the file, a look at it, and only then a list."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from exchanges.dashboard.batch_forms import PaperForm
from exchanges.dashboard.import_forms import ColumnsForm, DatesForm, FileForm
from exchanges.dashboard.import_page import confirm_page, preview_page, progress_page
from exchanges.dashboard.problem_file import problem_file
from exchanges.dashboard.records import get_batch, get_draft
from exchanges.dashboard.trail import around_batch
from exchanges.models import ExchangeBatch, ListImport, Side
from exchanges.operations.drafts import questions_of
from exchanges.operations.importing import (
    LABEL_MISSING,
    confirm_import,
    read_again,
    read_as_new,
    start_import,
)
from exchanges.operations.saved_columns import save_columns, stop_columns
from exchanges.policies.batches import batch_moves
from exchanges.policies.sides import is_of_side
from repatriation.dashboard.formats import counted
from repatriation.dashboard.forms import form_page, posted
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages

CONFIRM = "exchanges/confirm.html"


@login_required
def import_new(request: SignedIn, reference: str) -> HttpResponse:
    seen = get_batch(request, reference)
    form = FileForm(posted(request), request.FILES or None, batch=seen, user=request.user)

    def save(file: Any, side: Side) -> ListImport:
        data, name = file.read(), file.name
        return start_import(batch=seen, side=side, data=data, name=name, by=request.user)

    page = around_batch(seen, _("Import a handover list")) | {
        "submit": _("Read the file"),
        "why_not": batch_moves(request.user, seen)["list"],
    }
    return form_page(request, form, save, template="exchanges/import_new.html", **page)


@login_required
def import_page(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    draft = get_draft(request, reference, pk)
    if draft.manifest:
        messages.success(request, _("This import was confirmed; the list is filed."))
        return redirect(draft.batch)
    if draft.report is None:
        return render(request, "exchanges/import_progress.html", progress_page(draft))
    if request.htmx:  # it was waiting for the worker
        return HttpResponseClientRefresh()
    return render(request, "exchanges/import.html", preview_page(request, draft))


@login_required
@require_POST
@refusals_to_messages
def columns(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """Read again, with what a person chose for each column."""
    draft = as_read(request, get_draft(request, reference, pk))
    form = ColumnsForm(request.POST, mapping=dict((draft.report or {}).get("mapping", [])))
    if form.is_valid():
        read_again(draft=draft, by=request.user, mapping=form.chosen)
    return redirect(draft)


@login_required
@require_POST
@refusals_to_messages
def dates(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """Read again, with what a person said comes first, the day or the month."""
    draft = as_read(request, get_draft(request, reference, pk))
    form = DatesForm(request.POST, **questions_of(draft))
    if form.is_valid():
        read_again(draft=draft, by=request.user, date_order=form.chosen)
    return redirect(draft)


@login_required
@require_POST
@refusals_to_messages
def again(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """Once more, after it was stopped or broke off."""
    draft = as_read(request, get_draft(request, reference, pk))
    read_again(draft=draft, by=request.user)
    return redirect(draft)


@login_required
@require_POST
@refusals_to_messages
def as_new(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """Without the saved columns; with `stop` they are not used for later files either."""
    draft = as_read(request, get_draft(request, reference, pk))
    if request.POST.get("stop") and draft.read_with:
        stop_columns(saved=draft.read_with, batch=draft.batch, by=request.user)
    read_as_new(draft=draft, by=request.user)
    return redirect(draft)


@login_required
@require_POST
@refusals_to_messages
def keep_columns(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    draft = as_read(request, get_draft(request, reference, pk))
    save_columns(draft=draft, by=request.user)
    messages.success(request, _("Saved. The next list with these headings is read like this one."))
    return redirect(draft)


@login_required
@require_POST
@refusals_to_messages
def no_label(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """A person says of all rows without a label that the list has none for them."""
    draft = as_read(request, get_draft(request, reference, pk))
    problems = (draft.report or {}).get("problems", [])
    rows = {one["row"] for one in problems if one["code"] == LABEL_MISSING}
    read_again(draft=draft, by=request.user, without_label=rows)
    return redirect(draft)


@login_required
def confirm(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """For the other side's list the dated message it came with is named."""
    draft = get_draft(request, reference, pk)
    is_own = is_of_side(request.user, draft.batch.agency_of(draft.side))
    form = Form(posted(request)) if is_own else PaperForm(posted(request))

    def save(**paper: Any) -> ExchangeBatch:
        as_seen(request, draft.batch)
        manifest = confirm_import(draft=as_read(request, draft), by=request.user, **paper)
        said = {"number": manifest.number, "lines": counted(manifest.lines.count(), "lines")}
        messages.success(request, _("List version %(number)s is filed, %(lines)s.") % said)
        return draft.batch

    page = confirm_page(draft, request.user)
    return form_page(request, form, save, template=CONFIRM, row=draft.batch, **page)


@login_required
def problems(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """For the sender."""
    return problem_file(get_draft(request, reference, pk))


def as_read(request: SignedIn, draft: ListImport) -> ListImport:
    """The draft as it stood when the form was drawn: each reading has a job of its own."""
    job = request.POST.get("job", "")
    draft.job_id = int(job) if job.isdecimal() and len(job) < 19 else 0
    return draft
