"""A word of a side: its form, and the check of one that was recorded from paper."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from exchanges.dashboard.deeds import told
from exchanges.dashboard.promises.records import get_word
from exchanges.dashboard.promises.trail import around
from exchanges.dashboard.promises.words_shown import checking_word, said
from exchanges.models import Agreement, Commitment
from exchanges.operations.agreement_words import check_word
from repatriation.dashboard.components import Text
from repatriation.dashboard.forms import form_page, posted
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages


@dataclass(frozen=True)
class Saying:
    """A move that is a side's word; `lead` says what it does."""

    verb: str
    title: Text
    lead: Text
    form: Callable[..., forms.Form]
    act: Callable[..., Any]
    is_grave: bool = False


def said_page(
    request: SignedIn, saying: Saying, row: Agreement | Commitment, why_not: Any, **given: Any
) -> HttpResponse:
    agreement = row.agreement if isinstance(row, Commitment) else row
    form = saying.form(posted(request), user=request.user, agreement=agreement, **given)

    def save(**typed: Any) -> Agreement | Commitment:
        done = saying.act(as_seen(request, row), request.user, **typed)
        messages.success(request, _("It is recorded in %(record)s.") % {"record": row})
        return done

    page = around(row, saying.title) | {
        "lead": saying.lead,
        "why_not": why_not,
        "submit": capfirst(str(saying.title)),
        "is_grave": saying.is_grave,
    }
    return form_page(request, form, save, template="exchanges/form.html", row=row, **page)


@login_required
@refusals_to_messages
def check(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """A second person has read the message or paper."""
    word = get_word(request, reference, pk)
    row = word.commitment or word.agreement
    if request.method == "POST":
        check_word(word=word, by=request.user)
        messages.success(request, _("It is checked, and stands."))
        return redirect(row)
    shown: Any = word
    says = f"{word.agency}. {said(word)}. {shown.words_told}".strip()
    page = around(row, _("Check what was recorded")) | {
        "move": checking_word(word, request.user),
        "says": _("You have read the message or paper yourself, and it says: %(said)s")
        % {"said": says},
        "told": told(*word.agreement.speakers),
    }
    return render(request, "exchanges/confirm.html", page)
