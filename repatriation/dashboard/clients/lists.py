"""The list of the clients that a reader may see."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from repatriation.accounts.models import Agency
from repatriation.clients.models import Client
from repatriation.clients.policies import why_not_manage
from repatriation.clients.states import ClientState
from repatriation.dashboard.clients import tellings  # noqa: F401  declares what it holds
from repatriation.dashboard.clients.words import state_of
from repatriation.dashboard.components import Move
from repatriation.dashboard.filters import FilterForm, any_of, search_field
from repatriation.dashboard.forms import choose_among
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.pages import SignedIn

COLUMNS = [
    ListColumn(_("Reference"), by="reference"),
    ListColumn(_("Program"), by="user__name"),
    ListColumn(_("State"), by="state"),
    ListColumn(_("Agency"), by="user__agency__name"),
    ListColumn(_("Credentials"), is_number=True),
    ListColumn(_("Last used"), by="last_used_at", may_be_empty=True),
]
NOT_FOR_YOU = _("Clients are shown to administrators, coordinators and auditors.")


class ClientFilters(FilterForm):
    state = forms.ChoiceField(label=_("State"), choices=any_of(ClientState))
    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("Agency"), empty_label=_("Any"))
    q = search_field(_("Reference or name"))
    lookups = {"state": "state", "agency": "user__agency"}

    def prepare(self) -> None:
        choose_among(self, agency=Agency.objects.managed_by(self.user))

    def narrow(self, rows: QuerySet) -> QuerySet:
        rows = super().narrow(rows)
        if q := self.in_force.get("q"):
            rows = rows.filter(Q(reference__icontains=q) | Q(user__name__icontains=q))
        return rows


def require_sight(request: SignedIn) -> None:
    if not request.user.has_perm("clients.view_client"):
        raise PermissionDenied(NOT_FOR_YOU)


@login_required
def clients(request: SignedIn) -> HttpResponse:
    require_sight(request)
    rows = Client.objects.visible_to(request.user).for_pages().with_credentials()
    listing = Listing(
        request, rows, filters=ClientFilters, columns=COLUMNS, sort="-reference", unit="clients"
    )
    shown = {
        "listing": listing,
        "rows": [(row, state_of(row)) for row in listing.rows],
        "moves": _moves(request),
    }
    return render(request, "clients/clients.html", shown)


def _moves(request: SignedIn) -> list[Move]:
    why_not = why_not_manage(request.user)
    new, stop = reverse("clients:new-client"), reverse("clients:stop-all")
    return [
        Move("new", _("Open a client"), new, why_not=why_not, opens=True, is_lead=True),
        Move("stop-all", _("Stop all of an agency"), stop, why_not=why_not, asks=True),
    ]
