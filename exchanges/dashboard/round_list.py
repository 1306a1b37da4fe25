"""The list of rounds."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exchanges.dashboard.badges import state_badge
from exchanges.dashboard.sources import direction
from exchanges.models import ExchangeRound, Venue
from exchanges.policies.rounds import why_not_open_round
from exchanges.states import RoundState
from repatriation.dashboard.components import Move
from repatriation.dashboard.filters import DateInput, FilterForm, any_of, search_field
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.pages import SignedIn

COLUMNS = [
    ListColumn(_("Reference"), by="reference"),
    ListColumn(_("State")),
    ListColumn(_("Date"), by="date", may_be_empty=True),
    ListColumn(_("Venue"), by="venue__name", may_be_empty=True),
    ListColumn(_("Sides")),
    ListColumn(_("Neutral intermediary")),
]


class RoundFilters(FilterForm):
    state = forms.ChoiceField(label=_("State"), choices=any_of(RoundState))
    venue = forms.ModelChoiceField(Venue.objects.all(), label=_("Venue"), empty_label=_("Any"))
    since = forms.DateField(label=_("Date from"), widget=DateInput)
    until = forms.DateField(label=_("Date to"), widget=DateInput)
    q = search_field(_("Reference"))
    lookups = {
        "state": "state",
        "venue": "venue",
        "since": "date__gte",
        "until": "date__lte",
        "q": "reference__icontains",
    }


@login_required
def rounds(request: SignedIn) -> HttpResponse:
    rows = ExchangeRound.objects.visible_to(request.user).for_pages()
    rows = rows.select_related("convenor__party", "counterpart__party")
    listing = Listing(
        request, rows, filters=RoundFilters, columns=COLUMNS, sort="-date", unit="rounds"
    )
    opening = Move(
        "open",
        _("Open a round"),
        reverse("exchanges:new-round"),
        why_not=why_not_open_round(request.user),
        opens=True,
    )
    shown = [
        (round, state_badge(round), direction(round.counterpart, round.convenor))
        for round in listing.rows
    ]
    return render(
        request, "exchanges/rounds.html", {"listing": listing, "rounds": shown, "opening": opening}
    )
