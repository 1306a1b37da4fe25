"""The page of a batch, and its forms."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cases.models import TallySheet
from exchanges.dashboard.batch_deeds import DEEDS
from exchanges.dashboard.batch_forms import CountForm, PaperForm, SharesForm, SheetForm
from exchanges.dashboard.batch_page import batch_page
from exchanges.dashboard.deeds import confirmed, deed_at
from exchanges.dashboard.figures import figures_of
from exchanges.dashboard.records import get_batch
from exchanges.dashboard.trail import around_batch
from exchanges.models import ExchangeBatch
from exchanges.operations.allocating import plan_shares
from exchanges.operations.counting import count_batch
from exchanges.operations.handover import open_handover_sheet
from exchanges.operations.room import movable, proposed, room_for
from exchanges.operations.sealing import record_seal
from exchanges.policies.batches import batch_moves
from exchanges.policies.moves import every_batch_move
from exchanges.states import RoundState
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
    why_not = every_batch_move(request.user, seen)[deed.verb]
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
    """All shares in one form: what is proposed, or what is planned already."""
    seen = get_batch(request, reference)
    rooms = room_for(seen) if seen.receiver.party_id == request.user.party_id else []
    proposal = proposed(seen, rooms)
    planned = {room.mortuary.pk: room.planned for room in rooms}
    shown = planned if any(planned.values()) else proposal.shares
    form = SharesForm(posted(request), rooms=rooms, proposal=shown)

    def save(because: str, **_numbers: Any) -> ExchangeBatch:
        numbers = form.numbers()
        plan_shares(batch=as_seen(request, seen), numbers=numbers, because=because, by=request.user)
        said = {"number": counted(sum(numbers.values()), "containers")}
        messages.success(request, _("%(number)s allocated.") % said)
        return seen

    page = around_batch(seen, _("Allocate to mortuaries")) | {
        "lead": allocating_text(movable(seen), proposal.left),
        "why_not": batch_moves(request.user, seen)["allocate"],
        "submit": _("Allocate"),
    }
    return form_page(request, form, save, template=FORM, row=seen, **page)


def allocating_text(number: int, left: int) -> str:
    said = _(
        "%(number)s can be allocated, in the order of the list. The numbers are proposed by free "
        "places; change them as you know better. A mortuary is told when its share is sent."
    ) % {"number": counted(number, "containers")}
    if not left:
        return said
    more = _("Without a free place: %(left)s. Say who takes them, and why.")
    return f"{said} {more % {'left': counted(left, 'containers')}}"


def _become(seen: ExchangeBatch) -> str:
    """What ending the handover makes of those that were not scanned."""
    if seen.round.state == RoundState.BROKEN_OFF:
        return _("recorded as taken back by the sender")
    return _("recorded as not presented, each with a discrepancy")


def _params(seen: ExchangeBatch, request: SignedIn) -> dict[str, object]:
    """The figures that the sentences of a confirm page name."""
    figures = figures_of([seen], request.user)[seen.pk]
    in_force = figures.list_in_force
    missing = figures.waiting
    return {
        "batch": seen,
        "sender": seen.sender,
        "number": in_force.number if in_force else "–",
        "scanned": counted(figures.handed_over, "containers"),
        "missing": number_text(missing),
        "become": _become(seen),
        "listed": number_text(figures.listed or 0),
        "intake": number_text(figures.counted_at_intake or 0),
    }
