"""The admin: the site's own sign-in, its name, how it tells what happened, and no way to delete."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from repatriation.accounts.administration import NeverDeleted
from repatriation.accounts.models import User
from repatriation.accounts.sessions import PROOF, Proof
from repatriation.audit.models import Event
from repatriation.dashboard.components import Entry
from repatriation.dashboard.history import entries_of
from repatriation.dashboard.sign_in import SignOut

ADMIN_ONLY = _("The admin is for administrators and auditors.")


class RegisterAdmin(AdminSite):
    site_title = site_header = _("Administration")
    index_title = _("What is kept here")

    def __init__(self, name: str = "admin"):
        super().__init__(name)
        self.disable_action("delete_selected")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """What a library would put here is left out: it knows neither sides nor our history."""
        if admin_class and issubclass(admin_class, NeverDeleted):
            super().register(model_or_iterable, admin_class, **options)

    def get_urls(self) -> list:
        """Without Django's detour to a record's page, which would tell its reference to anybody."""
        return [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]

    def entries_of(self, events: Iterable[Event], reader: User) -> list[Entry]:
        return entries_of(events, reader, is_proven=True)

    def has_permission(self, request: HttpRequest) -> bool:
        """Not by the password alone, as somebody who came back to a shared device."""
        return super().has_permission(request) and request.session.get(PROOF) != Proof.CAME_BACK

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Who is signed in and may not come in is told so: signing in again would not help."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied(ADMIN_ONLY)
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    def logout(self, request: HttpRequest, extra_context: dict | None = None) -> Any:
        return SignOut.as_view()(request)

    def password_change(self, request: HttpRequest, extra_context: dict | None = None) -> Any:
        return redirect("change_password")
