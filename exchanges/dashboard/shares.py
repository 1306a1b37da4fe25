"""A mortuary's share: sent on, received with a tally sheet, its intake ended."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from cases.models import TallySheet
from cases.states import ARRIVED
from exchanges.dashboard.batch_deeds import SHARE_DEEDS
from exchanges.dashboard.batch_forms import ReceiptSheetForm
from exchanges.dashboard.batches import FORM
from exchanges.dashboard.deeds import confirmed, deed_at
from exchanges.dashboard.records import get_batch, get_share
from exchanges.dashboard.trail import around_batch
from exchanges.models import Allocation
from exchanges.operations.intake import open_receipt_sheet
from exchanges.policies.allocations import allocation_moves
from repatriation.dashboard.formats import counted, number_text
from repatriation.dashboard.forms import form_page, posted
from repatriation.dashboard.pages import SignedIn


@login_required
def share_move(request: SignedIn, reference: str, pk: int, move: str) -> HttpResponse:
    deed = deed_at(move, SHARE_DEEDS)
    share = get_share(request, reference, pk)
    why_not = allocation_moves(request.user, share)[deed.verb]
    page = around_batch(get_batch(request, reference), deed.label)
    return confirmed(request, deed, share, why_not, params=_params(share), page=page)


@login_required
def new_receipt_sheet(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    share = get_share(request, reference, pk)
    form = ReceiptSheetForm(posted(request), share=share, user=request.user)

    def save(**header: Any) -> TallySheet:
        return open_receipt_sheet(allocation=share, by=request.user, **header)

    page = around_batch(get_batch(request, reference), _("Open a tally sheet")) | {
        "lead": _("One sheet for a bay. Two people receive, or one says why alone."),
        "why_not": allocation_moves(request.user, share)["receive"],
        "submit": _("Open and scan"),
    }
    return form_page(request, form, save, template=FORM, **page)


def _params(share: Allocation) -> dict[str, object]:
    """The figures that the sentences of a confirm page name."""
    all_of_it = share.places.count()
    received = share.places.filter(container__state__in=ARRIVED).count()
    return {
        "batch": share.batch,
        "mortuary": share.mortuary,
        "containers": counted(all_of_it, "containers"),
        "received": counted(received, "containers"),
        "missing": number_text(all_of_it - received),
    }
