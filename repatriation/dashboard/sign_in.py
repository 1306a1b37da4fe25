"""Signing in by e-mail and password, and out again."""

from typing import Any

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from repatriation.accounts.models import User
from repatriation.accounts.signing_in import (
    digest_of,
    is_locked_out,
    note_failure,
    note_sign_out,
    note_success,
)

LOCKED_OUT = _(
    "Too many tries from here with this e-mail address. Wait 15 minutes, or ask the administrator "
    "of your agency for a new password."
)


def network_address(request: HttpRequest | None) -> str:
    """Behind our proxy it is what the proxy added last; what stands before it anybody may write."""
    if request is None:
        return ""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.IS_BEHIND_TLS else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


class SignInForm(AuthenticationForm):
    """Says the same of an unknown address, a wrong password and a person who is not active."""

    error_messages = AuthenticationForm.error_messages | {
        "invalid_login": _("This e-mail address and password do not belong together.")
    }

    @property
    def who(self) -> str:
        return digest_of(self.cleaned_data["username"], network_address(self.request))

    def clean(self) -> dict:
        if not {"username", "password"} <= self.cleaned_data.keys():
            return self.cleaned_data
        if is_locked_out(self.who):
            raise ValidationError(LOCKED_OUT, code="locked_out")
        try:
            return super().clean()
        except ValidationError:
            note_failure(self.who, self.cleaned_data["username"])
            raise


class SignIn(LoginView):
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        note_success(form.who, form.get_user())
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        """A failed try is answered 200, so that the door keeps what is noted of it."""
        response = super().form_invalid(form)
        if form.has_error(NON_FIELD_ERRORS, "locked_out"):
            response.status_code = 429
        return response


class SignOut(LogoutView):
    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if isinstance(request.user, User) and request.user.is_authenticated:
            note_sign_out(request.user)
        return super().post(request, *args, **kwargs)
