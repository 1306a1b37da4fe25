"""The page of a client: facts, credentials, what it may ask for, moves, and what happened."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from repatriation.audit.models import Event
from repatriation.clients.models import Client
from repatriation.clients.policies import client_moves, why_not_change
from repatriation.clients.states import ClientState, client_workflow
from repatriation.dashboard.clients.words import (
    NO_WAY_IN,
    REGISTER,
    shown_credential,
    shown_scopes,
    state_of,
)
from repatriation.dashboard.components import Choice, Move
from repatriation.dashboard.history import entries_of, who_acted
from repatriation.dashboard.pages import SignedIn

NEWEST = 20
ORDER = {
    ClientState.RUNNING: ("add_credential", "change_scopes", "stop"),
    ClientState.STOPPED: ("restart", "add_credential", "change_scopes"),
}
ADDRESSES = {
    "add_credential": "clients:add-credential",
    "change_scopes": "clients:change-scopes",
    "stop": "clients:stop",
    "restart": "clients:restart",
}


def client_of(request: SignedIn, reference: str) -> Any:
    """What a reader may not see does not exist."""
    rows = Client.objects.visible_to(request.user).for_pages()
    return get_object_or_404(rows.prefetch_related("user__groups"), reference=reference)


def crumbs_of(client: Client | None = None) -> list[tuple[Any, str]]:
    top = (_("Clients"), reverse("clients:clients"))
    return [top, (str(client), client.get_absolute_url())] if client else [top]


@login_required
def client(request: SignedIn, reference: str) -> HttpResponse:
    row = client_of(request, reference)
    credentials = list(
        row.credentials.select_related("application", "made_by__agency__party").order_by("-number")
    )
    for credential in credentials:
        credential.client = row
    may_retire = why_not_change(request.user, row) is None
    is_open = any(credential.is_in_force for credential in credentials)
    shown = {
        "client": row,
        "states": [state_of(row)],
        "flags": [] if is_open or row.stopped_at else [NO_WAY_IN],
        "tabs": [
            Choice(_("Overview"), row.get_absolute_url(), is_current=True),
            Choice(_("History"), reverse("history", args=[row.reference])),
        ],
        "roles": [gettext(role) for role in row.user.role_names()],
        "opened_by": who_acted(row.made_by, request.user) or REGISTER,
        "stopped_by": who_acted(row.stopped_by, request.user) or REGISTER,
        "credentials": [
            shown_credential(one, request.user, may_retire=may_retire) for one in credentials
        ],
        "scopes": shown_scopes(row.scopes),
        "moves": moves_of(request, row),
        "entries": entries_of(Event.objects.of(row)[:NEWEST], request.user),
    }
    return render(request, "clients/client.html", shown)


def moves_of(request: SignedIn, row: Client) -> list[Move]:
    """The way back first; stopping last, and apart from what gives a secret."""
    why_not = client_moves(request.user, row)
    return [
        Move(
            verb,
            client_workflow.label(verb),
            reverse(ADDRESSES[verb], args=[row.reference]),
            why_not=why_not[verb],
            is_lead=verb == ORDER[ClientState(row.state)][0],
            is_grave=verb == "stop",
            asks=verb == "stop",
            opens=verb != "stop",
        )
        for verb in ORDER[ClientState(row.state)]
    ]
