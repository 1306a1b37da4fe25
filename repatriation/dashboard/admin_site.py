"""The admin: the site's own sign-in, its name, and no way to delete."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from repatriation.dashboard.sign_in import SignOut
from repatriation.ledger.writing import record

ADMIN_ONLY = _("The admin is for administrators and auditors.")


class RegisterAdmin(AdminSite):
    site_title = site_header = _("Administration")
    index_title = _("What is kept here")

    def __init__(self, name: str = "admin"):
        super().__init__(name)
        self.disable_action("delete_selected")

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
        response = super().password_change(request, extra_context)
        if request.method == "POST" and response.status_code == 302:
            record("accounts.password_changed", request.user, by=request.user)
        return response
