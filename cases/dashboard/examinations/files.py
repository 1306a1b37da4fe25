"""Photographs and files of an examination: blurred on its page, shown when somebody asks."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header

from cases.dashboard.examinations.deeds import examination_of
from cases.models import Attachment, Examination
from cases.operations.attaching import show_attachment, viewings_of
from repatriation.accounts.models import User
from repatriation.dashboard.pages import SignedIn, refusals_to_messages
from repatriation.files import storage
from repatriation.files.media_types import JPEG, PDF


def shown_with(user: User, examination: Examination) -> list[tuple[Attachment, int]]:
    """Those of this examination and of the ones before it, each with its viewings."""
    rows = list(
        Attachment.objects.visible_to(user)
        .filter(examination__case=examination.case_id, examination__number__lte=examination.number)
        .select_related("examination", "added_by", "withdrawn_by")
        .order_by("examination__number", "number")
    )
    viewings = viewings_of(rows)
    return [(row, viewings[row.pk]) for row in rows]


@login_required
@refusals_to_messages
def file(request: SignedIn, reference: str, number: int) -> HttpResponse:
    """The content, by a press of who asks for it; a picture opens, a document is kept."""
    if request.method != "POST":
        return redirect(_attachment(request, reference, number).examination)
    data, media_type = show_attachment(
        attachment=_attachment(request, reference, number), by=request.user
    )
    named = content_disposition_header(media_type == PDF, f"{reference}-{number}")
    return _answer(data, media_type, {"Content-Disposition": named or "inline"})


@login_required
def preview(request: SignedIn, reference: str, number: int) -> HttpResponse:
    """Nothing can be made out in it: no viewing."""
    blurred = _attachment(request, reference, number).preview
    if blurred is None:
        raise Http404
    return _answer(storage.read(blurred), JPEG, {})


def _answer(data: bytes, media_type: str, headers: dict[str, Any]) -> HttpResponse:
    return HttpResponse(data, content_type=media_type, headers=headers)


def _attachment(request: SignedIn, reference: str, number: int) -> Attachment:
    """What was withdrawn is shown to nobody."""
    examination = examination_of(request, reference)
    rows = Attachment.objects.visible_to(request.user).filter(withdrawn_at=None)
    found: Attachment = get_object_or_404(
        rows.select_related("file", "preview"), examination=examination, number=number
    )
    return found
