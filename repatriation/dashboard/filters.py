"""What a list is asked for: a form read from the address. The list itself is in `lists`."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import Choices, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


def any_of(values: type[Choices] | Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Choices of a filter, with "any" first. Labels that are message ids are said lazily."""
    pairs = [(v.value, v.label) for v in values] if isinstance(values, type) else list(values)
    return [("", _("Any")), *((value, capfirst(label)) for value, label in pairs)]


def search_field(label: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
    return forms.CharField(label=label, max_length=100, widget=widget)


class DateInput(forms.DateInput):
    """The browser's own, which sends a date in one form in every language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__(attrs, format="%Y-%m-%d")


class FilterForm(forms.Form):
    """Nothing has to be filled in, and a value that makes no sense narrows nothing.

    `user` is for fields whose choices depend on who asks (`prepare`).
    """

    lookups: Mapping[str, str] = {}
    sort = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Mapping[str, Any], *, user: Any):
        super().__init__(data, auto_id="filter_%s")
        self.user = user
        self.prepare()
        for field in self.fields.values():
            field.required = False
        self.full_clean()

    def prepare(self) -> None:
        """For a form whose choices are the user's own: set the querysets of its fields here."""

    def narrow(self, rows: QuerySet) -> QuerySet:
        for name, value in self.in_force.items():
            if name in self.lookups:
                rows = rows.filter(**{self.lookups[name]: value})
        return rows

    @property
    def ranked_by(self) -> str:
        """What the rows stand by until another order is asked, where `narrow` has annotated it;
        what is ranked fits one page."""
        return ""

    @property
    def in_force(self) -> dict[str, Any]:
        """What was filled in and makes sense, by the name of its field."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "sort" and value not in (None, "", False)
        }
