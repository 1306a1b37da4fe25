"""Labels to stick on a bag or a box: our reference, and never a name; the sender's own label may
hold one, so it is not printed either."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases.models import Container, RemainsCase
from repatriation.dashboard.formats import day_text
from repatriation.dashboard.pages import SignedIn
from repatriation.documents.labels import THREE_BY_EIGHT, TWO_BY_FOUR, Label, label_sheet
from repatriation.ledger.clock import now

LAYOUTS = {"small": THREE_BY_EIGHT, "large": TWO_BY_FOUR}


def pdf_of(
    rows: Iterable[Container | RemainsCase], *, layout: str = "small", skip: int = 0
) -> HttpResponse:
    rows = list(rows)
    title = str(rows[0]) if len(rows) == 1 else _("Labels")
    data = label_sheet(
        map(label_of, rows),
        title=title,
        is_demonstration=settings.IS_DEMONSTRATION,
        layout=LAYOUTS[layout],
        skip=skip,
        printed_at=now(),
    )
    name = f"{rows[0].reference if len(rows) == 1 else 'labels'}.pdf"
    disposition = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(data, content_type="application/pdf", headers=disposition)


def label_of(row: Container | RemainsCase) -> Label:
    lines = [str(row.get_kind_display())]
    if isinstance(row, RemainsCase):
        lines += [_("from %(origin)s") % {"origin": row.origin}, day_text(row.numbered_at)]
    else:
        lines += [str(row.responsible)]
    return Label(row.reference, row.reference, tuple(filter(None, lines)))


@login_required
def container_label(request: SignedIn, reference: str) -> HttpResponse:
    rows = Container.objects.visible_to(request.user).for_pages()
    return pdf_of([get_object_or_404(rows, reference=reference)])


@login_required
def case_label(request: SignedIn, reference: str) -> HttpResponse:
    rows = RemainsCase.objects.visible_to(request.user).select_related("container", "recovery_site")
    return pdf_of([get_object_or_404(rows, reference=reference)])
