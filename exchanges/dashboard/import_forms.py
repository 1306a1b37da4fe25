"""What is chosen about a file: which one it is, and what its columns become."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exchanges.manifests.columns import COLUMNS
from exchanges.models import ExchangeBatch, Side
from exchanges.policies.sides import own_side
from repatriation.accounts.models import User

FILES = ".csv,.xlsx,.json,.txt"


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
