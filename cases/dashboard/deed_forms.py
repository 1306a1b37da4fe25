"""What a person fills in for a move of one record that few make: a reason, an account, an order."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.dashboard.forms import Late, Moment, MoveForm, Pair, Remains, Unit
from cases.models.container import Hazard


def written(label: Any, length: int = 500, **more: Any) -> forms.CharField:
    rows = 6 if length > 500 else 3
    return forms.CharField(
        label=label, max_length=length, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


NO_NAMES = _("No names, and nothing that only an examiner may say.")


class ReasonForm(MoveForm):
    reason = written(_("Why, and how you know"), help_text=NO_NAMES)


class BecauseForm(MoveForm):
    because = written(_("Why, and how you know"), help_text=NO_NAMES)


class WithdrawForm(MoveForm):
    because = written(_("Why it is withdrawn"), 200)


class MissingForm(ReasonForm, Moment):
    field_order = ["reason", "occurred_at"]


class FoundForm(BecauseForm, Unit, Moment):
    """In a unit of the own agency, or where there is none."""

    place = forms.CharField(label=_("Or another place"), max_length=120, required=False)
    field_order = ["storage_unit", "place", "because", "occurred_at"]

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        self.fields["storage_unit"].required = False
        self.fields["storage_unit"].label = _("Where it was found")


class HoldForm(ReasonForm):
    order = forms.CharField(label=_("Number of the legal authority’s order"), max_length=120)
    field_order = ["order", "reason"]


class HazardForm(MoveForm, Moment):
    hazard = forms.ChoiceField(label=_("Hazard"), choices=[("", _("Choose")), *Hazard.choices])
    note = written(_("What was seen, and where it was put"), 200, required=False)
    field_order = ["hazard", "note", "occurred_at"]


class NeutraliseForm(MoveForm, Moment):
    note = written(_("How the hazard was dealt with"), 200)
    field_order = ["note", "occurred_at"]


class AccountForm(MoveForm):
    account = written(_("What was found, and how you know"), 2000, help_text=NO_NAMES)


class DestroyedForm(MoveForm, Moment):
    account = written(
        _("What happened, and what became of the remains in it"), 2000, help_text=NO_NAMES
    )
    field_order = ["account", "occurred_at"]


class OpenAgainForm(MoveForm, Pair, Moment):
    note = written(_("What was overlooked"), 200)
    field_order = ["note", "witness", "alone_reason", "occurred_at"]


class DivideForm(MoveForm, Remains, Moment):
    note = written(_("Why they do not belong together"), 200)
    field_order = ["body", "body_part", "fragment", "mixed_fragments", "note", "occurred_at"]


class ExhumeForm(MoveForm, Unit, Pair, Late):
    permit = forms.CharField(label=_("Number of the exhumation permit"), max_length=120)
    permit_by = forms.CharField(label=_("Who issued the permit"), max_length=120)
    field_order = [
        "permit",
        "permit_by",
        "storage_unit",
        "witness",
        "alone_reason",
        "occurred_at",
        "is_late",
    ]

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        self.fields["storage_unit"].required = False
        self.fields["storage_unit"].label = _("Where it is put now")
