"""What is chosen about a file: which one it is, and what its columns become."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from exchanges.manifests import DateQuestion, Order
from exchanges.manifests.columns import COLUMNS
from exchanges.models import ExchangeBatch, Side
from exchanges.policies.sides import own_side
from repatriation.accounts.models import User
from repatriation.dashboard.formats import number_text

FILES = ".csv,.xlsx,.xlsm,.json,.txt"
LIKELY = {
    "day": _("Other dates of this column can only be read with the day first."),
    "month": _("Other dates of this column can only be read with the month first."),
}


class FileForm(forms.Form):
    side = forms.TypedChoiceField(
        label=_("Whose list it is"), coerce=Side, widget=forms.RadioSelect, required=False
    )
    file = forms.FileField(
        label=_("The list as it was sent"),
        help_text=_("CSV, XLSX or JSON, up to 10 MB. It is kept as it is; nothing is saved yet."),
        widget=forms.FileInput(attrs={"accept": FILES}),
        max_length=200,
    )

    def __init__(self, data=None, files=None, *, batch: ExchangeBatch, user: User):
        """The sender's list comes first: until it is there, it is the one that is looked for."""
        super().__init__(data, files)
        side: Any = self.fields["side"]
        side.choices = [
            (Side.SENDER, _("of %(agency)s, which hands over") % {"agency": batch.sender}),
            (Side.RECEIVER, _("of %(agency)s, which receives") % {"agency": batch.receiver}),
        ]
        side.initial = own_side(user, batch) if batch.list_in_force else Side.SENDER
        side.empty_value = None


class ColumnsForm(forms.Form):
    """One choice for each heading of the file: a column of ours, or kept as sent."""

    def __init__(self, data=None, *, mapping: Mapping[str, str | None]):
        self.headings = list(mapping)
        super().__init__(data)
        choices = [("", _("kept as sent")), *((name, name) for name in COLUMNS)]
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


class DatesForm(forms.Form):
    """The question for each column whose dates can be read in two ways, and the answers so far."""

    def __init__(
        self, data=None, *, questions: Sequence[DateQuestion], answers: Mapping[str, Order]
    ):
        self.headings = [*dict.fromkeys([*(one.heading for one in questions), *answers])]
        self.asked = {one.heading: one for one in questions}
        super().__init__(data)
        for place, heading in enumerate(self.headings):
            question = self.asked.get(heading)
            self.fields[f"order_{place}"] = forms.ChoiceField(
                choices=[
                    ("day", _("the day first")),
                    ("month", _("the month first")),
                    ("", _("not known: leave these dates empty")),
                ],
                widget=forms.RadioSelect,
                required=False,
                label=heading,
                help_text=_says(question) if question else "",
                initial=answers.get(heading, ""),
            )

    @property
    def chosen(self) -> dict[str, Order]:
        said = {
            heading: self.cleaned_data[f"order_{place}"]
            for place, heading in enumerate(self.headings)
        }
        return {heading: order for heading, order in said.items() if order}


def _says(question: DateQuestion) -> str:
    said = ngettext(
        "%(count)s date here can be read both ways: “%(date)s”.",
        "%(count)s dates here can be read both ways, the first of them “%(date)s”.",
        question.count,
    ) % {"count": number_text(question.count), "date": question.example}
    return f"{said} {LIKELY[question.likely]}" if question.likely else said
