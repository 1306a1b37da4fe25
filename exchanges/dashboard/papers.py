"""What is printed for the day: labels, the list to tick off, and an empty tally sheet."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import F, QuerySet
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from exchanges.dashboard.badges import outcome_badge
from exchanges.dashboard.files import attachment
from exchanges.dashboard.records import get_batch
from exchanges.dashboard.sources import direction_of
from exchanges.models import BatchPlace, ExchangeBatch
from repatriation.dashboard.formats import day_text
from repatriation.dashboard.pages import SignedIn
from repatriation.documents.document import Column, Imprint
from repatriation.documents.labels import Label, label_sheet
from repatriation.documents.tables import table_sheet
from repatriation.files.media_types import PDF

BLANK_ROWS = 24


@login_required
def labels(request: SignedIn, reference: str) -> HttpResponse:
    """One for each container; the sender's label and ours, never a name."""
    batch = get_batch(request, reference)
    made = [
        Label(place.container.reference, place.container.reference, (place.container.label,))
        for place in _places(request, batch)
    ]
    title = _("Labels of batch %(batch)s") % {"batch": batch}
    sheet = label_sheet(made, title=title, is_demonstration=settings.IS_DEMONSTRATION)
    return attachment(sheet, PDF, f"{reference}-labels.pdf")


@login_required
def handover_list(request: SignedIn, reference: str) -> HttpResponse:
    """To tick off at the venue; without the claimed names, because paper is left lying about."""
    batch = get_batch(request, reference)
    rows = [
        (
            place.line.position if place.line else "–",
            place.container.label or _("no label"),
            place.container.reference,
            place.container.get_kind_display(),
            place.container.seal,
            outcome_badge(place, is_in_dispute=False).label if place.outcome else "",
        )
        for place in _places(request, batch)
    ]
    columns = [
        Column(_("Line"), 0.6, "R"),
        Column(_("Label as sent"), 2),
        Column(_("Our reference"), 1.8),
        Column(_("Kind"), 0.8),
        Column(_("Seal"), 1.2),
        Column(_("Outcome"), 1.4),
    ]
    title = _("Handover list")
    return _sheet(request, batch, title, "list", columns=columns, rows=rows)


@login_required
def tally_sheet(request: SignedIn, reference: str) -> HttpResponse:
    """For the day without a phone: what is written here is entered later, and marked so."""
    batch = get_batch(request, reference)
    columns = [
        Column(_("Label or reference"), 3),
        Column(_("Seal"), 1.5),
        Column(_("Time"), 1),
        Column(_("Remarks"), 3),
    ]
    title = _("Tally sheet")
    return _sheet(request, batch, title, "tally-sheet", columns=columns, blank_rows=BLANK_ROWS)


def _sheet(request: SignedIn, batch: ExchangeBatch, title: str, name: str, **table) -> HttpResponse:
    imprint = Imprint(
        str(request.user.agency or ""),
        timezone.now(),
        is_demonstration=settings.IS_DEMONSTRATION,
    )
    paper = table_sheet(
        title=title,
        imprint=imprint,
        reference=batch.reference,
        facts=_facts(batch),
        signers=[_("Handed over by"), _("Received by"), _("Witness")],
        **table,
    )
    return attachment(paper, PDF, f"{batch.reference}-{name}.pdf")


def _facts(batch: ExchangeBatch) -> list[tuple[object, object]]:
    on = batch.round.date
    return [
        (_("Direction"), direction_of(batch)),
        (_("Round"), batch.round.reference),
        (_("Date"), day_text(on, is_long=True) if on else "–"),
        (_("Venue"), str(batch.round.venue or "–")),
        (_("Digest of the seal"), batch.sealed_digest or "–"),
    ]


def _places(request: SignedIn, batch: ExchangeBatch) -> QuerySet[BatchPlace]:
    """In the order of the list; who sees no container has nothing to print."""
    places = (
        BatchPlace.objects.visible_to(request.user)
        .filter(batch=batch)
        .exclude(outcome=BatchPlace.Outcome.WITHDRAWN)
        .select_related("container", "line")
        .order_by(F("line__position").asc(nulls_last=True), "pk")
    )
    if not places:
        raise Http404
    return places
