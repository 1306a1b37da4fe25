"""People sought come in as files and go out as files: upload, preview, result; and the export."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from cases.dashboard.pages import ask_form
from cases.dashboard.people_file_forms import ExportForm, PeopleColumnsForm, PeopleFileForm
from cases.dashboard.people_file_shown import import_shown, progress_of
from cases.models import PersonExport, PersonImport
from cases.operations.exporting_people import start_people_export, take_people_export
from cases.operations.importing_people import (
    read_people_again,
    save_people,
    start_people_import,
)
from cases.policies.person_files import why_not_export, why_not_import
from repatriation.dashboard.forms import posted
from repatriation.dashboard.pages import SignedIn, refusals_to_messages

PEOPLE = gettext_lazy("People sought")
RECENT = 20


def crumbs() -> list[tuple[Any, str]]:
    return [(PEOPLE, reverse("cases:people"))]


@login_required
def imports(request: SignedIn) -> HttpResponse:
    """A new one, and those of the own agency."""
    form = PeopleFileForm(posted(request), request.FILES or None)

    def save(file: Any) -> PersonImport:
        return start_people_import(data=file.read(), name=file.name, by=request.user)

    earlier = PersonImport.objects.visible_to(request.user).select_related("file", "started_by")
    return ask_form(
        request,
        form,
        save,
        crumbs=crumbs(),
        template="cases/people_imports.html",
        title=_("Import people sought"),
        lead=_("The file is read and shown first: nobody is saved before you have looked."),
        submit=_("Read the file"),
        why_not=why_not_import(request.user),
        earlier=earlier.order_by("-pk")[:RECENT],
    )


def import_of(request: SignedIn, pk: int) -> PersonImport:
    drafts = PersonImport.objects.visible_to(request.user)
    return get_object_or_404(drafts.select_related("file", "job", "saving", "started_by"), pk=pk)


@login_required
def one_import(request: SignedIn, pk: int) -> HttpResponse:
    draft = import_of(request, pk)
    return render(request, "cases/people_import.html", import_shown(request, draft))


@login_required
@require_POST
@refusals_to_messages
def read(request: SignedIn, pk: int) -> HttpResponse:
    """Again, with what a person chose for each column and for the dates."""
    draft = _as_seen(request, import_of(request, pk))
    mapping = dict((draft.report or {}).get("mapping", []))
    form = PeopleColumnsForm(request.POST, mapping=mapping)
    if draft.report and form.is_valid() and "date_order" in request.POST:
        order = form.cleaned_data["date_order"]
        read_people_again(draft=draft, by=request.user, mapping=form.chosen, date_order=order)
    else:
        read_people_again(draft=draft, by=request.user)
    return redirect(draft)


@login_required
@require_POST
@refusals_to_messages
def save(request: SignedIn, pk: int) -> HttpResponse:
    draft = _as_seen(request, import_of(request, pk))
    save_people(draft=draft, by=request.user, opens_likely="opens_likely" in request.POST)
    return redirect(draft)


def _as_seen(request: SignedIn, draft: PersonImport) -> PersonImport:
    """As the person saw it: each reading is another one."""
    job = request.POST.get("job", "")
    draft.job_id = int(job) if job.isdecimal() and len(job) < 19 else 0
    return draft


@login_required
def new_export(request: SignedIn) -> HttpResponse:
    """Made by a worker, and taken on the page of the export."""

    def make(format: str) -> PersonExport:
        return start_people_export(format=format, by=request.user)

    earlier = PersonExport.objects.visible_to(request.user).order_by("-pk")
    return ask_form(
        request,
        ExportForm(posted(request)),
        make,
        crumbs=crumbs(),
        template="cases/people_exports.html",
        title=_("Take out people sought"),
        lead=_(
            "A file of everybody whose record you read, with names and without contacts of "
            "relatives. Making it and each taking of it are written down."
        ),
        submit=_("Make the file"),
        why_not=why_not_export(request.user),
        earlier=earlier[:RECENT],
    )


@login_required
def export(request: SignedIn, pk: int) -> HttpResponse:
    made = _export_of(request, pk)
    title, here = _("The file is being made"), made.get_absolute_url()
    job = progress_of(made.job, title, here, request.user) if made.job else None
    return render(request, "cases/people_export.html", {"made": made, "job": job})


@login_required
@refusals_to_messages
def take(request: SignedIn, pk: int) -> HttpResponse:
    """By a press: who comes here otherwise, from proving who they are, is led to its page."""
    made = _export_of(request, pk)
    if request.method != "POST":
        return redirect(made)
    data, media_type = take_people_export(export=made, by=request.user)
    name = made.file.name if made.file else ""
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(data, content_type=media_type, headers=headers)


def _export_of(request: SignedIn, pk: int) -> PersonExport:
    made = PersonExport.objects.visible_to(request.user).select_related("file", "job")
    return get_object_or_404(made, pk=pk)
