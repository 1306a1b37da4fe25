"""What is typed when a round does not go on as planned, or a container does not pass."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from exchanges.dashboard.when import MomentInput, WhenForm
from exchanges.models import BatchPlace, ExchangeRound, Statement
from exchanges.models.statement import Act, Reason
from exchanges.policies.sides import is_of_side
from repatriation.accounts.models import Agency, User
from repatriation.dashboard.filters import DateInput
from repatriation.dashboard.forms import choose_among

LONGEST_NOTE = Statement._meta.get_field("note").max_length
LONGEST_SOURCE = Statement._meta.get_field("source").max_length
ON_PAPER = _("Only for another side's word: it counts when a second person has read the message.")


def reasons(choices) -> list[tuple[str, str]]:
    return [("", "---------"), *((one.value, capfirst(one.label)) for one in choices)]


class WordForm(forms.Form):
    """The own side's word, or another's from its dated message."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("Who says so"))
    reason = forms.ChoiceField(label=_("Reason"), choices=lambda: reasons(Reason))
    note = forms.CharField(
        label=_("In words"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Read by the two sides only. No names of the dead."),
    )
    occurred_at = forms.DateTimeField(
        label=_("When it happened"),
        required=False,
        widget=MomentInput,
        help_text=_("Leave it empty for now."),
    )
    said_on = forms.DateField(
        label=_("Date of the message or paper"), required=False, widget=DateInput
    )
    source = forms.CharField(
        label=_("Which message or paper"),
        required=False,
        max_length=LONGEST_SOURCE,
        help_text=ON_PAPER,
    )

    def __init__(self, data=None, *, user: User, round: ExchangeRound, act: Act):
        may_say = _may_say(round, act)
        own = next((agency for agency in may_say if is_of_side(user, agency)), None)
        super().__init__(data, initial={"agency": own})
        choose_among(self, agency=Agency.objects.filter(pk__in=[one.pk for one in may_say]))
        if act != Act.BREAKS_OFF:
            del self.fields["occurred_at"]
        if act in (Act.DISPUTES, Act.GOES_ON):
            del self.fields["reason"]


def _may_say(round: ExchangeRound, act: Act) -> list[Agency]:
    if act == Act.WITHDRAWS:
        return [round.intermediary] if round.intermediary else []
    if act in (Act.BREAKS_OFF, Act.DISPUTES):
        return round.speakers
    return [agency for agency in round.speakers if agency != round.intermediary]


class ExitForm(WhenForm):
    """Which containers do not pass, and why."""

    codes = forms.CharField(
        label=_("Labels or our references"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Scan or type them, one on each line."),
        max_length=300_000,
    )
    reason = forms.ChoiceField(label=_("Reason"), choices=lambda: reasons(BatchPlace.Reason))
    note = forms.CharField(
        label=_("In words"),
        required=False,
        max_length=BatchPlace._meta.get_field("note").max_length,
    )
    field_order = ["codes", "reason", "note", "occurred_at"]


class ReturnForm(ExitForm):
    """After the handover: with the sender's signed paper."""

    said_on = forms.DateField(label=_("Date of the message or paper"), widget=DateInput)
    source = forms.CharField(
        label=_("Which message or paper"),
        max_length=LONGEST_SOURCE,
        help_text=_("As it can be found again: who wrote it, its number. No names of the dead."),
    )
