"""Labels to stick on a bag or a box: our reference, and never a name; the sender's own label may
hold one, so it is not printed either. One that was printed before says so."""

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from cases.models import Container, RemainsCase
from repatriation.dashboard.formats import day_text
from repatriation.documents.labels import THREE_BY_EIGHT, TWO_BY_FOUR, Label, label_sheet
from repatriation.ledger.clock import now

LAYOUTS = {"small": THREE_BY_EIGHT, "large": TWO_BY_FOUR}


def pdf_of(
    rows: Sequence[Container | RemainsCase],
    numbers: Mapping[int, int],
    *,
    layout: str = "small",
    skip: int = 0,
) -> HttpResponse:
    """`numbers`: which printing it is of each."""
    title = str(rows[0]) if len(rows) == 1 else _("Labels")
    data = label_sheet(
        (label_of(row, numbers[row.pk]) for row in rows),
        title=title,
        is_demonstration=settings.IS_DEMONSTRATION,
        layout=LAYOUTS[layout],
        skip=skip,
        printed_at=now(),
    )
    name = f"{rows[0].reference if len(rows) == 1 else 'labels'}.pdf"
    disposition = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(data, content_type="application/pdf", headers=disposition)


def label_of(row: Container | RemainsCase, number: int) -> Label:
    lines = [str(row.get_kind_display())]
    if isinstance(row, RemainsCase):
        lines += [_("from %(origin)s") % {"origin": row.origin}, day_text(row.numbered_at)]
    else:
        lines += [str(row.responsible)]
    if number > 1:
        lines.append(_("Reprint, no. %(number)s") % {"number": number})
    return Label(row.reference, row.reference, tuple(filter(None, lines)))
