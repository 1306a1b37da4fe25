"""The custody record of a container or a case: which versions were issued, and a new one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.dashboard.cases import case_of
from cases.dashboard.containers import container_of
from cases.dashboard.pages import ask_form
from cases.models import Container, RemainsCase
from cases.operations.custody_records import RECORD, issue_custody_record
from cases.policies.papers import why_not_issue_custody_record
from repatriation.dashboard.forms import posted
from repatriation.dashboard.pages import SignedIn, as_seen
from repatriation.dashboard.paper_forms import LanguagesForm
from repatriation.documents.models import IssuedDocument
from repatriation.files import storage
from repatriation.files.media_types import PDF


@login_required
def of_container(request: SignedIn, reference: str) -> HttpResponse:
    return _page(request, container_of(request, reference))


@login_required
def of_case(request: SignedIn, reference: str) -> HttpResponse:
    return _page(request, case_of(request, reference))


@login_required
def container_file(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    return _file(request, container_of(request, reference), pk)


@login_required
def case_file(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    return _file(request, case_of(request, reference), pk)


def _page(request: SignedIn, row: Container | RemainsCase) -> HttpResponse:
    form = LanguagesForm(posted(request), first=get_language())
    name = f"cases:{row.custody_field}-record"

    def save(**_typed: Any) -> str:
        seen = as_seen(request, row)
        issued = issue_custody_record(row=seen, by=request.user, languages=form.languages)
        messages.success(request, _("Version %(number)s is issued.") % {"number": issued.number})
        return reverse(name, args=[row.reference])

    issued = _issued(request, row).select_related("issued_by", "agency", "file").with_newer()
    return ask_form(
        request,
        form,
        save,
        row=row,
        template="cases/custody_record.html",
        crumbs=[(row.reference, row.get_absolute_url())],
        title=_("Custody record"),
        kind=row.reference,
        lead=_("Every act in its order, with gaps and corrections, as it stands now."),
        submit=_("Issue a new version"),
        why_not=why_not_issue_custody_record(request.user),
        papers=[(one, reverse(f"{name}-file", args=[row.reference, one.pk])) for one in issued],
    )


def _issued(request: SignedIn, row: Container | RemainsCase) -> Any:
    return IssuedDocument.objects.visible_to(request.user).of(RECORD, row)


def _file(request: SignedIn, row: Container | RemainsCase, pk: int) -> HttpResponse:
    issued = get_object_or_404(_issued(request, row).select_related("file"), pk=pk)
    disposition = content_disposition_header(True, issued.file.name)
    headers = {"Content-Disposition": disposition}
    return HttpResponse(storage.read(issued.file), content_type=PDF, headers=headers)
