"""The lists of containers and of remains cases: filters in the address, selection, pages by key."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from cases.dashboard.badges import flag_badges, state_badge
from cases.dashboard.moving import CASES, CONTAINERS, Noun, bulk_moves
from cases.models import StorageUnit
from cases.models.container import ContainerKind
from cases.models.flag import FlagKind
from cases.models.remains import RemainsKind
from cases.operations.scanning import reference_of
from cases.states import CaseState, ContainerState
from repatriation.accounts.models import Agency
from repatriation.dashboard.filters import FilterForm, any_of, search_field
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.pages import SignedIn

REFERENCE = ListColumn(_("Reference"), by="reference")
STATE = ListColumn(_("State"))
PLACE = ListColumn(_("Held by, place"))
KIND = ListColumn(_("Kind"))
SELECT = ListColumn(_("Select"), is_hidden=True)
CONTAINER_COLUMNS = [
    SELECT,
    REFERENCE,
    STATE,
    ListColumn(_("Label as sent"), by="label"),
    ListColumn(_("Seal")),
    KIND,
    PLACE,
]
CASE_COLUMNS = [
    SELECT,
    REFERENCE,
    STATE,
    KIND,
    ListColumn(_("From")),
    PLACE,
    ListColumn(_("Numbered"), by="numbered_at"),
]


class HeldFilters(FilterForm):
    """Units are offered of one custodian: all of a side's would be thousands."""

    custodian = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Custodian"), empty_label=_("Any I may see")
    )
    storage_unit = forms.ModelChoiceField(
        StorageUnit.objects.none(), label=_("Storage unit"), empty_label=_("Any")
    )
    flag = forms.ChoiceField(label=_("Flag"), choices=any_of(FlagKind))
    lookups = {
        "state": "state",
        "kind": "kind",
        "custodian": "custodian",
        "storage_unit": "storage_unit",
    }

    def prepare(self) -> None:
        agencies: Any = self.fields["custodian"]
        agencies.queryset = Agency.objects.filter(party=self.user.party_id, is_active=True)
        asked = self.data.get("custodian", "")
        holder = asked if asked.isdecimal() and len(asked) < 10 else self.user.agency_id
        units: Any = self.fields["storage_unit"]
        units.queryset = StorageUnit.objects.visible_to(self.user).filter(agency=holder)

    def narrow(self, rows: QuerySet) -> QuerySet:
        rows = super().narrow(rows)
        flag = self.in_force.get("flag")
        return rows.filter(flags__contains=[flag]) if flag else rows


class ContainerFilters(HeldFilters):
    state = forms.ChoiceField(label=_("State"), choices=any_of(ContainerState))
    kind = forms.ChoiceField(label=_("Kind"), choices=any_of(ContainerKind))
    q = search_field(_("Reference, label or seal"))
    field_order = ["state", "custodian", "storage_unit", "kind", "flag", "q"]

    def narrow(self, rows: QuerySet) -> QuerySet:
        rows = super().narrow(rows)
        if not (q := self.in_force.get("q")):
            return rows
        if reference := reference_of(q):
            return rows.filter(Q(reference=reference) | Q(label=q))
        return rows.filter(Q(reference__icontains=q) | Q(label__icontains=q) | Q(seal__icontains=q))


class CaseFilters(HeldFilters):
    state = forms.ChoiceField(label=_("State"), choices=any_of(CaseState))
    kind = forms.ChoiceField(label=_("Kind"), choices=any_of(RemainsKind))
    q = search_field(_("Reference, or its container’s"))
    field_order = ContainerFilters.field_order

    def narrow(self, rows: QuerySet) -> QuerySet:
        """By its own reference, or what it came from: reference, label or seal."""
        rows = super().narrow(rows)
        if not (q := self.in_force.get("q")):
            return rows
        if reference := reference_of(q):
            return rows.filter(
                Q(reference=reference)
                | Q(container__reference=reference)
                | Q(recovery_site__reference=reference)
            )
        return rows.filter(
            Q(reference__icontains=q)
            | Q(container__label__icontains=q)
            | Q(container__seal__icontains=q)
        )


@login_required
def containers(request: SignedIn) -> HttpResponse:
    rows = CONTAINERS.model.objects.visible_to(request.user).for_pages()
    listing = Listing(
        request,
        rows,
        filters=ContainerFilters,
        columns=CONTAINER_COLUMNS,
        sort="-reference",
        unit="containers",
    )
    return _shown(request, "cases/containers.html", listing, CONTAINERS)


@login_required
def cases(request: SignedIn) -> HttpResponse:
    rows = CASES.model.objects.visible_to(request.user).for_pages()
    listing = Listing(
        request,
        rows.select_related("container", "recovery_site"),
        filters=CaseFilters,
        columns=CASE_COLUMNS,
        sort="-reference",
        unit="cases",
    )
    return _shown(request, "cases/cases.html", listing, CASES)


def _shown(request: SignedIn, template: str, listing: Listing, noun: Noun) -> HttpResponse:
    rows = [(row, state_badge(row), flag_badges(row)) for row in listing.rows]
    shown = {"listing": listing, "rows": rows, "bulk": bulk_moves(noun)}
    return render(request, template, shown)
