"""The page behind a one-time link: set a password, then sign in. Looking at it uses nothing."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from repatriation.accounts.inviting import DEAD, link_for, use_link
from repatriation.accounts.models import User
from repatriation.dashboard.fields import password_field
from repatriation.dashboard.forms import posted
from repatriation.errors import RuleBroken, Sentence
from repatriation.language import say

NOT_THE_SAME = gettext_lazy("The two are not the same. Type the password again, twice.")


class PasswordForm(forms.Form):
    """Twice, for nobody can read what was typed."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=200)
    email = forms.CharField(  # shown, for people and for what keeps their passwords; never read
        label=gettext_lazy("E-mail"),
        disabled=True,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=gettext_lazy("New password"),
        max_length=200,
        strip=False,
        help_text=gettext_lazy("Several words are good; what many people use is refused."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "autofocus": True}),
    )
    again = password_field(gettext_lazy("The same once more"), is_new=True)

    def clean(self) -> dict:
        typed = self.cleaned_data
        if {"password", "again"} <= typed.keys() and typed["password"] != typed["again"]:
            self.add_error("again", NOT_THE_SAME)
        return typed


@sensitive_post_parameters()
def one_time_link(request: HttpRequest) -> HttpResponse:
    """The key stands in the query, which no log keeps, and then in the form."""
    if request.user.is_authenticated:
        return render(request, "one_time_link_signed_in.html", status=403)
    key = request.POST.get("key", "") or request.GET.get("key", "")
    link = link_for(key)
    if link is None:
        return render(request, "one_time_link_dead.html", {"said": say(Sentence(DEAD))}, status=410)
    form = PasswordForm(posted(request), initial={"key": key, "email": link.person.email})
    if form.is_valid() and set_password(form):
        messages.success(request, _("Your password is set. Sign in with it."))
        return redirect("account_login")
    status = 422 if form.is_bound else 200
    return render(request, "one_time_link.html", {"form": form}, status=status)


def set_password(form: PasswordForm) -> bool:
    """False where it is refused, with the reason in its place."""
    typed = form.cleaned_data
    try:
        with transaction.atomic():
            use_link(key=typed["key"], password=typed["password"], by=User.objects.system())
    except ValidationError as error:
        form.add_error("password", error)
    except RuleBroken as error:  # somebody was faster
        form.add_error(None, say(error.sentence))
    else:
        return True
    return False
