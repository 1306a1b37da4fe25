"""When something happened, if it is entered later than that."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MomentInput(forms.DateTimeInput):
    """The browser's own, which sends one form in every language."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class WhenForm(forms.Form):
    occurred_at = forms.DateTimeField(
        label=_("When it happened"),
        required=False,
        widget=MomentInput,
        help_text=_("Leave it empty for now."),
    )
