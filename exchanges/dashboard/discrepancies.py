"""The page of a discrepancy, its moves, and several accepted at once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from exchanges.dashboard.deeds import told_nobody
from exchanges.dashboard.discrepancy_forms import (
    AcceptForm,
    AnswerForm,
    AssignForm,
    TellForm,
    WordsForm,
)
from exchanges.dashboard.discrepancy_page import around, checking_answer, discrepancy_page
from exchanges.models import Answer, Discrepancy
from exchanges.operations import settling
from exchanges.policies.discrepancies import discrepancy_moves
from repatriation.dashboard.components import Text
from repatriation.dashboard.forms import form_page, posted
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages

FORM = "exchanges/form.html"


@dataclass(frozen=True)
class Step:
    """A move with its form; `lead` says what will happen, and who reads it."""

    verb: str
    title: Text
    lead: Text
    form: Callable[..., forms.Form]
    act: Callable[..., Any]


STEPS = {
    "answer": Step(
        "answer",
        _("Answer the discrepancy"),
        _("The side that opened it accepts your answer, contests it, or holds it for explained."),
        AnswerForm,
        settling.answer_discrepancy,
    ),
    "contest": Step(
        "contest",
        _("Contest the answer"),
        _("The other side reads why, and may answer again."),
        WordsForm,
        settling.contest_answer,
    ),
    "accept": Step(
        "accept",
        _("Accept the discrepancy as it is"),
        _("It is so: what is short stays short, and the figure is carried. Both sides see it."),
        AcceptForm,
        settling.accept_discrepancy,
    ),
    "explain": Step(
        "explain",
        _("Hold the discrepancy for explained"),
        _("It is not so any more, and this is why. Both sides see it."),
        WordsForm,
        settling.explain_discrepancy,
    ),
    "raise": Step(
        "raise",
        _("Tell the other side"),
        _("The other side sees this discrepancy from now on, with its note, and may answer it."),
        TellForm,
        settling.raise_discrepancy,
    ),
    "assign": Step(
        "assign",
        _("Say who follows it up"),
        _("It waits on that person's page Today until it is settled."),
        AssignForm,
        settling.assign_discrepancy,
    ),
}


@login_required
def discrepancy(request: SignedIn, reference: str) -> HttpResponse:
    seen = get_discrepancy(request, reference)
    return render(request, "exchanges/discrepancy.html", discrepancy_page(seen, request.user))


@login_required
def discrepancy_move(request: SignedIn, reference: str, move: str) -> HttpResponse:
    if move not in STEPS:
        raise Http404
    taken, seen = STEPS[move], get_discrepancy(request, reference)
    form = taken.form(posted(request), discrepancy=seen, user=request.user)

    def save(**typed: Any) -> Discrepancy:
        taken.act(discrepancy=as_seen(request, seen), by=request.user, **typed)
        messages.success(request, _now("Discrepancy %(number)s is saved.") % {"number": seen})
        return seen

    page = around(seen, taken.title) | {
        "lead": taken.lead,
        "why_not": discrepancy_moves(request.user, seen)[taken.verb],
        "submit": capfirst(str(taken.title)),
    }
    return form_page(request, form, save, template=FORM, row=seen, **page)


@login_required
@refusals_to_messages
def check(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    seen = get_discrepancy(request, reference)
    answers = Answer.objects.visible_to(request.user).filter(discrepancy=seen)
    made = get_object_or_404(answers.select_related("agency", "recorded_by__agency"), pk=pk)
    made.discrepancy = seen
    if request.method == "POST":
        settling.check_answer(answer=made, by=request.user)
        messages.success(request, _now("It is checked, and stands."))
        return redirect(seen)
    shown = around(seen, _now("Check what was recorded")) | {
        "move": checking_answer(made, request.user),
        "says": _now("You have read the message or paper yourself, and it says: %(said)s")
        % {"said": made.text},
        "told": told_nobody(made),
    }
    return render(request, "exchanges/confirm.html", shown)


def get_discrepancy(request: SignedIn, reference: str) -> Discrepancy:
    rows = Discrepancy.objects.shown_to(request.user).for_pages()
    return get_object_or_404(rows, reference=reference)
