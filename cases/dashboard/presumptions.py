"""The presumptive flag of a case: for those who examine, on pages alone."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard.cases import case_of
from cases.dashboard.forms import MoveForm
from cases.dashboard.identification_forms import AskingForm, PersonField
from cases.dashboard.pages import ask_form, typed
from cases.models import RemainsCase
from cases.operations.presuming import lift_presumptive, set_presumptive
from cases.policies.persons import why_not_lift, why_not_presume
from repatriation.dashboard.pages import SignedIn, as_seen


class PresumeForm(AskingForm):
    evidence = forms.CharField(
        label=gettext_lazy("What speaks for it"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    person = PersonField(label=gettext_lazy("Reference of the person sought"), required=False)


class LiftForm(MoveForm):
    because = forms.CharField(label=gettext_lazy("Why it is lifted"), max_length=200)


@login_required
def presume(request: SignedIn, reference: str) -> HttpResponse:
    row = case_of(request, reference)

    def save(**flag: Any) -> RemainsCase:
        set_presumptive(case=as_seen(request, row), by=request.user, **flag)
        messages.success(request, _("The presumptive flag is set. It stays in the house."))
        return row

    return ask_form(
        request,
        typed(request, PresumeForm),
        save,
        row=row,
        crumbs=_crumbs(row),
        title=_("Set a presumptive flag"),
        kind=str(row),
        lead=_(
            "Seen by those who examine and decide. No family, no partner agency and no public page "
            "is ever shown it."
        ),
        why_not=why_not_presume(request.user, row),
    )


@login_required
def lift(request: SignedIn, reference: str) -> HttpResponse:
    row = case_of(request, reference)

    def save(**reason: Any) -> RemainsCase:
        lift_presumptive(case=as_seen(request, row), by=request.user, **reason)
        messages.success(request, _("The presumptive flag is lifted."))
        return row

    return ask_form(
        request,
        typed(request, LiftForm),
        save,
        row=row,
        crumbs=_crumbs(row),
        title=_("Lift the presumptive flag"),
        kind=str(row),
        lead=_("It stays in the history, with your reason."),
        why_not=why_not_lift(request.user, row),
    )


def _crumbs(row: RemainsCase) -> list[tuple[str, str]]:
    return [(_("Cases"), reverse("cases:cases")), (str(row), row.get_absolute_url())]
