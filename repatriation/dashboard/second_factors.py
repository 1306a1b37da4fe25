"""Setting up a second factor, giving one up, and the codes for when it is lost."""

import json
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import clear_totp_secret, get_totp_secret
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_registration
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from repatriation.accounts.second_factor import has_second_factor
from repatriation.accounts.sessions import PROOF, Proof, needs_second_factor
from repatriation.accounts.setting_up import (
    add_app as add_app_of,
)
from repatriation.accounts.setting_up import (
    add_key as add_key_of,
)
from repatriation.accounts.setting_up import (
    make_codes,
    remove_factor,
    why_not_add_app,
    why_not_make_codes,
    why_not_remove,
)
from repatriation.accounts.signing_in import note_try
from repatriation.dashboard.account import PasswordAgainForm, signed_in_fully
from repatriation.dashboard.fields import code_field
from repatriation.dashboard.forms import posted
from repatriation.dashboard.pages import SignedIn
from repatriation.dashboard.sign_in import WRONG_CODE, WRONG_KEY
from repatriation.documents.qr import QUIET_ZONE, matrix_of, runs

GROUP = 4  # signs of a secret or a code that are read together


class AppForm(PasswordAgainForm):
    """The app is there when its first code is right."""

    code = code_field(gettext_lazy("The code it shows now"), is_focused=False)
    field_order = ["code", "password"]


class KeyForm(PasswordAgainForm):
    name = forms.CharField(
        label=gettext_lazy("What you call this key"),
        max_length=60,
        initial=gettext_lazy("Security key"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    credential = forms.JSONField(widget=forms.HiddenInput)
    field_order = ["name", "password"]

    def clean_credential(self) -> dict:
        """allauth's form asks whether the key answered the challenge of this very session."""
        sent = {"credential": json.dumps(self.cleaned_data["credential"]), "name": "-"}
        try:
            is_right = AddWebAuthnForm(sent, user=self.person).is_valid()
        except (TypeError, ValueError, KeyError, AttributeError):
            is_right = False
        if not is_right:
            raise ValidationError(WRONG_KEY, code="wrong_key")
        return self.cleaned_data["credential"]


@signed_in_fully
def second_factor(request: SignedIn) -> HttpResponse:
    return _page(request)


def _page(request: SignedIn, **bound: Any) -> HttpResponse:
    """Both ways on one page. Who signed in without a factor and has one by now signs in anew."""
    person = request.user
    is_needed = needs_second_factor(request)
    shown: dict[str, Any] = {
        "is_needed": is_needed,
        "is_late": is_needed and has_second_factor(person),
    }
    if not shown["is_late"]:
        secret = get_totp_secret()
        shown |= {
            "why_no_app": why_not_add_app(person),
            "app_form": AppForm(person, prefix="app"),
            "key_form": KeyForm(person, prefix="key"),
            "secret": grouped(secret),
            "qr": qr_of(get_adapter().build_totp_url(person, secret)),
            "creation": begin_registration(person, passwordless=False),
        }
    form = next(iter(bound.values()), None)
    status = form.status if form else 200
    return render(request, "mfa/second_factor.html", shown | bound, status=status)


@signed_in_fully
def add_app(request: SignedIn) -> HttpResponse:
    form = AppForm(request.user, posted(request), prefix="app")
    if _is_late(request) or not form.is_bound:
        return redirect("second_factor")
    if not form.is_valid():
        return _page(request, app_form=form)
    code = form.cleaned_data["code"]
    codes = add_app_of(person=request.user, secret=get_totp_secret(), code=code)
    if codes is None:
        note_try(form.limits())
        form.add_error("code", WRONG_CODE)
        return _page(request, app_form=form)
    clear_totp_secret(request)
    return _is_set_up(request, codes)


@signed_in_fully
def add_key(request: SignedIn) -> HttpResponse:
    form = KeyForm(request.user, posted(request), prefix="key")
    if _is_late(request) or not form.is_bound:
        return redirect("second_factor")
    if not form.is_valid():
        return _page(request, key_form=form)
    typed = form.cleaned_data
    codes = add_key_of(person=request.user, name=typed["name"], credential=typed["credential"])
    return _is_set_up(request, codes)


def _is_late(request: SignedIn) -> bool:
    """The password alone does not add to the factors of who has some."""
    return needs_second_factor(request) and has_second_factor(request.user)


def _is_set_up(request: SignedIn, codes: list[str]) -> HttpResponse:
    """What was proven counts for this session. The codes are in this answer and in no other."""
    if request.session.get(PROOF) == Proof.PASSWORD:
        request.session[PROOF] = Proof.FULL
    messages.success(request, _("Your second factor is set up."))
    return _codes(request, codes) if codes else redirect("account")


def _codes(request: SignedIn, codes: list[str]) -> HttpResponse:
    return render(request, "mfa/codes.html", {"codes": [grouped(code) for code in codes]})


@signed_in_fully
def new_codes(request: SignedIn) -> HttpResponse:
    form = PasswordAgainForm(request.user, posted(request))
    if form.is_valid():
        return _codes(request, make_codes(person=request.user))
    shown = {"form": form, "why_not": why_not_make_codes(request.user)}
    return render(request, "mfa/new_codes.html", shown, status=form.status)


@signed_in_fully
def remove(request: SignedIn, pk: int) -> HttpResponse:
    own = Authenticator.objects.filter(user=request.user)
    factor = get_object_or_404(own.exclude(type=Authenticator.Type.RECOVERY_CODES), pk=pk)
    form = PasswordAgainForm(request.user, posted(request))
    if (why_not := why_not_remove(request.user, factor)) is None and form.is_valid():
        remove_factor(authenticator=factor, by=request.user)
        messages.success(request, _("It is removed. It no longer opens anything here."))
        return redirect("account")
    shown = {"form": form, "factor": factor, "why_not": why_not}
    return render(request, "mfa/remove.html", shown, status=form.status)


def grouped(text: str) -> str:
    return " ".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def qr_of(text: str) -> dict[str, object]:
    """One path, with its quiet zone: drawn in the page itself, so no file tells the secret."""
    matrix = matrix_of(text)
    side = len(matrix) + 2 * QUIET_ZONE
    boxes = (
        f"M{column + QUIET_ZONE} {row + QUIET_ZONE}h{length}v1h-{length}z"
        for row, column, length in runs(matrix)
    )
    return {"side": side, "path": "".join(boxes)}
