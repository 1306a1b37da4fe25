"""What a person fills in about personal effects."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.dashboard.deed_forms import written
from cases.dashboard.forms import Late, MoveForm, Unit
from cases.models import PersonalEffect, RemainsCase
from cases.models.effect_event import EffectAct
from cases.operations.effect_acts import When
from repatriation.accounts.models import User
from repatriation.dashboard.forms import choose_among

TIME = ("occurred_at", "is_late")


class EffectForm(MoveForm):
    """`effect` is None where it is to be recorded. Gives what its operation takes."""

    def __init__(self, *args: Any, effect: PersonalEffect | None = None, **more: Any):
        super().__init__(*args, **more)
        self.effect = effect
        self.offer()

    def offer(self) -> None:
        """What depends on the effect."""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "occurred_at" in self.fields and not self.errors:
            occurred_at, is_late = (data.pop(name) for name in TIME)
            data["when"] = When(occurred_at, is_late)
        return data


class Second(forms.Form):
    witness = forms.ModelChoiceField(
        User.objects.none(), label=_("Second person"), empty_label=_("Choose")
    )


class Somewhere(Unit):
    place = forms.CharField(label=_("Or another place"), max_length=120, required=False)


class SomewhereForm(EffectForm, Somewhere, Late):
    field_order = ["storage_unit", "place", *TIME]

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        self.fields["storage_unit"].required = False
        self.fields["storage_unit"].label = _("Where it is put")


class ReceiveForm(SomewhereForm):
    witness = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who handed it over, or saw it"),
        required=False,
        empty_label=_("Nobody"),
    )
    note = written(_("Note"), 300, required=False)
    field_order = ["storage_unit", "place", "witness", "note", *TIME]


class SealForm(EffectForm, Second, Late):
    packet = forms.CharField(label=_("Number of the sealed packet"), max_length=60)
    field_order = ["packet", "witness", *TIME]


class OpenForm(EffectForm, Second, Late):
    note = written(_("Why the packet is opened"), 300)
    field_order = ["note", "witness", *TIME]


class AssignForm(EffectForm, Late):
    case = forms.ModelChoiceField(
        RemainsCase.objects.none(), label=_("Remains case"), empty_label=_("Choose")
    )
    note = written(_("How it is known"), 300, required=False)
    field_order = ["case", "note", *TIME]

    def offer(self) -> None:
        seen = RemainsCase.objects.visible_to(self.user)
        container = self.effect.container_id if self.effect else None
        choose_among(self, case=seen.filter(container=container).exclude(container=None))


class NoteForm(EffectForm, Late):
    note = written(_("Why, and how you know"), 300)
    field_order = ["note", *TIME]


class BackForm(SomewhereForm):
    note = written(_("Why, and how you know"), 300)
    field_order = ["note", "storage_unit", "place", *TIME]


class CorrectForm(EffectForm):
    number = forms.ChoiceField(label=_("Which act was recorded wrongly"))
    note = written(_("What is true instead, and how you know"), 300)

    def offer(self) -> None:
        field: Any = self.fields["number"]
        acts = self.effect.custody.filter(correction=None) if self.effect else []
        field.choices = [
            (one.seq, f"{one.seq}: {one.get_act_display()}")
            for one in acts
            if one.act != EffectAct.CORRECTED
        ]

    def clean_number(self) -> int:
        return int(self.cleaned_data["number"])
