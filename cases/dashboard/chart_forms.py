"""The dental chart as it is filled in: a state for each of 32 places, and which surfaces."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.dashboard.identification_forms import shown
from cases.dashboard.teeth import QUADRANTS
from cases.models.codes import FDI, SURFACED, Chart, Tooth, ToothCode, ToothSurface, in_order

LETTERS = 9  # five surfaces, and what people write between them


class ChartFields(forms.Form):
    """One save is the whole chart: a place that is left empty is not recorded."""

    codes: tuple[ToothCode, ...] = tuple(ToothCode)
    rest_is_sound = forms.BooleanField(
        label=gettext_lazy("All places left empty are sound"), required=False
    )

    def begin_with(self, chart: Chart) -> None:
        for place in FDI:
            stands = chart.get(place)
            self.fields[f"tooth_{place}"] = forms.ChoiceField(
                label=pgettext_lazy("tooth", "Tooth %(place)s") % {"place": place},
                choices=[("", "–"), *shown(self.codes)],
                required=False,
                initial=stands and stands.code,
            )
            self.fields[f"surfaces_{place}"] = forms.CharField(
                label=gettext_lazy("Surfaces of %(place)s") % {"place": place},
                max_length=LETTERS,
                required=False,
                initial=stands and stands.surfaces.upper(),
                widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
            )

    @property
    def quadrants(self) -> list[tuple[Any, list[tuple[int, Any, Any]]]]:
        """For the page: in the order of the notation, from the middle to the back."""
        return [
            (name, [self._row(q * 10 + n) for n in range(1, 9)]) for q, name in QUADRANTS.items()
        ]

    @property
    def letters(self) -> list[tuple[str, Any]]:
        return [(surface.value.upper(), surface.label) for surface in ToothSurface]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        chart = {}
        for place in FDI:
            code, written = data.get(f"tooth_{place}", ""), data.get(f"surfaces_{place}", "")
            if not code and data.get("rest_is_sound") and not written:
                code = ToothCode.SOUND
            if why_not := _wrong(code, written):
                self.add_error(f"surfaces_{place}", why_not)
            elif code:
                chart[place] = Tooth(str(code), in_order(written) or "")
        return data if self.errors else {"chart": chart}

    def _row(self, place: int) -> tuple[int, Any, Any]:
        return place, self[f"tooth_{place}"], self[f"surfaces_{place}"]


def _wrong(code: str, written: str) -> str:
    if written and code not in SURFACED:
        return _("Surfaces are given of a filled or a decayed tooth.")
    if in_order(written) is None:
        return _("Write the letters M, O, D, B, L, each once: MO is mesial and occlusal.")
    return ""
