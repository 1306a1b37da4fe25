"""The list of batches."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Count as Number
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from exchanges.dashboard.badges import state_badge
from exchanges.dashboard.sources import direction_of
from exchanges.models import ExchangeBatch, ExchangeRound, Manifest, Side
from exchanges.states import BatchState
from repatriation.dashboard.filters import DateInput, FilterForm, any_of, search_field
from repatriation.dashboard.forms import choose_among
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.pages import SignedIn

COLUMNS = [
    ListColumn(_("Reference"), by="reference"),
    ListColumn(_("State")),
    ListColumn(_("From, to")),
    ListColumn(_("Round"), by="round__reference"),
    ListColumn(_("Date"), by="round__date", may_be_empty=True),
    ListColumn(_("List")),
    ListColumn(_("Handed over"), by="handed_over_at", may_be_empty=True),
]


class BatchFilters(FilterForm):
    state = forms.ChoiceField(label=_("State"), choices=any_of(BatchState))
    way = forms.ChoiceField(
        label=_("Direction"),
        choices=any_of([("in", _("to our side")), ("out", _("from our side"))]),
    )
    round = forms.ModelChoiceField(
        ExchangeRound.objects.none(),
        to_field_name="reference",
        label=_("Round"),
        empty_label=_("Any"),
    )
    since = forms.DateField(label=_("Date from"), widget=DateInput)
    until = forms.DateField(label=_("Date to"), widget=DateInput)
    q = search_field(_("Reference"))
    lookups = {
        "state": "state",
        "round": "round",
        "since": "round__date__gte",
        "until": "round__date__lte",
        "q": "reference__icontains",
    }

    def prepare(self) -> None:
        rounds = ExchangeRound.objects.visible_to(self.user).order_by("-pk")
        choose_among(self, round=rounds)

    def narrow(self, rows):
        rows = super().narrow(rows)
        side = {"in": "receiver__party", "out": "sender__party"}.get(self.in_force.get("way", ""))
        return rows.filter(**{side: self.user.party_id}) if side else rows


@login_required
def batches(request: SignedIn) -> HttpResponse:
    rows = ExchangeBatch.objects.visible_to(request.user).for_pages()
    rows = rows.select_related("sender__party", "receiver__party")
    listing = Listing(
        request, rows, filters=BatchFilters, columns=COLUMNS, sort="-reference", unit="batches"
    )
    lists = _lists(listing.rows, request.user)
    shown = [
        (batch, state_badge(batch), direction_of(batch), lists.get(batch.pk))
        for batch in listing.rows
    ]
    return render(request, "exchanges/batches.html", {"listing": listing, "batches": shown})


def _lists(batches: list[ExchangeBatch], reader) -> dict[int, Manifest]:
    """The list in force of each, with `line_count`: one query for a page."""
    seen = Manifest.objects.visible_to(reader).filter(batch__in=batches, side=Side.SENDER)
    sealed = [batch.sealed_manifest_id for batch in batches if batch.sealed_manifest_id]
    open_batches = [batch.pk for batch in batches if not batch.sealed_manifest_id]
    newest = seen.filter(batch__in=open_batches).values("batch").annotate(last=Max("pk"))
    in_force = [*sealed, *(row["last"] for row in newest)]
    rows = seen.filter(pk__in=in_force).annotate(line_count=Number("lines"))
    return {row.batch_id: row for row in rows}
