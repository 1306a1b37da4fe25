"""Associations of remains. These pages show nothing of whom anybody takes the remains for: whoever
proposes and whoever decides is blind to it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard import associated  # noqa: F401  the panel of a case
from cases.dashboard.association_deeds import DEEDS, Deed
from cases.dashboard.association_forms import AssociateForm
from cases.dashboard.badges import state_badge
from cases.dashboard.cases import case_of
from cases.dashboard.pages import Crumbs, ask_form, typed
from cases.models import Association, Individual, RemainsCase
from cases.operations.associating import propose_association
from cases.policies.associations import association_moves, why_not_associate
from cases.policies.contradictions import contradictions_of
from cases.states import AssociationState
from repatriation.accounts.models import User
from repatriation.dashboard.components import Choice, Move
from repatriation.dashboard.filters import FilterForm, any_of, search_field
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.pages import SignedIn, as_seen
from repatriation.errors import Sentence

COLUMNS = [
    ListColumn(gettext_lazy("Reference"), by="reference"),
    ListColumn(gettext_lazy("State")),
    ListColumn(gettext_lazy("Cases")),
    ListColumn(gettext_lazy("What shows it")),
    ListColumn(gettext_lazy("Agency")),
    ListColumn(gettext_lazy("Proposed"), by="proposed_at"),
]
TITLE = gettext_lazy("Associations")


class AssociationFilters(FilterForm):
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=any_of(AssociationState))
    q = search_field(gettext_lazy("Reference, or that of a case"))
    lookups = {"state": "state"}

    def narrow(self, rows: QuerySet) -> QuerySet:
        rows = super().narrow(rows)
        if q := self.in_force.get("q"):
            rows = (
                rows.filter(reference__icontains=q)
                | rows.filter(first__reference__icontains=q)
                | rows.filter(second__reference__icontains=q)
            )
        return rows


@login_required
def associations(request: SignedIn) -> HttpResponse:
    listing = Listing(
        request,
        Association.objects.visible_to(request.user).for_pages(),
        filters=AssociationFilters,
        columns=COLUMNS,
        sort="-reference",
        unit="associations",
    )
    shown = {"listing": listing, "rows": [(row, state_badge(row)) for row in listing.rows]}
    return render(request, "cases/associations.html", shown)


def association_of(request: SignedIn, reference: str) -> Association:
    rows = Association.objects.visible_to(request.user).select_related(
        "agency",
        "proposed_by",
        "decided_by",
        "withdrawn_by",
        "first__custodian",
        "first__storage_unit",
        "second__custodian",
        "second__storage_unit",
    )
    return get_object_or_404(rows, reference=reference)


@login_required
def association(request: SignedIn, reference: str) -> HttpResponse:
    row = association_of(request, reference)
    is_open = row.state == AssociationState.PROPOSED
    moves = moves_of(request.user, row)
    shown = {
        "association": row,
        "states": [state_badge(row)],
        "cases": [(case, individual_of(request.user, case)) for case in row.cases],
        "contradictions": contradictions_of(row) if is_open else [],
        "tabs": [
            Choice(_("Overview"), row.get_absolute_url(), is_current=True),
            Choice(_("History"), reverse("history", args=[row.reference])),
        ],
        "now": [move for move in moves if not move.why_not],
        "later": [move for move in moves if move.why_not],
    }
    return render(request, "cases/association.html", shown)


def individual_of(user: User, case: RemainsCase) -> Individual | None:
    held = Individual.objects.visible_to(user)
    return held.filter(members__case=case, members__left_at=None).first()


def moves_of(user: User, row: Association) -> list[Move]:
    why_not = association_moves(user, row)
    return [_move(deed, row, why_not[deed.verb]) for deed in DEEDS.values()]


def _move(deed: Deed, row: Association, why_not: Sentence | str | None) -> Move:
    return Move(
        deed.verb,
        deed.title,
        reverse(f"cases:association-{deed.verb}", args=[row.reference]),
        why_not=why_not,
        is_lead=deed.verb == "accept" and not why_not,
        opens=True,
    )


@login_required
def propose(request: SignedIn, reference: str) -> HttpResponse:
    row = case_of(request, reference)
    form = typed(request, AssociateForm, initial={"other": request.GET.get("other", "")[:20]})

    def save(other: RemainsCase, **seen: Any) -> Association:
        first = as_seen(request, row)
        proposed = propose_association(first=first, second=other, by=request.user, **seen)
        said = _("Proposed as %(reference)s. A second examiner decides.")
        messages.success(request, said % {"reference": proposed})
        return proposed

    return ask_form(
        request,
        form,
        save,
        row=row,
        crumbs=[(_("Cases"), reverse("cases:cases")), (str(row), row.get_absolute_url())],
        title=_("Associate with another case"),
        kind=str(row),
        lead=_(
            "That both are of one person, on what can be seen of the remains alone. Whoever knows "
            "whom they are taken for leaves it to another examiner."
        ),
        submit=_("Propose"),
        why_not=why_not_associate(request.user, row),
    )


@login_required
def deed(request: SignedIn, reference: str, verb: str) -> HttpResponse:
    row, deed = association_of(request, reference), DEEDS[verb]
    contradictions = contradictions_of(row) if row.state == AssociationState.PROPOSED else []
    named = {"association": row, "first": row.first, "second": row.second}

    def save(**given: Any) -> Association:
        deed.do(association=as_seen(request, row), by=request.user, **given)
        messages.success(request, str(deed.done))
        return row

    crumbs: Crumbs = [(TITLE, reverse("cases:associations")), (str(row), row.get_absolute_url())]
    return ask_form(
        request,
        typed(request, deed.form, contradictions=contradictions),
        save,
        template="cases/association_deed.html",
        row=row,
        crumbs=crumbs,
        title=deed.title,
        kind=str(row),
        lead=str(deed.says) % named,
        why_not=association_moves(request.user, row)[verb],
        is_grave=verb != "reject",
        contradictions=contradictions,
    )
