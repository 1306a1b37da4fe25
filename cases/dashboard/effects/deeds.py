"""What is done about a personal effect, on a page of its own each."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.dashboard.effects.table import DEEDS
from cases.dashboard.pages import ask_form, typed
from cases.models import PersonalEffect
from cases.policies.effects import effect_moves
from repatriation.accounts.models import User
from repatriation.dashboard.components import Move
from repatriation.dashboard.pages import SignedIn, as_seen
from repatriation.language import say

TITLE = _("Personal effects")


def effect_of(request: SignedIn, reference: str) -> PersonalEffect:
    rows = PersonalEffect.objects.visible_to(request.user).shown_to(request.user).for_pages()
    return get_object_or_404(rows, reference=reference)


def moves_on(user: User, row: PersonalEffect) -> list[Move]:
    why_not = effect_moves(user, row)
    return [
        Move(
            deed.verb,
            deed.title,
            f"{row.get_absolute_url()}{path}/",
            why_not[deed.verb],
            opens=True,
        )
        for path, deed in DEEDS.items()
    ]


@login_required
def deed(request: SignedIn, reference: str, path: str) -> HttpResponse:
    deed, row = DEEDS[path], effect_of(request, reference)

    def save(**given: Any) -> PersonalEffect:
        deed.do(effect=as_seen(request, row), by=request.user, **given)
        messages.success(request, str(deed.done) % {"effect": row})
        return row

    return ask_form(
        request,
        typed(request, deed.form, effect=row),
        save,
        row=row,
        crumbs=[(TITLE, reverse("cases:effects")), (str(row), row.get_absolute_url())],
        title=deed.title,
        kind=str(row),
        lead=str(deed.lead) % {"effect": row},
        why_not=say(effect_moves(request.user, row)[deed.verb]),
        is_grave=deed.is_grave,
    )
