"""What a person says of a storage unit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.dashboard.forms import MoveForm
from cases.models import StorageUnit


def degrees(label: Any, most: int, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        min_value=-most,
        max_value=most,
        max_digits=8,
        decimal_places=5,
        required=False,
        **more,
    )


class UnitForm(MoveForm):
    name = forms.CharField(label=_("Name"), max_length=80)
    kind = forms.ChoiceField(label=_("Kind"), choices=StorageUnit.Kind)
    capacity = forms.IntegerField(
        label=_("Room for"),
        min_value=0,
        max_value=100_000,
        required=False,
        localize=False,
        help_text=_("How many can lie here. Leave it empty if nobody knows."),
    )
    place = forms.CharField(
        label=_("Cemetery or place"),
        max_length=200,
        required=False,
        help_text=_("A grave names its place and its plot."),
    )
    plot = forms.CharField(label=_("Plot, row and number"), max_length=80, required=False)
    latitude = degrees(_("Latitude"), 90, help_text=_("In degrees, as 48.12345"))
    longitude = degrees(_("Longitude"), 180)
