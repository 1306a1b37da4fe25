"""In which languages a paper is wanted."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

NONE = ("", _("none"))


def paper_languages() -> list[str]:
    """Those that the house offers first, as far as it speaks them."""
    spoken = dict(settings.LANGUAGES)
    return [one for one in settings.PAPER_LANGUAGES if one in spoken][:2] or ["en"]


class LanguagesForm(forms.Form):
    """One, or two that say everything side by side."""

    first = forms.ChoiceField(label=_("First language"), choices=settings.LANGUAGES)
    second = forms.ChoiceField(
        label=_("Second language"), choices=[NONE, *settings.LANGUAGES], required=False
    )

    def __init__(self, data=None, *, first: str | None = None):
        first, *others = [first] if first else paper_languages()
        super().__init__(data, initial={"first": first, "second": others[0] if others else ""})

    @property
    def languages(self) -> list[str]:
        typed = self.cleaned_data
        return list(dict.fromkeys(filter(None, (typed["first"], typed["second"]))))
