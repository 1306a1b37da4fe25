"""What every form of the house keeps to, whoever writes the next one."""

import importlib
import pkgutil

import pytest
from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH

from repatriation.dashboard.refusing import NOT_OFFERED, NOTHING, NOTHING_CHOSEN
from repatriation.dashboard.tags.forms import field as drawn

PACKAGES = ("cases.dashboard", "exchanges.dashboard", "repatriation.dashboard")
SAMPLES = "repatriation.dashboard.samples"  # the style guide's own
# Where the first choice is what is meant in nearly every case, and nothing is claimed by it.
BEGIN_SOMEWHERE = {
    "ElementsForm.completeness",
    "UnitForm.kind",
    "DiscrepancyForm.code",
    "RemarkForm.kind",
    "LanguagesForm.first",
}


def forms_of_the_house() -> list[type[forms.BaseForm]]:
    found = set()
    for name in PACKAGES:
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            known = vars(importlib.import_module(module.name)).values()
            found |= {one for one in known if isinstance(one, type) and _is_ours(one)}
    return sorted(found, key=lambda one: f"{one.__module__}.{one.__name__}")


def _is_ours(one: type) -> bool:
    is_form = issubclass(one, forms.BaseForm)
    return is_form and one.__module__.startswith(PACKAGES) and one.__module__ != SAMPLES


def test_no_code_is_chosen_before_somebody_chose_it():
    """A list of codes opens on its first one; a hurried press would record that."""
    chosen = {
        f"{form.__name__}.{name}"
        for form in forms_of_the_house()
        for name, field in form.base_fields.items()
        if type(field) is forms.ChoiceField and type(field.widget) is forms.Select
        if field.required and field.initial is None
        if (choices := list(field.choices)) and choices[0][0]
    }

    assert chosen == BEGIN_SOMEWHERE


@pytest.mark.parametrize("kind", [forms.TypedChoiceField, forms.ChoiceField])
def test_no_list_of_choices_begins_with_dashes(kind):
    class Form(forms.Form):
        side = kind(choices=[*BLANK_CHOICE_DASH, ("left", "left")])

    form = Form()
    drawn(form["side"])

    assert "Choose" in str(form["side"])
    assert "---" not in str(form["side"])


def test_a_field_refuses_in_the_words_of_the_house():
    class Form(forms.Form):
        seal = forms.CharField()
        side = forms.ChoiceField(choices=[("left", "left")])
        kind = forms.ChoiceField(choices=[("bag", "bag")])

    errors = Form({"kind": "crate"}).errors

    assert errors == {"seal": [NOTHING], "side": [NOTHING_CHOSEN], "kind": [NOT_OFFERED]}
