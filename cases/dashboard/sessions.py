"""Sessions of the board: the list, the page of one, and what is done about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard.badges import state_badge
from cases.dashboard.identifications import TITLE as IDENTIFICATIONS
from cases.dashboard.identifications import outcome_badge
from cases.dashboard.pages import ask_form, shown_panels, typed
from cases.dashboard.session_forms import NoteForm, OpeningForm, SessionDeedForm, SessionForm
from cases.models import BoardSession, Identification
from cases.operations.sessions import (
    call_off_session,
    call_session,
    close_session,
    open_session,
)
from cases.policies.sessions import session_moves, why_not_convene
from cases.states import SessionState
from repatriation.dashboard.components import Choice, Move, Text
from repatriation.dashboard.filters import FilterForm, any_of, search_field
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.pages import SignedIn, as_seen

COLUMNS = [
    ListColumn(gettext_lazy("Reference"), by="reference"),
    ListColumn(gettext_lazy("State")),
    ListColumn(gettext_lazy("Meets"), by="meets_at"),
    ListColumn(gettext_lazy("Items"), is_number=True),
    ListColumn(gettext_lazy("Decided"), is_number=True),
    ListColumn(gettext_lazy("Agency")),
]
TITLE = gettext_lazy("Board sessions")


@dataclass(frozen=True)
class Deed:
    verb: str
    title: Text
    lead: Text
    done: Text
    do: Callable[..., object]
    form: type[SessionDeedForm]
    is_grave: bool = False


DEEDS = {
    deed.verb.replace("_", "-"): deed
    for deed in (
        Deed(
            "open_session",
            gettext_lazy("Open the session"),
            gettext_lazy("From now on those who are present vote, each without the others."),
            gettext_lazy("The session is open."),
            open_session,
            OpeningForm,
        ),
        Deed(
            "close_session",
            gettext_lazy("Close the session"),
            gettext_lazy(
                "What is not decided is taken off the agenda; its votes stay unread, and it may "
                "be called again."
            ),
            gettext_lazy("The session is closed."),
            close_session,
            NoteForm,
            is_grave=True,
        ),
        Deed(
            "call_off",
            gettext_lazy("Call the session off"),
            gettext_lazy("It will not meet. Everything on its agenda may be called again."),
            gettext_lazy("The session is called off; its members are told."),
            call_off_session,
            NoteForm,
            is_grave=True,
        ),
    )
}


class SessionFilters(FilterForm):
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=any_of(SessionState))
    q = search_field(gettext_lazy("Reference"))
    lookups = {"state": "state", "q": "reference__icontains"}


@login_required
def sessions(request: SignedIn) -> HttpResponse:
    listing = Listing(
        request,
        BoardSession.objects.visible_to(request.user).with_items().select_related("agency"),
        filters=SessionFilters,
        columns=COLUMNS,
        sort="-reference",
        unit="sessions",
    )
    shown = {
        "listing": listing,
        "rows": [(row, state_badge(row)) for row in listing.rows],
        "why_not": why_not_convene(request.user),
    }
    return render(request, "cases/sessions.html", shown)


def session_of(request: SignedIn, reference: str) -> BoardSession:
    rows = BoardSession.objects.visible_to(request.user).select_related(
        "agency__party", "called_by", "opened_by", "closed_by"
    )
    return get_object_or_404(rows, reference=reference)


@login_required
def session(request: SignedIn, reference: str) -> HttpResponse:
    row = session_of(request, reference)
    items = row.items.select_related("identification__person").order_by("position")
    moves = moves_of(request, row)
    shown = {
        "session": row,
        "states": [state_badge(row)],
        "items": [(item, outcome_badge(item)) for item in items],
        "members": row.members.select_related("member__agency").order_by("member__name"),
        "tabs": [
            Choice(_("Overview"), row.get_absolute_url(), is_current=True),
            Choice(_("History"), reverse("history", args=[row.reference])),
        ],
        "now": [move for move in moves if not move.why_not],
        "later": [move for move in moves if move.why_not],
        "panels": shown_panels(request, row),
    }
    return render(request, "cases/session.html", shown)


def moves_of(request: SignedIn, row: BoardSession) -> list[Move]:
    why_not = session_moves(request.user, row)
    return [
        Move(
            deed.verb,
            deed.title,
            reverse(f"cases:session-{path}", args=[row.reference]),
            why_not=why_not[deed.verb],
            is_lead=deed.verb == "open_session" and not why_not[deed.verb],
            opens=True,
        )
        for path, deed in DEEDS.items()
    ]


@login_required
def new_session(request: SignedIn) -> HttpResponse:
    def save(**called: Any) -> BoardSession:
        row = call_session(by=request.user, **called)
        messages.success(request, _("The session is called; its members are told."))
        return row

    return ask_form(
        request,
        typed(request, SessionForm, initial={"identifications": _begun_with(request)}),
        save,
        crumbs=[(IDENTIFICATIONS, reverse("cases:identifications")), *_crumbs()],
        title=_("Call a session of the board"),
        lead=_(
            "Its members read the dossiers before it meets. Each item is voted on by itself, blind."
        ),
        submit=_("Call the session"),
        why_not=why_not_convene(request.user),
    )


@login_required
def deed(request: SignedIn, reference: str, path: str) -> HttpResponse:
    row, deed = session_of(request, reference), DEEDS[path]

    def save(**given: Any) -> BoardSession:
        deed.do(session=as_seen(request, row), by=request.user, **given)
        messages.success(request, str(deed.done))
        return row

    return ask_form(
        request,
        typed(request, deed.form, session=row),
        save,
        row=row,
        crumbs=[*_crumbs(), (str(row), row.get_absolute_url())],
        title=deed.title,
        kind=str(row),
        lead=deed.lead,
        is_grave=deed.is_grave,
        why_not=session_moves(request.user, row)[deed.verb],
    )


def _begun_with(request: SignedIn) -> list[Identification]:
    """What led here, where it may stand on the agenda."""
    asked = request.GET.get("item", "")[:20]
    waiting = Identification.objects.visible_to(request.user).waiting_for_a_board()
    return list(waiting.filter(reference=asked)) if asked.isprintable() else []


def _crumbs() -> list[tuple[Text, str]]:
    return [(TITLE, reverse("cases:sessions"))]
