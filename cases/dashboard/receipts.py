"""The receipt of the newest release of a case: which versions were issued, and a new one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.dashboard.cases import case_of
from cases.dashboard.pages import ask_form
from cases.models import Release, RemainsCase
from cases.operations.receipts import RECEIPT, issue_receipt
from cases.policies.papers import why_not_issue_receipt
from cases.states import ReleaseState
from repatriation.dashboard.forms import posted
from repatriation.dashboard.pages import SignedIn, as_seen
from repatriation.dashboard.paper_forms import LanguagesForm
from repatriation.documents.models import IssuedDocument
from repatriation.files import storage
from repatriation.files.media_types import PDF


@login_required
def receipt(request: SignedIn, reference: str) -> HttpResponse:
    case = case_of(request, reference)
    row = _newest(request, case)
    form = LanguagesForm(posted(request), first=get_language())
    name, back = "cases:case-receipt", reverse("cases:case-releases", args=[case.reference])

    def save(**_typed: Any) -> str:
        seen = as_seen(request, row)
        issued = issue_receipt(release=seen, by=request.user, languages=form.languages)
        messages.success(request, _("Version %(number)s is issued.") % {"number": issued.number})
        return reverse(name, args=[case.reference])

    issued = _issued(request, row).select_related("issued_by", "agency", "file").with_newer()
    return ask_form(
        request,
        form,
        save,
        row=row,
        template="cases/custody_record.html",
        crumbs=[(case.reference, case.get_absolute_url()), (_("Release"), back)],
        title=_("Receipt of remains"),
        kind=row.reference,
        lead=_("To be signed by who releases, who sees it and who receives. It prints no names."),
        submit=_("Issue a new version"),
        why_not=why_not_issue_receipt(request.user, case),
        papers=[(one, reverse(f"{name}-file", args=[case.reference, one.pk])) for one in issued],
    )


@login_required
def receipt_file(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    row = _newest(request, case_of(request, reference))
    issued = get_object_or_404(_issued(request, row).select_related("file"), pk=pk)
    disposition = content_disposition_header(True, issued.file.name)
    headers = {"Content-Disposition": disposition}
    return HttpResponse(storage.read(issued.file), content_type=PDF, headers=headers)


def _newest(request: SignedIn, case: RemainsCase) -> Release:
    rows = Release.objects.visible_to(request.user).filter(case=case)
    if row := rows.exclude(state=ReleaseState.WITHDRAWN).order_by("-pk").first():
        return row
    raise Http404


def _issued(request: SignedIn, row: Release) -> Any:
    return IssuedDocument.objects.visible_to(request.user).of(RECEIPT, row)
