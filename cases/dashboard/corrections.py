"""Correcting what was written wrongly: a new entry that names the one it corrects."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard.cases import case_of
from cases.dashboard.containers import container_of
from cases.dashboard.forms import MoveForm, Unit
from cases.dashboard.pages import ask_form
from cases.dashboard.records import correct_move, correctable
from cases.models import Container, CustodyEvent, RemainsCase
from cases.operations.reviewing import correct_custody
from repatriation.dashboard.formats import moment_text
from repatriation.dashboard.forms import choose_among, posted
from repatriation.dashboard.pages import SignedIn, as_seen
from repatriation.ledger.locking import lock


class EventField(forms.ModelChoiceField):
    def label_from_instance(self, event: CustodyEvent) -> str:
        unit = event.storage_unit or event.place
        said = f"{moment_text(event.occurred_at)}: {event.get_kind_display()}"
        return f"{said}, {unit}" if unit else said


class CorrectForm(MoveForm, Unit):
    event = EventField(
        CustodyEvent.objects.none(), label=gettext_lazy("Which entry"), empty_label=None
    )
    place = forms.CharField(label=gettext_lazy("The right place"), max_length=120, required=False)
    note = forms.CharField(
        label=gettext_lazy("What was wrong, and how you know"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ["event", "storage_unit", "place", "note"]

    def __init__(self, *args: Any, row: Container | RemainsCase, **more: Any):
        super().__init__(*args, **more)
        choose_among(self, event=correctable(row).select_related("storage_unit"))
        self.fields["storage_unit"].required = False
        self.fields["storage_unit"].label = _("The right storage unit")


@login_required
def correct_container(request: SignedIn, reference: str) -> HttpResponse:
    crumb = (_("Containers"), reverse("cases:containers"))
    return _corrected(request, container_of(request, reference), crumb)


@login_required
def correct_case(request: SignedIn, reference: str) -> HttpResponse:
    crumb = (_("Cases"), reverse("cases:cases"))
    return _corrected(request, case_of(request, reference), crumb)


def _corrected(
    request: SignedIn, row: Container | RemainsCase, crumb: tuple[str, str]
) -> HttpResponse:
    form = CorrectForm(posted(request), user=request.user, row=row)
    move = correct_move(request.user, row)

    def save(**correction: Any) -> Container | RemainsCase:
        lock(as_seen(request, row))
        correct_custody(by=request.user, **correction)
        messages.success(request, _("The correction is recorded beside the first entry."))
        return row

    return ask_form(
        request,
        form,
        save,
        row=row,
        crumbs=[crumb, (str(row), row.get_absolute_url())],
        title=move.label,
        kind=str(row),
        lead=_("A new entry names the one it corrects. The first stays as it was written."),
        why_not=move.why_not,
    )
