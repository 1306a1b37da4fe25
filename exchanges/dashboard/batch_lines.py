"""The lines of a batch: what was listed, and what became of each container."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Count as Number
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import Container
from exchanges.dashboard.badges import outcome_badge
from exchanges.models import BatchPlace, Discrepancy, ExchangeBatch
from exchanges.querysets import may_read_claims
from repatriation.accounts.models import User
from repatriation.dashboard.components import Badge, Choice
from repatriation.dashboard.filters import FilterForm, search_field
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.pages import SignedIn

Outcome = BatchPlace.Outcome
COLUMNS = [
    ListColumn(_("Line"), by="line__position", may_be_empty=True),
    ListColumn(_("Label as sent"), by="container__label"),
    ListColumn(_("Our reference"), by="container__reference"),
    ListColumn(_("Kind")),
    ListColumn(_("Claimed side")),
    ListColumn(_("Seal")),
    ListColumn(_("Outcome")),
]
NAME = ListColumn(_("Claimed name, as written"))
DISPUTED = Exists(
    Discrepancy.objects.filter(batch=OuterRef("batch"), container=OuterRef("container"))
)
# What was struck from the list before the seal is shown when it is asked for.
STANDING = ~Q(outcome=Outcome.WITHDRAWN)
KINDS: dict[str, Q] = {
    "disputed": Q(STANDING, DISPUTED),
    "waiting": Q(outcome=""),
    "handed_over": Q(outcome=Outcome.HANDED_OVER),
    "not_presented": Q(outcome=Outcome.NOT_PRESENTED),
    "refused": Q(outcome=Outcome.REFUSED),
    "taken_back": Q(outcome=Outcome.TAKEN_BACK),
    "extra": STANDING & Q(line=None),
    "withdrawn": Q(outcome=Outcome.WITHDRAWN),
}
LABELS: dict[str, Any] = {
    "": _("All"),
    "disputed": _("With a discrepancy"),
    "waiting": _("Not scanned"),
    "handed_over": _("Handed over"),
    "not_presented": _("Not presented"),
    "refused": _("Refused"),
    "taken_back": _("Taken back"),
    "extra": _("Not on the list"),
    "withdrawn": _("Withdrawn"),
}


class LineFilters(FilterForm):
    """By outcome, chosen by chips; by label or our reference, typed."""

    outcome = forms.ChoiceField(choices=LABELS.items(), widget=forms.HiddenInput)
    q = search_field(_("Label, seal or our reference"))

    def narrow(self, rows: QuerySet) -> QuerySet:
        rows = rows.filter(KINDS.get(self.in_force.get("outcome", ""), STANDING))
        if text := self.in_force.get("q"):
            rows = rows.filter(
                Q(container__label__icontains=text)
                | Q(container__seal__icontains=text)
                | Q(container__reference__iexact=text)
            )
        return rows


@dataclass(frozen=True)
class LineShown:
    """`url` is empty where the reader does not see the container itself."""

    place: BatchPlace
    badge: Badge
    why: list[str]
    url: str


@dataclass(frozen=True)
class Lines:
    """Without a column for names where the reader may read none."""

    listing: Listing
    shown: list[LineShown]
    choices: list[Choice]
    has_names: bool


def lines_of(request: SignedIn, batch: ExchangeBatch) -> Lines:
    own = Container.objects.visible_to(request.user).filter(pk=OuterRef("container"))
    places = BatchPlace.objects.shown_to(request.user).filter(batch=batch)
    has_names = places.filter(may_read_claims(request.user, "batch", pk="pk")).exists()
    listing = Listing(
        request,
        places.annotate(is_seen=Exists(own)),
        filters=LineFilters,
        columns=[*COLUMNS[:5], NAME, *COLUMNS[5:]] if has_names else COLUMNS,
        sort="line__position",
        unit="lines",
    )
    disputes = _disputes(batch, listing.rows, request.user)
    shown = [_shown(place, disputes[place.container_id]) for place in listing.rows]
    return Lines(listing, shown, _choices(listing, places), has_names)


def _shown(place: Any, codes: list[str]) -> LineShown:
    badge = outcome_badge(place, is_in_dispute=bool(codes))
    url = place.container.get_absolute_url() if place.is_seen else ""
    why = [str(place.get_reason_display())] if place.reason else []
    why += [place.note] if place.note else []
    return LineShown(place, badge, why + codes, url)


def _disputes(
    batch: ExchangeBatch, places: list[BatchPlace], reader: User
) -> dict[int | None, list[str]]:
    """What disagrees about each container of a page."""
    found: dict[int | None, list[str]] = defaultdict(list)
    rows = Discrepancy.objects.visible_to(reader).filter(
        batch=batch, container__in=[place.container_id for place in places]
    )
    for row in rows:
        found[row.container_id].append(row.get_code_display())
    return found


def _choices(listing: Listing, places: QuerySet) -> list[Choice]:
    """With their numbers; what no line is, is not offered."""
    counts = places.aggregate(
        all=Number("pk", filter=STANDING),
        **{name: Number("pk", filter=which) for name, which in KINDS.items()},
    )
    counts[""] = counts.pop("all")
    choices = listing.choices("outcome", counts)
    return [one for one in choices if one.count or one.is_current or one is choices[0]]
