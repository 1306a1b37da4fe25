"""What is typed when a side tells its figures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exchanges.dashboard.attesting_forms import MOST, SaidForm
from exchanges.dashboard.sources import direction
from exchanges.dashboard.verifications import MEASURES
from exchanges.models import ExchangeRound, Rung, Way
from exchanges.models.told_figures import CONTENTS, IDENTITY
from exchanges.policies.sides import is_of_side
from exchanges.policies.telling import receiver_of, way_of, ways_handed_over
from repatriation.accounts.models import Agency, User
from repatriation.dashboard.filters import DateInput
from repatriation.dashboard.forms import choose_among
from repatriation.language import say
from repatriation.ledger.clock import today

FIGURES = {Rung.CONTENTS: CONTENTS, Rung.IDENTITY: IDENTITY}
NEEDED = {Rung.CONTENTS: ("opened", "cases"), Rung.IDENTITY: IDENTITY}


class FiguresForm(SaidForm):
    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("For"), empty_label=None)
    as_of = forms.DateField(label=_("As of"), widget=DateInput)
    is_for_intermediary = forms.BooleanField(
        label=_("The neutral intermediary reads it too"), required=False
    )

    def __init__(self, data=None, *, round: ExchangeRound, rung: Rung, user: User, found: Any):
        """`found` is what the own register holds, to begin with."""
        own = next((one for one in round.speakers if is_of_side(user, one)), None)
        ways = ways_handed_over(round)
        first = way_of(round, own) if own and own.party_id else None
        begin = {"agency": own, "as_of": today(), "way": first if first in ways else None}
        super().__init__(data, initial=begin | (found if first in ways else {}))
        choose_among(self, agency=Agency.objects.filter(pk__in=[one.pk for one in round.speakers]))
        choices = [(way.value, _way_title(round, way)) for way in ways]
        self.fields["way"] = forms.ChoiceField(
            label=_("Direction"), choices=choices, initial=begin["way"]
        )
        for name in FIGURES[rung]:
            self.fields[name] = forms.IntegerField(
                label=say(MEASURES[name]),
                min_value=0,
                max_value=MOST,
                localize=False,
                required=name in NEEDED[rung],
            )
        if not round.intermediary:
            del self.fields["is_for_intermediary"]
        last = ["is_for_intermediary", "said_on", "source"]
        self.order_fields(["agency", "way", "as_of", *FIGURES[rung], *last])


def _way_title(round: ExchangeRound, way: Way) -> str:
    receiver = receiver_of(round, way)
    sender = round.counterpart if receiver == round.convenor else round.convenor
    return direction(sender, receiver)
