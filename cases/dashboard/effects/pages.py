"""Personal effects: the list, one with its custody, and how one is recorded."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard.cases import case_of
from cases.dashboard.containers import container_of
from cases.dashboard.effects import panels  # noqa: F401  on a case and a container
from cases.dashboard.effects.deeds import effect_of, moves_on
from cases.dashboard.effects.panels import badges_of
from cases.dashboard.effects.recording_forms import RecordForm
from cases.dashboard.pages import ask_form, shown_panels, typed
from cases.models import Container, EffectEvent, PersonalEffect, RemainsCase
from cases.models.codes import EffectKind
from cases.operations.effects import record_effect
from cases.policies.effects import why_not_record
from cases.states import EffectState
from repatriation.dashboard.components import Choice
from repatriation.dashboard.filters import FilterForm, any_of, search_field
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.moves import fold
from repatriation.dashboard.pages import SignedIn
from repatriation.language import say

COLUMNS = [
    ListColumn(gettext_lazy("Reference"), by="reference"),
    ListColumn(gettext_lazy("State")),
    ListColumn(gettext_lazy("What it is")),
    ListColumn(gettext_lazy("Found with")),
    ListColumn(gettext_lazy("Place")),
    ListColumn(gettext_lazy("Kept by")),
    ListColumn(gettext_lazy("Recorded"), by="recorded_at"),
]


class EffectFilters(FilterForm):
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=any_of(EffectState))
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=any_of(EffectKind))
    left_behind = forms.BooleanField(label=gettext_lazy("The remains have left"))
    waiting = forms.BooleanField(label=gettext_lazy("Not received by a custodian"))
    evidence = forms.BooleanField(label=gettext_lazy("Held as evidence"))
    q = search_field(gettext_lazy("Reference, or of its case or container; packet"))
    lookups = {"state": "state", "kind": "kind"}

    def narrow(self, rows: QuerySet) -> QuerySet:
        rows = super().narrow(rows)
        asked = self.in_force
        if asked.get("left_behind"):
            rows = rows.filter(pk__in=PersonalEffect.objects.left_behind().values("pk"))
        if asked.get("waiting"):
            rows = rows.filter(keeper=None)
        if asked.get("evidence"):
            rows = rows.exclude(hold_order="")
        if q := asked.get("q"):
            rows = (
                rows.filter(reference__icontains=q)
                | rows.filter(case__reference__icontains=q)
                | rows.filter(container__reference__icontains=q)
                | rows.filter(packet__icontains=q)
            )
        return rows


@login_required
def effects(request: SignedIn) -> HttpResponse:
    listing = Listing(
        request,
        PersonalEffect.objects.visible_to(request.user).for_pages(),
        filters=EffectFilters,
        columns=COLUMNS,
        sort="-reference",
        unit="effects",
    )
    shown = {"listing": listing, "rows": [(row, badges_of(row)) for row in listing.rows]}
    return render(request, "cases/effects.html", shown)


@login_required
def effect(request: SignedIn, reference: str) -> HttpResponse:
    row, user = effect_of(request, reference), request.user
    custody = EffectEvent.objects.filter(effect=row).shown_to(user).for_pages()
    shown = {
        "effect": row,
        "states": badges_of(row),
        "tabs": [
            Choice(_("Overview"), row.get_absolute_url(), is_current=True),
            Choice(_("History"), reverse("history", args=[row.reference])),
        ],
        "case": RemainsCase.objects.visible_to(user).filter(pk=row.case_id).first(),
        "container": Container.objects.visible_to(user).filter(pk=row.container_id).first(),
        "custody": custody,
        "moves": fold(moves_on(user, row), "" if row.keeper_id else "receive"),
        "panels": shown_panels(request, row),
    }
    return render(request, "cases/effect.html", shown)


@login_required
def record_with_case(request: SignedIn, reference: str) -> HttpResponse:
    crumb = (_("Remains cases"), reverse("cases:cases"))
    return _record(request, case_of(request, reference), crumb)


@login_required
def record_with_container(request: SignedIn, reference: str) -> HttpResponse:
    crumb = (_("Containers"), reverse("cases:containers"))
    return _record(request, container_of(request, reference), crumb)


def _record(request: SignedIn, row: RemainsCase | Container, crumb: tuple[Any, str]) -> Any:
    def save(**given: Any) -> PersonalEffect:
        effect = record_effect(found_with=row, by=request.user, **given)
        messages.success(request, _("Recorded as %(effect)s.") % {"effect": effect})
        return effect

    return ask_form(
        request,
        typed(request, RecordForm, found_with=row),
        save,
        crumbs=[crumb, (str(row), row.get_absolute_url())],
        title=_("Record a personal effect"),
        kind=str(row),
        lead=_("One thing, or things that stay packed together. It gets a number of its own."),
        submit=_("Record"),
        why_not=say(why_not_record(request.user, row)),
    )
