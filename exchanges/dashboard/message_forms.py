"""What is typed of a message."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exchanges.dashboard.attesting_forms import SaidForm
from exchanges.models import ExchangeRound, Message
from exchanges.policies.sides import is_of_side
from repatriation.accounts.models import Agency, User
from repatriation.dashboard.forms import choose_among

LONGEST = Message._meta.get_field("text").max_length


class MessageForm(SaidForm):
    """The intermediary has one field; a round without one lacks the other. A correction is of the
    side that wrote the message, and begins with its words."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("For"), empty_label=None)
    text = forms.CharField(
        label=_("For the two sides"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea,
        help_text=_("The neutral intermediary does not read it. No names of the dead."),
    )
    for_intermediary = forms.CharField(
        label=_("For the neutral intermediary, and both sides"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea,
        help_text=_("All three read it. It repeats nothing that is for the two sides alone."),
    )
    field_order = ["agency", "text", "for_intermediary", "said_on", "source"]

    def __init__(self, data: Any, *, round: ExchangeRound, user: User, corrects: Any = None):
        own = next((one for one in round.speakers if is_of_side(user, one)), None)
        begin: dict[str, Any] = {"agency": own and own.pk}
        if corrects:
            begin = {
                "agency": corrects.agency_id,
                "text": corrects.words,
                "for_intermediary": corrects.for_intermediary,
            }
        super().__init__(data, initial=begin)
        writers = [corrects.agency] if corrects else round.speakers
        choose_among(self, agency=Agency.objects.filter(pk__in=[one.pk for one in writers]))
        if round.intermediary is None:
            del self.fields["for_intermediary"]
        elif own == round.intermediary or (corrects and corrects.agency == round.intermediary):
            del self.fields["text"]
