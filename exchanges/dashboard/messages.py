"""The pages of a round's messages: the thread, a message written, checked, and read."""

from typing import Any

from django.contrib import messages as notes
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exchanges.dashboard.deeds import told, told_nobody
from exchanges.dashboard.message_forms import MessageForm
from exchanges.dashboard.messages_shown import checking_message, thread_of
from exchanges.dashboard.records import get_round
from exchanges.dashboard.trail import around_round
from exchanges.models import ExchangeRound, Message
from exchanges.operations.messaging import check_message, mark_read, write_message
from exchanges.policies.messages import why_not_write, why_not_write_anything
from repatriation.dashboard.forms import form_page, posted
from repatriation.dashboard.pages import SignedIn, refusals_to_messages

MOST_DIGITS = 9


@login_required
@require_safe
def thread(request: SignedIn, reference: str) -> HttpResponse:
    """All of it, by pages; on the page of the round stand the newest."""
    seen = get_round(request, reference)
    shown = around_round(seen, _("Messages")) | {
        "round": seen,
        "thread": thread_of(seen, request.user, _number(request.GET.get("before", ""))),
        "is_newest": "before" not in request.GET,
    }
    return render(request, "exchanges/messages.html", shown)


@login_required
def write(request: SignedIn, reference: str, pk: int | None = None) -> HttpResponse:
    """A new one, or with `pk` the correction of that one."""
    seen = get_round(request, reference)
    corrects = _message(request, seen, pk) if pk else None
    form = MessageForm(posted(request), round=seen, user=request.user, corrects=corrects)

    def save(**typed: Any) -> ExchangeRound:
        made = write_message(round=seen, corrects=corrects, by=request.user, **typed)
        if made.stands:
            notes.success(request, _("The message is written."))
        else:
            waiting = _("It is recorded, and waits for a second person to read it.")
            notes.success(request, waiting)
        return seen

    why_not = why_not_write_anything(request.user, seen)
    if corrects:
        why_not = why_not_write(request.user, seen, corrects.agency)
    title = _("Correct a message") if corrects else _("Write a message")
    lead = _("A message stands as it was written: a correction is a new one.")
    page = around_round(seen, title) | {
        "lead": f"{lead} {told(seen.convenor, seen.counterpart)}",
        "why_not": why_not,
        "submit": _("Record"),
    }
    return form_page(request, form, save, template="exchanges/form.html", **page)


@login_required
@refusals_to_messages
def check(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    seen = get_round(request, reference)
    message = _message(request, seen, pk)
    if request.method == "POST":
        check_message(message=message, by=request.user)
        notes.success(request, _("It is checked, and stands."))
        return redirect(seen)
    texts = [message.words, message.for_intermediary]  # type: ignore[attr-defined]
    said = {"agency": message.agency, "said": " / ".join(one for one in texts if one)}
    shown = around_round(seen, _("Check what was recorded")) | {
        "move": checking_message(message, request.user),
        "says": _(
            "You have read the message or paper of %(agency)s yourself, and it says: %(said)s"
        )
        % said,
        "told": told_nobody(message),
    }
    return render(request, "exchanges/confirm.html", shown)


@login_required
@require_POST
def read(request: SignedIn, reference: str) -> HttpResponse:
    seen = get_round(request, reference)
    if upto := _number(request.POST.get("upto", "")):
        mark_read(round=seen, upto=upto, by=request.user)
    return redirect(seen)


def _message(request: SignedIn, round: ExchangeRound, pk: int) -> Message:
    rows = Message.objects.shown_to(request.user).filter(round=round)
    message = get_object_or_404(rows.select_related("agency", "recorded_by__agency"), pk=pk)
    message.round = round
    return message


def _number(typed: str) -> int | None:
    """Of a message, or of its place in the thread; whatever else is typed there is not there."""
    if not typed:
        return None
    if typed.isascii() and typed.isdecimal() and len(typed) <= MOST_DIGITS:
        return int(typed)
    raise Http404
