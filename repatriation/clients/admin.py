"""Clients as the admin lists them: read there, and kept on their pages by the one set of rules."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from repatriation.accounts.administration import AgencyFilter, RecordAdmin, who_asks
from repatriation.clients.models import Client


@admin.register(Client)
class ClientAdmin(RecordAdmin):
    """“Add” leads to the page that opens one, and “View on site” to the client's own."""

    list_display = ("reference", "name", "agency_name", "state", "made_at", "stopped_at")
    list_filter = ("state", "made_at", ("user__agency", AgencyFilter))
    read_with = ("user__agency",)
    nothing_yet = _("No client is open yet.")

    @admin.display(description=_("program"), ordering="user__name")
    def name(self, client: Client) -> str:
        return client.name

    @admin.display(description=_("agency"), ordering="user__agency__name")
    def agency_name(self, client: Client) -> str:
        return client.agency.name

    def has_view_permission(self, request: HttpRequest, obj: Client | None = None) -> bool:
        """Whoever else sees clients has the page for it."""
        return who_asks(request).has_perm("clients.change_client")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return who_asks(request).has_perm("clients.add_client")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return redirect("clients:new-client")
