"""Individuals: the list, and the page of one. Nothing here says who somebody was."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard.badges import state_badge
from cases.dashboard.pages import shown_panels
from cases.models import Association, Individual, RemainsCase
from cases.states import IndividualState
from repatriation.accounts.models import User
from repatriation.dashboard.components import Choice
from repatriation.dashboard.filters import FilterForm, any_of, search_field
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.pages import SignedIn

COLUMNS = [
    ListColumn(gettext_lazy("Reference"), by="reference"),
    ListColumn(gettext_lazy("State")),
    ListColumn(gettext_lazy("Cases"), is_number=True),
    ListColumn(gettext_lazy("Agency")),
    ListColumn(gettext_lazy("Distinguished"), by="distinguished_at"),
]


class IndividualFilters(FilterForm):
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=any_of(IndividualState))
    q = search_field(gettext_lazy("Reference, or that of a case"))
    lookups = {"state": "state"}

    def narrow(self, rows: QuerySet) -> QuerySet:
        """By a case that may not be seen nothing is found, or the search would tell whose it is."""
        rows = super().narrow(rows)
        if q := self.in_force.get("q"):
            seen = RemainsCase.objects.visible_to(self.user).filter(reference__icontains=q)
            held = rows.model.objects.filter(members__case__in=seen)
            rows = rows.filter(Q(reference__icontains=q) | Q(pk__in=held.values("pk")))
        return rows


@login_required
def individuals(request: SignedIn) -> HttpResponse:
    rows = Individual.objects.visible_to(request.user).select_related("agency").with_cases()
    listing = Listing(
        request,
        rows,
        filters=IndividualFilters,
        columns=COLUMNS,
        sort="-reference",
        unit="individuals",
    )
    shown = {"listing": listing, "rows": [(row, state_badge(row)) for row in listing.rows]}
    return render(request, "cases/individuals.html", shown)


@login_required
def individual(request: SignedIn, reference: str) -> HttpResponse:
    rows = Individual.objects.visible_to(request.user).with_cases()
    row = get_object_or_404(rows.select_related("agency"), reference=reference)
    members = list(row.members.shown_to(request.user).select_related("case__custodian"))
    here = [(one.case, state_badge(one.case), one) for one in members if not one.left_at]
    shown = {
        "individual": row,
        "states": [state_badge(row)],
        "here": here,
        "hidden": row.cases - len(here),
        "gone": [one for one in members if one.left_at],
        "associations": associations_in(request.user, row),
        "kin": kin_of(request.user, row),
        "tabs": [
            Choice(_("Overview"), row.get_absolute_url(), is_current=True),
            Choice(_("History"), reverse("history", args=[row.reference])),
        ],
        "panels": shown_panels(request, row),
    }
    return render(request, "cases/individual.html", shown)


def associations_in(user: User, row: Individual) -> list[Association]:
    """What holds it together now, as far as this user sees it."""
    held = row.members.now().values("case")
    accepted = Association.objects.visible_to(user).accepted()
    return list(accepted.filter(first__in=held, second__in=held).for_pages().order_by("pk"))


def kin_of(user: User, row: Individual) -> dict[str, list[Individual]]:
    """Which individuals it came from, and which came of it."""
    seen = Individual.objects.visible_to(user).order_by("pk")
    return {
        "split_from": list(seen.filter(pk=row.split_from_id)),
        "merged_into": list(seen.filter(pk=row.merged_into_id)),
        "parts": list(seen.filter(split_from=row.pk)),
        "merged": list(seen.filter(merged_into=row.pk)),
    }
