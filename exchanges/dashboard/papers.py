"""What is printed for the day: labels, the list to tick off, and an empty tally sheet."""

import re

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchanges.dashboard.badges import outcome_badge
from exchanges.dashboard.files import attachment
from exchanges.dashboard.records import get_batch
from exchanges.dashboard.sources import direction_of
from exchanges.dashboard.trail import around_batch
from exchanges.models import BatchPlace, ExchangeBatch
from exchanges.operations.acts.blank import blank_act as made_blank
from exchanges.operations.printing import (
    MANY,
    ask_for_labels,
    labels_made,
    labels_of,
    name_of,
    places_to_print,
)
from repatriation.dashboard.addresses import KeyConverter
from repatriation.dashboard.components import Move
from repatriation.dashboard.formats import day_text, number_text
from repatriation.dashboard.pages import SignedIn
from repatriation.dashboard.paper_forms import paper_languages
from repatriation.documents.blank import blank_tally_sheet
from repatriation.documents.document import Column, Imprint
from repatriation.documents.tables import table_sheet
from repatriation.documents.voice import Voice
from repatriation.files import storage
from repatriation.files.media_types import PDF

SIGNERS = (gettext_lazy("Handed over by"), gettext_lazy("Received by"), gettext_lazy("Witness"))


@login_required
def labels(request: SignedIn, reference: str) -> HttpResponse:
    """At once where they are few. Many are asked for, made by a worker, and fetched here."""
    batch = get_batch(request, reference)
    if made := request.GET.get("made"):
        file = get_object_or_404(labels_made(batch, request.user), pk=_key(made))
        return attachment(storage.read(file), PDF, file.name)
    places = _places(request, batch)
    if len(places) <= MANY:
        return attachment(labels_of(batch, list(places)), PDF, name_of(batch))
    if request.method == "POST":
        return redirect(ask_for_labels(batch=batch, by=request.user))
    return render(request, "exchanges/confirm.html", _asked_for_labels(request, batch, len(places)))


def _key(text: str) -> int:
    """What is no key is nobody's."""
    return int(text) if re.fullmatch(KeyConverter.regex, text, re.ASCII) else 0


def _asked_for_labels(request: SignedIn, batch: ExchangeBatch, many: int) -> dict[str, object]:
    label = _("Make the labels")
    says = _("%(number)s labels take a moment. They are made while you go on with something else.")
    return around_batch(batch, _("Labels for all containers")) | {
        "move": Move("labels", label, request.path),
        "says": says % {"number": number_text(many)},
    }


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
    paper = blank_tally_sheet(
        title=_("Tally sheet"),
        imprint=_imprint(request),
        reference=batch.reference,
        facts=_facts(batch),
        header=[_("Vehicle"), _("Place"), _("Date"), *SIGNERS],
        signers=SIGNERS,
    )
    return attachment(paper, PDF, f"{batch.reference}-tally-sheet.pdf")


@login_required
def blank_act(request: SignedIn, reference: str) -> HttpResponse:
    """In the languages that the house offers, or in those that `lang` names."""
    batch = get_batch(request, reference)
    spoken = dict(settings.LANGUAGES)
    asked = [one for one in request.GET.getlist("lang") if one in spoken][:2]
    voice = Voice(tuple(dict.fromkeys(asked or paper_languages())))
    paper = made_blank(batch, voice, str(request.user.agency or ""))
    return attachment(paper, PDF, f"{batch.reference}-blank-act.pdf")


def _imprint(request: SignedIn) -> Imprint:
    issuer = str(request.user.agency or "")
    return Imprint(issuer, timezone.now(), is_demonstration=settings.IS_DEMONSTRATION)


def _sheet(request: SignedIn, batch: ExchangeBatch, title: str, name: str, **table) -> HttpResponse:
    paper = table_sheet(
        title=title,
        imprint=_imprint(request),
        reference=batch.reference,
        facts=_facts(batch),
        signers=SIGNERS,
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
    """Who sees no container has nothing to print."""
    places = places_to_print(batch, request.user)
    if not places:
        raise Http404
    return places
