"""Signing in by e-mail, password and second factor, and out again.

The way leads through allauth's stages; the tries that fail are counted here, in one place.
"""

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.views import LoginView
from allauth.mfa.base.forms import BaseAuthenticateForm
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.views import LogoutView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from repatriation.accounts.devices import device_of, end_shift
from repatriation.accounts.models import OpenSession, User
from repatriation.accounts.network import network_address
from repatriation.accounts.second_factor import note_recovery_code, used_code
from repatriation.accounts.signing_in import (
    Limit,
    forget_tries,
    is_locked_out,
    note_failure,
    of_address,
    of_codes,
    of_email,
)
from repatriation.dashboard.fields import WRONG_CODE, code_field, email_field, password_field
from repatriation.ledger.writing import record

LOCKED_OUT = _(
    "Too many tries from here. Wait 15 minutes, or ask the administrator of your agency for a new "
    "password."
)
NOT_TOGETHER = _("This e-mail address and password do not belong together.")
WRONG_KEY = _("This key was not accepted. Try again, or use a code.")


class LimitedForm(forms.Form):
    """Refuses before it looks, once there were too many tries. `limits` and `tries` differ."""

    locked_out: Any = LOCKED_OUT

    def limits(self) -> list[Limit]:
        raise NotImplementedError

    def require_fewer_tries(self) -> None:
        if is_locked_out(self.limits()):
            raise ValidationError(self.locked_out, code="locked_out")

    @property
    def status(self) -> int:
        """A failed try is answered 200, so that the door keeps what is noted of it."""
        data = self.errors.as_data() if self.is_bound else {}
        codes = {error.code for errors in data.values() for error in errors}
        return 429 if "locked_out" in codes else 200


class SignInForm(LimitedForm):
    """Says the same of an unknown address, a wrong password and a person who is not active."""

    email = email_field()
    password = password_field(_("Password"))

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.request, self.address = request, network_address(request)

    def limits(self) -> list[Limit]:
        return [of_address(self.address), of_email(self.cleaned_data["email"], self.address)]

    def clean(self) -> dict:
        if self.errors:
            return self.cleaned_data
        self.require_fewer_tries()
        self.user = authenticate(self.request, **self.cleaned_data)
        if self.user is None:
            note_failure(self.limits(), self.cleaned_data["email"])
            raise ValidationError(NOT_TOGETHER, code="invalid_login")
        return self.cleaned_data

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        forget_tries(of_email(self.cleaned_data["email"], self.address))
        return perform_password_login(request, {}, Login(self.user, redirect_url=redirect_url))


class SignIn(LoginView):
    form_class = SignInForm
    template_name = "account/login.html"

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: object) -> None:
        """Whoever comes here again begins again, perhaps as somebody else."""
        clear_login(request)

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = form.status
        return response


class CodeForm(LimitedForm, BaseAuthenticateForm):
    """A code of the app or a recovery code; either is used up by being right."""

    code = code_field()
    locked_out = _("Too many tries. Wait 15 minutes, then use the newest code.")

    def limits(self) -> list[Limit]:
        return [of_codes(self.user)]

    def clean_code(self) -> str:
        self.require_fewer_tries()
        if (used := used_code(self.user, self.cleaned_data["code"])) is None:
            note_failure(self.limits(), self.user.email)
            raise ValidationError(WRONG_CODE, code="wrong_code")
        self.authenticator = used
        self.authenticator.user = self.user
        return self.cleaned_data["code"]

    def save(self) -> None:
        forget_tries(of_codes(self.user))
        note_recovery_code(self.authenticator, by=User.objects.system())
        post_authentication(self.request, self.authenticator)


class KeyForm(LimitedForm, AuthenticateWebAuthnForm):
    """What the browser got from the key. A challenge is good once, so nothing can be sent again."""

    locked_out = CodeForm.locked_out

    def limits(self) -> list[Limit]:
        return [of_codes(self.user)]

    def clean_credential(self) -> Authenticator:
        self.require_fewer_tries()
        try:
            return super().clean_credential()
        except (ValidationError, TypeError, ValueError, KeyError, AttributeError) as error:
            note_failure(self.limits(), self.user.email)
            raise ValidationError(WRONG_KEY, code="wrong_key") from error


class SecondFactor(AuthenticateView):
    """The second stage: the password was right, nobody is signed in yet."""

    form_class, webauthn_form_class = CodeForm, KeyForm
    template_name = "mfa/authenticate.html"

    def form_valid(self, form: Any) -> HttpResponse:
        form.request = self.request
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = form.status
        return response

    def get_context_data(self, **kwargs: Any) -> dict:
        context = super().get_context_data(**kwargs)
        held = Authenticator.objects.filter(user_id=self.stage.login.user.pk)
        types = set(held.values_list("type", flat=True))
        return context | {
            "has_app": Authenticator.Type.TOTP in types,
            "has_key": Authenticator.Type.WEBAUTHN in types,
            "who": None,
        }


class SignOut(LogoutView):
    """Who signs out comes back only by signing in fully; "Change user" is for a while."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if isinstance(request.user, User) and request.user.is_authenticated:
            end_shift(request.user, device_of(request))
            leave(request, request.user)
        return super().post(request, *args, **kwargs)


def leave(request: HttpRequest, person: User) -> None:
    OpenSession.objects.filter(session_key=request.session.session_key).delete()
    record("accounts.signed_out", person, by=person)
