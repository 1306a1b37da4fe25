"""What a person fills in to record a personal effect."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.dashboard.deed_forms import written
from cases.dashboard.effects.forms import TIME, EffectForm
from cases.dashboard.forms import Late
from cases.dashboard.person_forms import one_of
from cases.models import Container, Finding, RemainsCase
from cases.models.codes import EffectCondition, EffectKind
from cases.models.container import Hazard
from cases.models.examination import Discipline
from cases.operations.effects import Described
from repatriation.dashboard.forms import choose_among

DESCRIBED = ("kind", "description", "inscription", "condition", "hazard")


class RecordForm(EffectForm, Late):
    kind = one_of(_("What it is"), EffectKind)
    description = written(
        _("What it looks like"), 300, help_text=_("So that another person knows it again.")
    )
    inscription = written(
        _("What is written on it, as it is written"),
        300,
        required=False,
        help_text=_("Read by those of the house alone."),
    )
    condition = one_of(_("Condition"), EffectCondition, required=False)
    hazard = one_of(_("Hazard"), Hazard, required=False, empty=_("None seen"))
    finding = forms.ModelChoiceField(
        Finding.objects.none(),
        label=_("Finding of the examination"),
        required=False,
        empty_label=_("None"),
    )
    field_order = [*DESCRIBED, "finding", *TIME]

    def __init__(self, *args: Any, found_with: RemainsCase | Container, **more: Any):
        super().__init__(*args, **more)
        if isinstance(found_with, Container):
            del self.fields["finding"]
            return
        seen = Finding.objects.visible_to(self.user).filter(examination__case=found_with)
        things = seen.standing().filter(discipline=Discipline.EFFECTS)
        choose_among(self, finding=things.select_related("examination"))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.errors:
            return data
        said = {name: data.pop(name) for name in DESCRIBED}
        return data | {"described": Described(**said)}
