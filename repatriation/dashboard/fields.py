"""The fields by which people say who they are, as browsers and password managers know them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_PASSWORD = 200
WRONG_CODE = _("This code is not right, or was used already. Wait for the next one.")
WRONG_PASSWORD = _("This is not your password.")


class WhoseInput(forms.TextInput):
    """Not seen, and a text field: password managers look for one to know whose password it is."""

    is_hidden = True


def whose_field() -> forms.CharField:
    typed = {"autocomplete": "username", "hidden": True}
    return forms.CharField(required=False, disabled=True, widget=WhoseInput(attrs=typed))


def email_field(*, is_focused: bool = True) -> forms.EmailField:
    typed = {"autocomplete": "username", "autofocus": is_focused, "autocapitalize": "none"}
    return forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs=typed))


def password_field(label: Any, *, is_new: bool = False) -> forms.CharField:
    typed = {"autocomplete": "new-password" if is_new else "current-password"}
    return forms.CharField(
        label=label,
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs=typed),
    )


def code_field(label: Any = "", help_text: Any = "", *, is_focused: bool = True) -> forms.CharField:
    typed = {"autocomplete": "one-time-code", "autofocus": is_focused, "spellcheck": "false"}
    return forms.CharField(
        label=label or _("Code"),
        max_length=40,
        help_text=help_text,
        widget=forms.TextInput(attrs=typed),
    )
