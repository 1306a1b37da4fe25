"""A device that several people share: one leaves, another takes over at the same place."""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django import forms
from django.contrib.auth import authenticate, logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from repatriation.accounts.devices import (
    begin_shift,
    device_of,
    end_of_shift,
    people_of,
    share,
    unshare,
)
from repatriation.accounts.models import OpenSession, User
from repatriation.accounts.network import is_own_path, network_address
from repatriation.accounts.sessions import PROOF, Proof, needs_second_factor
from repatriation.accounts.signing_in import Limit, forget_tries, note_failure, of_address, of_email
from repatriation.dashboard.fields import password_field
from repatriation.dashboard.forms import choose_among, posted
from repatriation.dashboard.sign_in import LimitedForm, leave

WRONG_PASSWORD = _("This is not the password of this person.")
NOT_ON_SHIFT = _("This person no longer comes back here by password. Sign in fully.")


class ComeBackForm(LimitedForm):
    """Names of this device only; of somebody else's it would tell nothing anyway."""

    person: Any = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who are you?"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": NOT_ON_SHIFT},
    )
    password = password_field(_("Password"))

    def __init__(self, request: HttpRequest, *args: Any):
        super().__init__(*args)
        self.request, self.address = request, network_address(request)
        self.people = people_of(device_of(request)).order_by("name")
        choose_among(self, person=self.people)
        if len(self.people) == 1:
            self.initial["person"] = self.people[0]

    def limits(self) -> list[Limit]:
        return [of_address(self.address), of_email(self.email, self.address)]

    def clean(self) -> dict:
        if self.errors:
            return self.cleaned_data
        self.email = self.cleaned_data["person"].email
        self.require_fewer_tries()
        password = self.cleaned_data["password"]
        self.user = authenticate(self.request, email=self.email, password=password)
        if self.user is None:
            note_failure(self.limits(), self.email)
            self.add_error("password", ValidationError(WRONG_PASSWORD))
        return self.cleaned_data

    def come_in(self, target: str) -> HttpResponse:
        """Until the shift ends, and no longer, however busy they are."""
        forget_tries(of_email(self.email, self.address))
        record_authentication(self.request, self.user, Proof.CAME_BACK)
        ends_at = end_of_shift(self.cleaned_data["person"], device_of(self.request))
        response = perform_login(self.request, Login(self.user, redirect_url=target))
        self.request.session.set_expiry(ends_at)
        return response


@never_cache
@sensitive_post_parameters()
def change_user(request: HttpRequest) -> HttpResponse:
    """Asked by POST of who is signed in it ends their session; everybody else comes back here."""
    target = where_to(request)
    if isinstance(request.user, User):
        return (
            _left(request, request.user, target) if request.method == "POST" else redirect(target)
        )
    form = ComeBackForm(request, posted(request))
    if form.is_valid():
        return form.come_in(target)
    sign_in = f"{reverse('account_login')}?{urlencode({'next': target})}"
    if not form.people:
        return redirect(sign_in)
    shown = {"form": form, "sign_in": sign_in}
    return render(request, "account/change_user.html", shown, status=form.status)


def _left(request: HttpRequest, person: User, target: str) -> HttpResponse:
    """They stay on shift: whoever was here fully comes back by password."""
    response = redirect(change_user_url(target))
    keep_on_shift(request, person, share(request, response))
    leave(request, person)
    logout(request)
    return response


def keep_on_shift(request: HttpRequest, person: User, device: str) -> None:
    """Not who came back only: that began with a full sign-in, and lasts as long."""
    is_full = not needs_second_factor(request) and request.session.get(PROOF) != Proof.CAME_BACK
    row = OpenSession.objects.filter(session_key=request.session.session_key).first()
    if row and is_full:
        begin_shift(person, device, row.began_at)


@require_POST
def forget_device(request: HttpRequest) -> HttpResponse:
    """It belongs to one person again."""
    response = redirect("account")
    unshare(request, response)
    return response


def change_user_url(target: str) -> str:
    return f"{reverse('change_user')}?{urlencode({'next': target})}"


def where_to(request: HttpRequest) -> str:
    """Back to the page where one was: a path of ours, or the first page."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    return target if is_own_path(target) else reverse("today")
