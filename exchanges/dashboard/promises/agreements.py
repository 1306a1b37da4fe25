"""The page of an agreement, its forms and its moves."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchanges.dashboard.deeds import Deed, confirmed, deed_at, told, told_nobody
from exchanges.dashboard.promises.forms import AgreementForm
from exchanges.dashboard.promises.records import get_agreement
from exchanges.dashboard.promises.saying import Saying, said_page
from exchanges.dashboard.promises.saying_forms import AcceptForm, EndForm
from exchanges.dashboard.promises.shown import agreement_page
from exchanges.dashboard.promises.trail import agreement_trail, around
from exchanges.models import Agreement
from exchanges.models.agreement import Confidentiality
from exchanges.operations import agreement_words, agreements
from exchanges.policies.agreements import agreement_moves, why_not_keep
from repatriation.dashboard.forms import form_page, posted
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages

FORM = "exchanges/form.html"


def _to_the_other(agreement: Agreement) -> str:
    named = [agreement.mediator, agreement.intermediary]
    is_closed = agreement.confidentiality == Confidentiality.SIDES
    return told(agreement.counterpart, *([] if is_closed else named))


DEEDS = {
    "propose": Deed(
        "propose",
        gettext_lazy("Propose the agreement"),
        lambda agreement, by: agreements.propose_agreement(agreement=agreement, by=by),
        says=gettext_lazy(
            "Agreement %(record)s leaves the house: the other side sees it, and it stands as it is "
            "read."
        ),
        done=gettext_lazy("Agreement %(record)s is proposed."),
        told=_to_the_other,
    ),
    "withdraw": Deed(
        "withdraw",
        gettext_lazy("Withdraw the agreement"),
        lambda agreement, by: agreements.withdraw_agreement(agreement=agreement, by=by),
        says=gettext_lazy(
            "Agreement %(record)s comes to nothing. It stays on record as withdrawn."
        ),
        done=gettext_lazy("Agreement %(record)s is withdrawn."),
        told=told_nobody,
        is_grave=True,
    ),
}
SAYING = {
    "accept": Saying(
        "accept",
        gettext_lazy("Accept the agreement"),
        gettext_lazy("When both sides have accepted it, it is in force."),
        AcceptForm,
        lambda row, by, **said: agreement_words.accept_agreement(agreement=row, by=by, **said),
    ),
    "end": Saying(
        "end",
        gettext_lazy("Give notice of its end"),
        gettext_lazy(
            "The agreement ends by the notice of one side. What was promised under it stays, with "
            "its figures."
        ),
        EndForm,
        lambda row, by, **said: agreement_words.end_agreement(agreement=row, by=by, **said),
        is_grave=True,
    ),
}


@login_required
def agreement(request: SignedIn, reference: str) -> HttpResponse:
    seen = get_agreement(request, reference)
    page = agreement_page(seen, request.user)
    return render(request, "exchanges/promises/agreement.html", page)


@login_required
@refusals_to_messages
def agreement_move(request: SignedIn, reference: str, move: str) -> HttpResponse:
    seen = get_agreement(request, reference)
    moves = agreement_moves(request.user, seen)
    if move in SAYING:
        return said_page(request, SAYING[move], seen, moves[SAYING[move].verb])
    deed = deed_at(move, DEEDS)
    page = around(seen, deed.label)
    return confirmed(request, deed, seen, moves[deed.verb], params={"record": seen}, page=page)


@login_required
def new_agreement(request: SignedIn) -> HttpResponse:
    form = AgreementForm(posted(request), user=request.user)

    def save(**terms: Any) -> Agreement:
        opened = agreements.open_agreement(by=request.user, **terms)
        said = _("Agreement %(record)s is open, a draft of your side.") % {"record": opened}
        messages.success(request, said)
        return opened

    page: dict[str, Any] = {
        "title": _("Open an agreement"),
        "lead": _("A draft that only your side sees, until it is proposed."),
        "trail": agreement_trail(None, _("Open an agreement")),
        "back": reverse("exchanges:agreements"),
        "submit": _("Open"),
    }
    why_not = why_not_keep(request.user)
    return form_page(request, form, save, template=FORM, why_not=why_not, **page)


@login_required
def plan(request: SignedIn, reference: str) -> HttpResponse:
    seen = get_agreement(request, reference)
    form = AgreementForm(posted(request), user=request.user, instance=seen)

    def save(**terms: Any) -> Agreement:
        saved = agreements.plan_agreement(
            agreement=as_seen(request, seen), by=request.user, **terms
        )
        messages.success(request, _("Agreement %(record)s is saved.") % {"record": saved})
        return saved

    page = around(seen, _("Change the agreement")) | {
        "why_not": agreement_moves(request.user, seen)["plan"],
        "submit": _("Save"),
    }
    return form_page(request, form, save, template=FORM, row=seen, **page)
