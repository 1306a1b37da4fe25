"""What is chosen about a file of people sought: which one, what its columns are, whom to save."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.dashboard.person_forms import one_of
from cases.models.register import ExportFormat
from cases.person_files.columns import COLUMNS

FILES = ".csv,.xlsx,.xlsm,.json,.txt,.xml,.pfif"
ORDERS = [
    ("", _("not known: leave these dates out")),
    ("day", _("the day first")),
    ("month", _("the month first")),
]
WORDS = {
    "record_id": _("number in their register"),
    "name": _("whole name"),
    "surname": _("surname"),
    "given_name": _("given name"),
    "patronymic": _("patronymic"),
    "born_on": _("born on"),
    "sex": _("sex"),
    "stature_cm": _("stature in cm"),
    "rank": _("rank"),
    "unit": _("unit"),
    "service_number": _("service number"),
    "disc_number": _("number on the identity disc"),
    "last_seen_on": _("last seen on"),
    "last_seen_from": _("last seen, from"),
    "last_seen_to": _("last seen, to"),
    "last_seen_place": _("last seen at"),
    "description": _("description"),
    "circumstances": _("circumstances"),
    "told_by": _("told by"),
    "phone": _("telephone or address, not imported"),
}


class PeopleFileForm(forms.Form):
    file = forms.FileField(
        label=_("The file as it was sent"),
        help_text=_(
            "CSV, XLSX or JSON with a row for each person, or PFIF 1.2 to 1.4; up to 10 MB. It is "
            "kept as it is; nobody is saved yet."
        ),
        widget=forms.FileInput(attrs={"accept": FILES}),
        max_length=200,
    )


class PeopleColumnsForm(forms.Form):
    """One choice for each heading of the table, and one for all its dates."""

    date_order = forms.ChoiceField(
        label=_("Dates such as 05/06/1990"), choices=ORDERS, required=False
    )

    def __init__(self, *args: Any, mapping: Mapping[str, str | None], **more: Any):
        self.headings = list(mapping)
        super().__init__(*args, **more)
        choices = [("", _("kept as sent")), *((name, WORDS[name]) for name in COLUMNS)]
        for place, (heading, column) in enumerate(mapping.items()):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                choices=choices, required=False, label=heading, initial=column or ""
            )

    @property
    def chosen(self) -> dict[str, str | None]:
        return {
            heading: self.cleaned_data[f"column_{place}"] or None
            for place, heading in enumerate(self.headings)
        }


class ExportForm(forms.Form):
    format = one_of(_("Format"), ExportFormat)
