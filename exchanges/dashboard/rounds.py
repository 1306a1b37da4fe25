"""The page of a round, and its forms."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.dashboard.deeds import confirmed, deed_at
from exchanges.dashboard.moves import why_not_record
from exchanges.dashboard.records import get_round
from exchanges.dashboard.round_deeds import DEEDS
from exchanges.dashboard.round_forms import BatchForm, PlanForm, RecordForm
from exchanges.dashboard.round_page import round_page
from exchanges.dashboard.said import checking, said, told_of_check
from exchanges.dashboard.stale_plan import stale_plan
from exchanges.dashboard.trail import around_round, round_trail
from exchanges.models import ExchangeBatch, ExchangeRound
from exchanges.models.statement import Act
from exchanges.operations.batches import open_batch
from exchanges.operations.planning import open_round, plan_round
from exchanges.operations.stating import accept_round, check_statement, confirm_date
from exchanges.policies.rounds import round_moves, why_not_open_round
from repatriation.dashboard.formats import day_text
from repatriation.dashboard.forms import form_page, posted
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages

FORM = "exchanges/form.html"


@login_required
def round(request: SignedIn, reference: str) -> HttpResponse:
    seen = get_round(request, reference)
    return render(request, "exchanges/round.html", round_page(seen, request.user))


@login_required
@refusals_to_messages
def round_move(request: SignedIn, reference: str, move: str) -> HttpResponse:
    seen = get_round(request, reference)
    deed = deed_at(move, DEEDS)
    why_not = round_moves(request.user, seen)[deed.verb]
    params = {"round": seen, "date": day_text(seen.date) if seen.date else "–"}
    page = around_round(seen, deed.label)
    return confirmed(request, deed, seen, why_not, params=params, page=page)


@login_required
def new_round(request: SignedIn) -> HttpResponse:
    form = PlanForm(posted(request), user=request.user)

    def save(**plan: Any) -> ExchangeRound:
        opened = open_round(by=request.user, **plan)
        messages.success(
            request, _("Round %(round)s is open, a draft of your side.") % {"round": opened}
        )
        return opened

    page: dict[str, Any] = {
        "title": _("Open a round"),
        "lead": _("A draft that only your side sees, until it is proposed."),
        "trail": round_trail(None, _("Open a round")),
        "back": reverse("exchanges:rounds"),
    }
    why_not = why_not_open_round(request.user)
    return form_page(request, form, save, template=FORM, submit=_("Open"), why_not=why_not, **page)


@login_required
def plan(request: SignedIn, reference: str) -> HttpResponse:
    seen = get_round(request, reference)
    form = PlanForm(posted(request), user=request.user, instance=seen)

    def save(**plan: Any) -> ExchangeRound:
        saved = plan_round(round=as_seen(request, seen), by=request.user, **plan)
        messages.success(request, _("The plan of round %(round)s is saved.") % {"round": saved})
        return saved

    page = around_round(seen, _("Change the plan")) | {
        "why_not": round_moves(request.user, seen)["plan"],
        "submit": _("Save the plan"),
    }
    stale = partial(stale_plan, request, seen, form)
    return form_page(request, form, save, template=FORM, row=seen, stale=stale, **page)


@login_required
def record(request: SignedIn, reference: str) -> HttpResponse:
    """What another side said, from its message; it counts when a second person has read that."""
    seen = get_round(request, reference)
    form = RecordForm(posted(request), user=request.user, round=seen)

    def save(act: str, **said: Any) -> ExchangeRound:
        operation = accept_round if act == Act.ACCEPTS else confirm_date
        saved = operation(round=as_seen(request, seen), by=request.user, **said)
        messages.success(request, _("It is recorded, and waits for a second person to read it."))
        return saved

    page = around_round(seen, _("Record what another side said")) | {
        "lead": _("It counts when a second person of your side has read the same message."),
        "why_not": why_not_record(request.user, seen),
        "submit": _("Record"),
    }
    return form_page(request, form, save, template=FORM, row=seen, **page)


@login_required
@refusals_to_messages
def check(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    seen = get_round(request, reference)
    statement = next((s for s in seen.statements.all() if s.pk == pk), None)
    if statement is None:
        raise Http404
    if request.method == "POST":
        check_statement(statement=statement, by=request.user)
        messages.success(request, _("It is checked, and stands."))
        return redirect(seen)
    shown = around_round(seen, _("Check what was recorded")) | {
        "move": checking(statement, request.user),
        "says": _("You have read the message or paper yourself, and it says: %(said)s")
        % {"said": said(statement)},
        "told": told_of_check(statement, request.user),
    }
    return render(request, "exchanges/confirm.html", shown)


@login_required
def new_batch(request: SignedIn, reference: str) -> HttpResponse:
    seen = get_round(request, reference)
    form = BatchForm(posted(request), round=seen)

    def save(**sides: Any) -> ExchangeBatch:
        batch = open_batch(round=as_seen(request, seen), by=request.user, **sides)
        messages.success(request, _("Batch %(batch)s is open.") % {"batch": batch})
        return batch

    page = around_round(seen, _("Open a batch")) | {
        "lead": _("One direction of the round. Its handover list is filed next."),
        "why_not": round_moves(request.user, seen)["open_batch"],
        "submit": _("Open"),
    }
    return form_page(request, form, save, template=FORM, row=seen, **page)
