"""What is printed for the day: labels, the list to tick off, and an empty tally sheet."""

import re

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exchanges.dashboard.files import attachment
from exchanges.dashboard.records import get_batch
from exchanges.dashboard.sources import direction_of
from exchanges.dashboard.trail import around_batch
from exchanges.models import BatchPlace, ExchangeBatch
from exchanges.operations.acts.blank import blank_act as made_blank
from exchanges.operations.handover_lists import SIGNERS, handover_list
from exchanges.operations.printing import (
    MANY,
    ask_for_labels,
    ask_for_list,
    labelled_before,
    made_for,
    name_of,
    places_to_print,
    print_labels,
)
from repatriation.dashboard.addresses import KeyConverter
from repatriation.dashboard.components import Move
from repatriation.dashboard.formats import day_text, number_text
from repatriation.dashboard.pages import SignedIn
from repatriation.dashboard.paper_forms import paper_languages
from repatriation.documents.blank import blank_tally_sheet
from repatriation.documents.document import Imprint
from repatriation.documents.voice import Voice
from repatriation.files import storage
from repatriation.files.media_types import PDF


@login_required
def labels(request: SignedIn, reference: str) -> HttpResponse:
    """Asked again before they are printed, for each printing is recorded. Many are made by a
    worker, and fetched here."""
    batch = get_batch(request, reference)
    if made := request.GET.get("made"):
        return _made(request, batch, made, "labels")
    places = list(_places(request, batch))
    if request.method != "POST":
        asked = _asked_for_labels(request, batch, places)
        return render(request, "exchanges/confirm.html", asked)
    if len(places) > MANY:
        return redirect(ask_for_labels(batch=batch, by=request.user))
    sheet = print_labels(batch=batch, places=places, by=request.user)
    return attachment(sheet, PDF, name_of(batch, "labels"))


@login_required
def list_paper(request: SignedIn, reference: str) -> HttpResponse:
    """At once where it is short; a long one is asked for, made by a worker, and fetched here."""
    batch = get_batch(request, reference)
    if made := request.GET.get("made"):
        return _made(request, batch, made, "list-paper")
    places = list(_places(request, batch))
    if len(places) <= MANY:
        sheet = handover_list(batch, places, str(request.user.home))
        return attachment(sheet, PDF, name_of(batch, "list-paper"))
    if request.method == "POST":
        return redirect(ask_for_list(batch=batch, by=request.user))
    return render(request, "exchanges/confirm.html", _asked_for_list(request, batch, len(places)))


def _made(request: SignedIn, batch: ExchangeBatch, made: str, address: str) -> HttpResponse:
    file = get_object_or_404(made_for(batch, request.user, address), pk=_key(made))
    return attachment(storage.read(file), PDF, file.name)


def _key(text: str) -> int:
    """What is no key is nobody's."""
    return int(text) if re.fullmatch(KeyConverter.regex, text, re.ASCII) else 0


def _asked_for_labels(
    request: SignedIn, batch: ExchangeBatch, places: list[BatchPlace]
) -> dict[str, object]:
    many, before = len(places), labelled_before(places)
    says = ngettext(
        "%(number)s label is printed, and recorded.",
        "%(number)s labels are printed, and recorded.",
        many,
    ) % {"number": number_text(many)}
    if many > MANY:
        says += " " + _("They take a moment, and are made while you go on with something else.")
    if before:
        again = _(
            "Printed before: %(number)s. A new label is marked as a reprint. Take the old one off "
            "first, so that no other bag gets it."
        )
        says += " " + again % {"number": number_text(before)}
    return _asked(request, batch, _("Labels for all containers"), _("Make the labels"), says)


def _asked_for_list(request: SignedIn, batch: ExchangeBatch, many: int) -> dict[str, object]:
    says = _("A list of %(number)s lines is made while you go on with something else.")
    title = _("Handover list")
    return _asked(request, batch, title, _("Make the list"), says % {"number": number_text(many)})


def _asked(
    request: SignedIn, batch: ExchangeBatch, title: str, label: str, says: str
) -> dict[str, object]:
    move = Move("print", label, request.path)
    return around_batch(batch, title) | {"move": move, "says": says}


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
