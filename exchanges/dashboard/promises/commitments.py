"""The page of a commitment, its forms and its moves."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from exchanges.dashboard.deeds import confirmed, told
from exchanges.dashboard.promises.commitment_deeds import DEEDS, SAYING
from exchanges.dashboard.promises.forms import BatchForm, CommitmentForm, SuccessorForm
from exchanges.dashboard.promises.records import get_agreement, get_commitment
from exchanges.dashboard.promises.saying import said_page
from exchanges.dashboard.promises.saying_forms import ExtensionForm
from exchanges.dashboard.promises.shown import commitment_page
from exchanges.dashboard.promises.trail import around
from exchanges.models import Commitment, Fulfilment
from exchanges.operations import commitments as operations
from exchanges.operations import concluding, fulfilling
from exchanges.policies.agreements import agreement_moves
from exchanges.policies.commitments import commitment_moves, why_not_take_out
from repatriation.dashboard.components import Move
from repatriation.dashboard.forms import form_page, posted
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages

FORM = "exchanges/form.html"


@login_required
def commitment(request: SignedIn, reference: str) -> HttpResponse:
    page = commitment_page(get_commitment(request, reference), request.user)
    return render(request, "exchanges/promises/commitment.html", page)


@login_required
@refusals_to_messages
def commitment_move(request: SignedIn, reference: str, move: str) -> HttpResponse:
    seen = get_commitment(request, reference)
    moves = commitment_moves(request.user, seen)
    if move in SAYING:
        saying = SAYING[move]
        more = {"commitment": seen} if saying.form is ExtensionForm else {}
        return said_page(request, saying, seen, moves[saying.verb], **more)
    if move in CHOOSING:
        return CHOOSING[move](request, seen, moves[move.replace("-", "_")])
    if move not in DEEDS:
        raise Http404
    deed = DEEDS[move]
    params, page = {"record": seen}, around(seen, deed.label)
    return confirmed(request, deed, seen, moves[deed.verb], params=params, page=page)


@login_required
def draft(request: SignedIn, reference: str) -> HttpResponse:
    agreement = get_agreement(request, reference)
    form = CommitmentForm(posted(request), agreement=agreement)

    def save(**terms: Any) -> Commitment:
        drafted = operations.draft_commitment(agreement=agreement, by=request.user, **terms)
        said = _("Commitment %(record)s is drawn up, a draft of your side.") % {"record": drafted}
        messages.success(request, said)
        return drafted

    page = around(agreement, _("Draw up a commitment")) | {
        "lead": _("What one side promises the other, so that it can be checked."),
        "why_not": agreement_moves(request.user, agreement)["draft_commitment"],
        "submit": _("Draw up"),
    }
    return form_page(request, form, save, template=FORM, **page)


@login_required
def plan(request: SignedIn, reference: str) -> HttpResponse:
    seen = get_commitment(request, reference)
    form = CommitmentForm(posted(request), agreement=seen.agreement, commitment=seen)

    def save(**terms: Any) -> Commitment:
        saved = operations.plan_commitment(
            commitment=as_seen(request, seen), by=request.user, **terms
        )
        messages.success(request, _("Commitment %(record)s is saved.") % {"record": saved})
        return saved

    page = around(seen, _("Change the commitment")) | {
        "why_not": commitment_moves(request.user, seen)["plan"],
        "submit": _("Save"),
    }
    return form_page(request, form, save, template=FORM, row=seen, **page)


def _add_batch(request: SignedIn, seen: Commitment, why_not: Any) -> HttpResponse:
    form = BatchForm(posted(request), commitment=seen, user=request.user)

    def save(batch: Any) -> Commitment:
        fulfilling.add_batch(commitment=as_seen(request, seen), batch=batch, by=request.user)
        messages.success(request, _("Batch %(batch)s counts towards it.") % {"batch": batch})
        return seen

    page = around(seen, _("Let a batch count")) | {
        "lead": _("What is counted of it, is counted towards this commitment. Both sides see it."),
        "why_not": why_not,
        "submit": _("Let it count"),
    }
    return form_page(request, form, save, template=FORM, row=seen, **page)


def _supersede(request: SignedIn, seen: Commitment, why_not: Any) -> HttpResponse:
    form = SuccessorForm(posted(request), commitment=seen, user=request.user)
    act = partial(concluding.supersede_commitment, by=request.user)

    def save(successor: Any) -> Commitment:
        act(commitment=as_seen(request, seen), successor=successor)
        messages.success(request, _("Commitment %(record)s is replaced.") % {"record": seen})
        return seen

    page = around(seen, _("Replace by another")) | {
        "lead": _("Its figures stay; what is due follows from the other one from now on."),
        "why_not": why_not,
        "submit": _("Replace it"),
        "is_grave": True,
    }
    return form_page(request, form, save, template=FORM, row=seen, **page)


CHOOSING = {"add-batch": _add_batch, "supersede": _supersede}


@login_required
@refusals_to_messages
def take_out(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """A batch was put in by mistake."""
    seen = get_commitment(request, reference)
    rows = Fulfilment.objects.visible_to(request.user).in_force().filter(commitment=seen)
    put_in = get_object_or_404(rows.select_related("batch", "added_by__agency"), pk=pk)
    if request.method == "POST":
        commitment = as_seen(request, seen)
        fulfilling.take_out_batch(commitment=commitment, fulfilment=put_in, by=request.user)
        messages.success(request, _("Batch %(batch)s counts no more.") % {"batch": put_in.batch})
        return redirect(seen)
    why_not = why_not_take_out(request.user, seen, put_in)
    page = around(seen, _("Take a batch out")) | {
        "move": Move(
            "take_out", _("Take out"), request.path, why_not=why_not, version=seen.version
        ),
        "says": _("Batch %(batch)s does not count towards %(record)s any more.")
        % {"batch": put_in.batch, "record": seen},
        "told": told(),
    }
    return render(request, "exchanges/confirm.html", page)
