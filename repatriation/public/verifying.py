"""Whoever holds a paper asks whether we issued it. Without signing in, and without a name or a
place in the answer: what the asker reads on the paper, and whether it is the newest."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from repatriation.accounts.network import network_address
from repatriation.api.throttling import WINDOW, Allowance, count
from repatriation.documents.codes import code_meant
from repatriation.documents.holding import still_holds
from repatriation.documents.models import IssuedDocument

MOST = 30  # codes a minute from one address
NO_CODE = "-"  # no document has it: the store is asked all the same


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code on the paper"),
        max_length=100,
        help_text=_("Twelve letters and digits at the foot of every page, as K7QF-2M9X-4TBC."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


def verify(request: HttpRequest) -> HttpResponse:
    """A code that nobody has is asked of the store like any other, and answered as quickly."""
    typed = request.GET.get("code", "")
    if not typed.strip():
        return _answer(request, CodeForm())
    allowance = _asked(request)
    if allowance.used > allowance.limit:
        wait = {"Retry-After": str(allowance.seconds_left)}
        return _answer(request, CodeForm(request.GET), status=429, headers=wait, is_busy=True)
    issued = IssuedDocument.objects.with_newer().select_related("file")
    document = issued.filter(code=code_meant(typed) or NO_CODE).first()
    has_fallen = document is not None and not still_holds(document)
    shown = {"document": document, "has_fallen": has_fallen}
    return _answer(request, CodeForm(request.GET), is_asked=True, **shown)


def _asked(request: HttpRequest) -> Allowance:
    """Counted without keeping the address itself."""
    who = salted_hmac("public.verify", network_address(request), algorithm="sha256").hexdigest()
    return count("verify", who, MOST, WINDOW)


def _answer(
    request: HttpRequest,
    form: CodeForm,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
    **shown: object,
) -> HttpResponse:
    response = render(request, "public/verify.html", {"form": form} | shown, status=status)
    for name, value in (headers or {}).items():
        response.headers[name] = value
    return response
