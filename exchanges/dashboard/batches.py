"""The page of a batch, and its forms."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cases.models import TallySheet
from exchanges.dashboard.batch_deeds import DEEDS
from exchanges.dashboard.batch_forms import AllocateForm, CountForm, PaperForm, SheetForm
from exchanges.dashboard.batch_page import batch_page
from exchanges.dashboard.deeds import confirmed, deed_at
from exchanges.dashboard.figures import figures_of
from exchanges.dashboard.records import get_batch
from exchanges.dashboard.trail import around_batch
from exchanges.models import ExchangeBatch
from exchanges.operations.allocating import allocate_containers
from exchanges.operations.counting import count_batch
from exchanges.operations.handover import open_handover_sheet
from exchanges.operations.sealing import record_seal
from exchanges.policies.batches import batch_moves
from repatriation.dashboard.formats import counted, number_text
from repatriation.dashboard.forms import form_page, posted
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages

FORM = "exchanges/form.html"


@login_required
def batch(request: SignedIn, reference: str) -> HttpResponse:
    seen = get_batch(request, reference)
    return render(request, "exchanges/batch.html", batch_page(request, seen))


@login_required
@refusals_to_messages
def batch_move(request: SignedIn, reference: str, move: str) -> HttpResponse:
    deed = deed_at(move, DEEDS)
    seen = get_batch(request, reference)
    why_not = batch_moves(request.user, seen)[deed.verb]
    params = _params(seen, request)
    page = around_batch(seen, deed.label)
    return confirmed(request, deed, seen, why_not, params=params, page=page)


@login_required
def count(request: SignedIn, reference: str) -> HttpResponse:
    """Before the seal, by somebody who did not pack."""
    seen = get_batch(request, reference)
    form = CountForm(posted(request), batch=seen)

    def save(**typed: Any) -> ExchangeBatch:
        count_batch(batch=as_seen(request, seen), by=request.user, **typed)
        messages.success(request, _("Your count is recorded."))
        return seen

    page = around_batch(seen, _("Record the count before the seal")) | {
        "lead": _("Whoever packed does not count. A count is never edited; a new one counts."),
        "why_not": batch_moves(request.user, seen)["count"],
        "submit": _("Record the count"),
    }
    return form_page(request, form, save, template=FORM, row=seen, **page)


@login_required
def record_declaration(request: SignedIn, reference: str) -> HttpResponse:
    """The sender seals on paper; the check of a second person is what seals."""
    seen = get_batch(request, reference)
    form = PaperForm(posted(request))

    def save(**paper: Any) -> ExchangeBatch:
        record_seal(batch=as_seen(request, seen), by=request.user, **paper)
        messages.success(request, _("It is recorded, and waits for a second person to read it."))
        return seen

    page = around_batch(seen, _("Record the sender's declaration")) | {
        "lead": _("The sender declares on paper that this list is what goes."),
        "why_not": batch_moves(request.user, seen)["record_seal"],
        "submit": _("Record"),
    }
    return form_page(request, form, save, template=FORM, row=seen, **page)


@login_required
def new_sheet(request: SignedIn, reference: str) -> HttpResponse:
    """One header for a vehicle at the venue; several phones may scan into one sheet."""
    seen = get_batch(request, reference)
    form = SheetForm(posted(request), venue=str(seen.round.venue or ""))

    def save(**header: Any) -> TallySheet:
        return open_handover_sheet(batch=seen, by=request.user, **header)

    page = around_batch(seen, _("Open a tally sheet")) | {
        "lead": _("One sheet for a vehicle. Several phones may scan into it."),
        "why_not": batch_moves(request.user, seen)["hand_over"],
        "submit": _("Open and scan"),
    }
    return form_page(request, form, save, template=FORM, **page)


@login_required
def allocate(request: SignedIn, reference: str) -> HttpResponse:
    seen = get_batch(request, reference)
    free = seen.places.filter(outcome="handed_over", allocation=None, left_at=None).count()
    form = AllocateForm(posted(request), user=request.user, free=free)

    def save(**share: Any) -> ExchangeBatch:
        made = allocate_containers(batch=as_seen(request, seen), by=request.user, **share)
        said = {"number": counted(share["count"], "containers"), "mortuary": made.mortuary}
        messages.success(request, _("%(number)s allocated to %(mortuary)s.") % said)
        return seen

    page = around_batch(seen, _("Allocate to a mortuary")) | {
        "lead": _("By capacity, in the order of the list. The mortuary is told when it is sent."),
        "why_not": batch_moves(request.user, seen)["allocate"],
        "submit": _("Allocate"),
    }
    return form_page(request, form, save, template=FORM, row=seen, **page)


def _params(seen: ExchangeBatch, request: SignedIn) -> dict[str, object]:
    """The figures that the sentences of a confirm page name."""
    figures = figures_of([seen], request.user)[seen.pk]
    in_force = figures.list_in_force
    missing = max(figures.standing - figures.handed_over, 0)
    return {
        "batch": seen,
        "sender": seen.sender,
        "number": in_force.number if in_force else "–",
        "scanned": counted(figures.handed_over, "containers"),
        "missing": number_text(missing),
        "listed": number_text(figures.listed or 0),
        "intake": number_text(figures.counted_at_intake or 0),
    }
