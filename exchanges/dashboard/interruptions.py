"""Pages for a round that is postponed, broken off, cancelled, and for who disputes it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchanges.dashboard.deeds import told
from exchanges.dashboard.interruption_forms import WordForm
from exchanges.dashboard.moves import interruption_moves
from exchanges.dashboard.records import get_round
from exchanges.dashboard.trail import around_round
from exchanges.models import ExchangeRound
from exchanges.models.statement import Act
from exchanges.operations import interrupting, withdrawing
from exchanges.policies.interruptions import last_interruption
from exchanges.policies.moves import NOTHING_SAID
from exchanges.policies.sides import is_of_side
from repatriation.dashboard.components import Text
from repatriation.dashboard.forms import form_page, posted
from repatriation.dashboard.pages import SignedIn, as_seen
from repatriation.errors import RuleBroken, Sentence

FORM = "exchanges/form.html"


@dataclass(frozen=True)
class Interruption:
    """`says` is the one sentence of what will happen."""

    act: Act
    label: Text
    says: Text
    done: Text
    operation: Callable[..., ExchangeRound]


INTERRUPTIONS = {
    "postpone": Interruption(
        Act.POSTPONES,
        gettext_lazy("Postpone the round"),
        gettext_lazy(
            "The round has no date until all confirm a new one; what they confirmed before "
            "lapses. What is on its way goes home with its sender."
        ),
        gettext_lazy("Round %(round)s is postponed."),
        interrupting.postpone_round,
    ),
    "break_off": Interruption(
        Act.BREAKS_OFF,
        gettext_lazy("Break off the round"),
        gettext_lazy(
            "What was scanned has passed. End the handover of each batch next: what was not "
            "scanned goes home with its sender. Scans that a phone still keeps will count."
        ),
        gettext_lazy("Round %(round)s is broken off."),
        interrupting.break_off_round,
    ),
    "cancel": Interruption(
        Act.CANCELS,
        gettext_lazy("Cancel the round"),
        gettext_lazy(
            "Nothing of this round will take place. Its batches are cancelled with it, and what "
            "is on its way goes home with its sender."
        ),
        gettext_lazy("Round %(round)s is cancelled."),
        interrupting.cancel_round,
    ),
    "withdraw": Interruption(
        Act.WITHDRAWS,
        gettext_lazy("The intermediary withdraws"),
        gettext_lazy(
            "The date that the intermediary confirmed lapses, and a scheduled round is agreed "
            "again. It goes on when the intermediary confirms a date, or when both sides say that "
            "they go on without it. What it counted and attested stays."
        ),
        gettext_lazy("The intermediary has withdrawn from round %(round)s."),
        withdrawing.withdraw_from_round,
    ),
    "go_on": Interruption(
        Act.GOES_ON,
        gettext_lazy("Go on without the intermediary"),
        gettext_lazy(
            "When both sides have said so, nobody waits for the intermediary. A round that was "
            "scheduled before is scheduled again, if its date still stands."
        ),
        gettext_lazy("It is recorded that a side goes on without the intermediary."),
        withdrawing.go_on_without,
    ),
}


@login_required
def interrupt(request: SignedIn, reference: str, verb: str) -> HttpResponse:
    """By the own word, or recorded from another side's message."""
    seen, deed = get_round(request, reference), INTERRUPTIONS[verb]
    form = WordForm(posted(request), user=request.user, round=seen, act=deed.act)

    def save(**typed: Any) -> ExchangeRound:
        saved = deed.operation(round=as_seen(request, seen), by=request.user, **typed)
        _tell(request, typed["agency"], str(deed.done) % {"round": saved})
        return saved

    page = around_round(seen, deed.label) | {
        "lead": f"{deed.says} {told(*seen.speakers)}",
        "why_not": interruption_moves(request.user, seen)[verb],
        "submit": deed.label,
        "is_grave": True,
    }
    return form_page(request, form, save, template=FORM, row=seen, **page)


@login_required
def dispute(request: SignedIn, reference: str) -> HttpResponse:
    """It changes nothing, and stands beside what was said."""
    seen = get_round(request, reference)
    form = WordForm(posted(request), user=request.user, round=seen, act=Act.DISPUTES)
    said = last_interruption(seen)

    def save(**typed: Any) -> ExchangeRound:
        if said is None:
            raise RuleBroken(Sentence(NOTHING_SAID))
        interrupting.dispute(statement=said, by=request.user, **typed)
        _tell(request, typed["agency"], _("The dispute is recorded."))
        return seen

    page = around_round(seen, _("Dispute what was said")) | {
        "lead": _("It changes nothing of the round, and is kept beside what was said."),
        "why_not": interruption_moves(request.user, seen)["dispute"],
        "submit": _("Dispute"),
    }
    return form_page(request, form, save, template=FORM, row=seen, **page)


def _tell(request: SignedIn, agency: Any, done: str) -> None:
    waiting = _("It is recorded, and waits for a second person to read it.")
    messages.success(request, done if is_of_side(request.user, agency) else waiting)
