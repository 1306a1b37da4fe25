"""What a field says when it refuses, in the words of this house, for every form there is."""

from django import forms
from django.utils.translation import gettext_lazy as _

NOTHING = _("Nothing is filled in here.")
NOTHING_CHOSEN = _("Nothing is chosen here.")
NOT_OFFERED = _("This cannot be chosen here, or no longer; choose again.")
NOT_TICKED = _("This is not ticked.")
NOT_CHOSEN_YET = _("Choose")

CHOICES = (
    forms.ChoiceField,
    forms.MultipleChoiceField,
    forms.ModelChoiceField,
    forms.ModelMultipleChoiceField,
)


def refuse_in_our_words() -> None:
    """Called once, when the application starts: fields made later begin with these."""
    forms.Field.default_error_messages = {"required": NOTHING}
    forms.BooleanField.default_error_messages = {"required": NOT_TICKED}
    for kind in CHOICES:
        ours = {"required": NOTHING_CHOSEN, "invalid_choice": NOT_OFFERED}
        kind.default_error_messages = {**kind.default_error_messages, **ours}
