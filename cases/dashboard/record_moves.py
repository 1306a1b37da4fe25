"""The pages of those moves: one for each, of a container or of a case."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.dashboard.cases import case_of
from cases.dashboard.containers import container_of
from cases.dashboard.pages import ask_form, typed
from cases.dashboard.record_deeds import OF_CONTAINER, RecordDeed
from cases.dashboard.release_deeds import OF_CASE, OF_RELEASE
from cases.models import Container, RemainsCase
from cases.policies.declarations import waiting_for
from cases.policies.moves import case_moves, container_moves
from repatriation.dashboard.pages import SignedIn, as_seen
from repatriation.language import say


@login_required
def container_move(request: SignedIn, reference: str, move: str) -> HttpResponse:
    deed = _deed(OF_CONTAINER, move)
    row = container_of(request, reference)
    crumbs = [(_("Containers"), reverse("cases:containers")), (str(row), row.get_absolute_url())]
    return _moved(request, row, deed, container_moves(request.user, row)[_verb(move)], crumbs)


@login_required
def case_move(request: SignedIn, reference: str, move: str) -> HttpResponse:
    deed = _deed(OF_CASE, move)
    row = case_of(request, reference)
    crumbs = [(_("Cases"), reverse("cases:cases")), (str(row), row.get_absolute_url())]
    if _verb(move) in OF_RELEASE:  # whoever makes it has come from there, and goes on there
        crumbs.append((_("Release"), reverse("cases:case-releases", args=[row.reference])))
    return _moved(request, row, deed, case_moves(request.user, row)[_verb(move)], crumbs)


def _moved(
    request: SignedIn,
    row: Container | RemainsCase,
    deed: RecordDeed,
    why_not: Any,
    crumbs: list[tuple[str, str]],
) -> HttpResponse:
    form = typed(request, deed.form)

    def save(**_typed: Any) -> str:
        deed.act(as_seen(request, row), form, request.user)
        messages.success(request, str(deed.done) % {"record": row})
        return crumbs[-1][1]

    return ask_form(
        request,
        form,
        save,
        row=row,
        crumbs=crumbs,
        title=deed.label,
        kind=str(row),
        lead=str(deed.says) % {"record": row},
        why_not=say(why_not),
        is_grave=deed.is_grave,
        template="cases/deed.html",
        waiting=waiting_for(row),
    )


def _deed(deeds: Mapping[str, RecordDeed], move: str) -> RecordDeed:
    if deed := deeds.get(_verb(move)):
        return deed
    raise Http404


def _verb(move: str) -> str:
    return move.replace("-", "_")
