"""Remains of the other party are packed: their labels are scanned into one new container."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models.fields import BLANK_CHOICE_DASH
from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Container, RemainsCase
from cases.models.container import ContainerKind
from cases.operations.packing import pack_cases
from cases.operations.scanning import reference_of
from cases.policies.packing import why_not_pack_anything
from repatriation.dashboard.forms import form_page, posted
from repatriation.dashboard.pages import SignedIn
from repatriation.errors import RuleBroken, Sentence, gettext_noop

UNKNOWN = gettext_noop("“%(code)s” is no case that you may see. Nothing was packed.")
MOST = 4000


class PackForm(forms.Form):
    codes = forms.CharField(
        label=gettext_lazy("Labels"),
        widget=forms.Textarea,
        max_length=MOST,
        help_text=gettext_lazy("Scanned or typed from the label itself, one on each line."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Container"),
        choices=[
            *BLANK_CHOICE_DASH,
            *((kind.value, capfirst(kind.label)) for kind in ContainerKind),
        ],
    )
    seal = forms.CharField(label=gettext_lazy("Seal"), max_length=200, required=False)


@login_required
def pack(request: SignedIn) -> HttpResponse:
    picked = "\n".join(request.GET.getlist("pick"))
    form = PackForm(posted(request), initial={"codes": picked})

    def save(codes: str, **typed: Any) -> Container:
        cases, labels = _read(request, codes)
        container = pack_cases(cases=cases, labels=labels, by=request.user, **typed)
        said = _("Packed in %(container)s. Write this reference on it: it is its label.")
        messages.success(request, said % {"container": container})
        return container

    page: dict[str, Any] = {
        "title": _("Pack for the return"),
        "lead": _(
            "Into one new container. Only what a release officer authorised for the other party; "
            "another person packs, and a third one counts."
        ),
        "back": reverse("today"),
        "submit": _("Pack"),
        "why_not": why_not_pack_anything(request.user),
    }
    return form_page(request, form, save, **page)


def _read(request: SignedIn, codes: str) -> tuple[list[RemainsCase], dict[int, str]]:
    """Each line is one label; the case it names, and the label as it was read."""
    cases, labels = [], {}
    for code in filter(None, (line.strip() for line in codes.splitlines())):
        seen = RemainsCase.objects.visible_to(request.user)
        if not (case := seen.filter(reference=reference_of(code)).first()):
            raise RuleBroken(Sentence(UNKNOWN, {"code": code[:40]}))
        cases.append(case)
        labels[case.pk] = code
    return cases, labels
