"""A person's own sign-in: the password, the second factors, and where one is signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import password_validation, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from repatriation.accounts.devices import device_of
from repatriation.accounts.models import OpenSession, User
from repatriation.accounts.sessions import (
    PROOF,
    Proof,
    end_session,
    end_sessions,
    follow_new_key,
    open_sessions,
)
from repatriation.accounts.signing_in import Limit, forget_tries, note_try, of_password
from repatriation.dashboard.fields import WRONG_PASSWORD, password_field, whose_field
from repatriation.dashboard.forms import posted
from repatriation.dashboard.pages import SignedIn
from repatriation.dashboard.sign_in import LimitedForm
from repatriation.ledger.writing import record

NOT_FULL = gettext_lazy(
    "You came back with your password alone. To change your password or your second factors, sign "
    "out and sign in fully."
)
NOT_THE_SAME = gettext_lazy("The two new passwords are not the same.")


class PasswordAgainForm(LimitedForm):
    """Whoever finds a page left open cannot change how its owner signs in."""

    whose = whose_field()
    password = password_field(gettext_lazy("Your present password"))
    locked_out = gettext_lazy("Too many tries. Wait 15 minutes.")

    def __init__(self, person: User, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.person, self.initial["whose"] = person, person.email

    def limits(self) -> list[Limit]:
        return [of_password(self.person)]

    def clean_password(self) -> str:
        self.require_fewer_tries()
        if not self.person.check_password(self.cleaned_data["password"]):
            note_try(self.limits())
            raise ValidationError(WRONG_PASSWORD, code="wrong_password")
        forget_tries(of_password(self.person))
        return self.cleaned_data["password"]


class NewPasswordForm(PasswordAgainForm):
    new = password_field(gettext_lazy("New password"), is_new=True)
    again = password_field(gettext_lazy("New password, once more"), is_new=True)

    def clean_new(self) -> str:
        password_validation.validate_password(self.cleaned_data["new"], self.person)
        return self.cleaned_data["new"]

    def clean(self) -> dict:
        typed = self.cleaned_data
        if {"new", "again"} <= typed.keys() and typed["new"] != typed["again"]:
            self.add_error("again", NOT_THE_SAME)
        return typed


@login_required
def account(request: SignedIn) -> HttpResponse:
    factors = Authenticator.objects.filter(user=request.user).order_by("created_at")
    codes = next((one for one in factors if one.type == Authenticator.Type.RECOVERY_CODES), None)
    shown = {
        "factors": [one for one in factors if one is not codes],
        "has_app": any(one.type == Authenticator.Type.TOTP for one in factors),
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
        "sessions": [
            {"row": row, "seen_at": seen, "is_here": row.session_key == request.session.session_key}
            for row, seen in open_sessions(request.user)
        ],
        "is_shared": bool(device_of(request)),
    }
    return render(request, "account/account.html", shown)


def signed_in_fully(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A password that was seen and a tablet within the shift give nobody a factor of theirs, nor a
    password that shuts the owner out."""

    @wraps(view)
    def wrapped(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.session.get(PROOF) != Proof.CAME_BACK:
            return view(request, *args, **kwargs)
        messages.error(request, NOT_FULL)
        return redirect("account")

    return login_required(never_cache(sensitive_post_parameters()(wrapped)))


@signed_in_fully
def change_password(request: SignedIn) -> HttpResponse:
    """The others end: whoever knew the old one is out."""
    person = request.user
    form = NewPasswordForm(person, posted(request))
    if not form.is_valid():
        return render(request, "account/password.html", {"form": form}, status=form.status)
    here = request.session.session_key
    person.set_password(form.cleaned_data["new"])
    person.save(update_fields=["password"])
    record("accounts.password_changed", person, by=person)
    end_sessions(person, by=person, but=here)
    update_session_auth_hash(request, person)
    follow_new_key(request.session, here)
    messages.success(request, _("Your password is changed. Elsewhere you are signed out."))
    return redirect("account")


@login_required
@require_POST
def end(request: SignedIn, pk: int) -> HttpResponse:
    row = get_object_or_404(OpenSession, pk=pk, person=request.user)
    end_session(row, by=request.user)
    messages.success(request, _("That session is ended."))
    return redirect("account")


@login_required
@require_POST
def end_others(request: SignedIn) -> HttpResponse:
    here = request.session.session_key
    number = end_sessions(request.user, by=request.user, but=here)
    said = ngettext("%(n)s other session is ended.", "%(n)s other sessions are ended.", number)
    messages.success(request, said % {"n": number})
    return redirect("account")
