"""What is typed when a side speaks of an agreement or a commitment."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exchanges.dashboard.attesting_forms import SaidForm
from exchanges.dashboard.promises.forms import HIGHEST, DeadlineForm
from exchanges.models import Agreement, AgreementWord, Commitment
from exchanges.policies.sides import is_of_side
from repatriation.accounts.models import Agency, User
from repatriation.dashboard.filters import DateInput
from repatriation.dashboard.forms import choose_among

LONGEST = AgreementWord._meta.get_field("text").max_length


class VoiceForm(SaidForm):
    """The own side's word, or the other's from its dated message or paper."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("Who says so"))

    def __init__(self, data=None, *, user: User, agreement: Agreement, initial=None):
        own = next((one for one in agreement.speakers if is_of_side(user, one)), None)
        super().__init__(data, initial={"agency": own} | (initial or {}))
        sides = [agency.pk for agency in agreement.speakers]
        choose_among(self, agency=Agency.objects.filter(pk__in=sides))
        self.order_fields(["agency", *(one for one in self.fields if one not in LAST), *LAST])


LAST = ("agency", "said_on", "source")


class AcceptForm(VoiceForm):
    """Only whose word it is."""


class EndForm(VoiceForm):
    ends_on = forms.DateField(label=_("Ends on"), widget=DateInput)
    text = forms.CharField(
        label=_("In words"), max_length=LONGEST, widget=forms.Textarea, required=False
    )


class SayForm(VoiceForm):
    text = forms.CharField(
        label=_("In words, for the two sides"),
        max_length=LONGEST,
        widget=forms.Textarea,
        required=False,
        help_text=_("No names of the dead."),
    )
    text_for_intermediary = forms.CharField(
        label=_("What mediator and intermediary may read"),
        max_length=LONGEST,
        widget=forms.Textarea,
        required=False,
    )


class BreachForm(SayForm):
    def __init__(self, data=None, **given):
        super().__init__(data, **given)
        self.fields["text"].required = True
        self.fields["text"].help_text = _("What speaks for it: rounds, counts, papers by number.")


class FigureForm(SayForm):
    figure = forms.IntegerField(
        label=_("How many so far, in all"), min_value=0, max_value=HIGHEST, localize=False
    )
    as_of = forms.DateField(label=_("As of"), widget=DateInput, required=False)


class ExtensionForm(SayForm, DeadlineForm):
    def __init__(self, data=None, *, commitment: Commitment, **given):
        super().__init__(data, initial={"time_zone": commitment.time_zone}, **given)
        self.fields["due_on"].label = _("The later deadline")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        return {
            name: value
            for name, value in given.items()
            if name not in ("due_on", "due_time", "time_zone")
        }
