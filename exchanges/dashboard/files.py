"""Handover lists as they were sent, and our own template of one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from exchanges.manifests.template import XLSX_TYPE, csv_template, xlsx_template
from exchanges.models import Manifest, Side
from repatriation.dashboard.pages import SignedIn
from repatriation.files import storage
from repatriation.language import say

TEMPLATE = "handover-list"


@login_required
def list_file(request: SignedIn, reference: str, number: int) -> HttpResponse:
    """Byte for byte as it came, for those who may read the names in it."""
    side = request.GET.get("side", Side.SENDER)
    lists = Manifest.objects.readable_by(request.user).filter(side=side).select_related("file")
    manifest = get_object_or_404(lists, batch__reference=reference, number=number)
    return attachment(storage.read(manifest.file), manifest.file.media_type, manifest.file.name)


@login_required
def list_template(_request: SignedIn, form: str) -> HttpResponse:
    """Canonical columns and nothing else: a list on it needs no guessing."""
    if form == "xlsx":
        return attachment(xlsx_template(say), XLSX_TYPE, f"{TEMPLATE}.xlsx")
    return attachment(csv_template(), "text/csv; charset=utf-8", f"{TEMPLATE}.csv")


def attachment(data: bytes, media_type: str, name: str) -> HttpResponse:
    """To be kept, never opened in the page: a file of somebody else's is not ours to trust."""
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(data, content_type=media_type, headers=headers)
