"""Whose dead remains are: the list, the page of one decision, and the panel on the case's page."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard.affiliation_deeds import DEEDS, Deed
from cases.dashboard.affiliation_forms import ProposeAffiliationForm, question_of
from cases.dashboard.badges import state_badge
from cases.dashboard.cases import case_of
from cases.dashboard.identifications import boards_of
from cases.dashboard.pages import ask_again, ask_form, typed
from cases.models import AffiliationDecision, RemainsCase
from cases.models.affiliation import Affiliation
from cases.operations.affiliating import Seen, propose_affiliation
from cases.policies.affiliations import affiliation_moves, verb_now, why_not_propose
from cases.policies.grounds import grounds_of
from cases.querysets.affiliations import AWAITING_RETURN
from cases.states import AffiliationState
from repatriation.accounts.models import User
from repatriation.dashboard.components import Choice as Tab
from repatriation.dashboard.components import Move, Text
from repatriation.dashboard.filters import FilterForm, any_of, search_field
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages
from repatriation.dashboard.panels import Panel, panel_on
from repatriation.errors import Sentence

TITLE = gettext_lazy("Affiliations")
COLUMNS = [
    ListColumn(gettext_lazy("Reference"), by="reference"),
    ListColumn(gettext_lazy("State")),
    ListColumn(gettext_lazy("Case")),
    ListColumn(gettext_lazy("Claimed")),
    ListColumn(gettext_lazy("Assessed")),
    ListColumn(gettext_lazy("Proposed"), by="proposed_at"),
]


class AffiliationFilters(FilterForm):
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=any_of(AffiliationState))
    assessed = forms.ChoiceField(label=gettext_lazy("Assessed"), choices=any_of(Affiliation))
    awaiting = forms.BooleanField(label=gettext_lazy("Awaiting return"))
    q = search_field(gettext_lazy("Reference, or its case’s"))
    lookups = {"state": "state", "assessed": "assessed"}

    def narrow(self, rows: QuerySet) -> QuerySet:
        rows = super().narrow(rows)
        if self.in_force.get("awaiting"):
            rows = rows.filter(AWAITING_RETURN)
        if q := self.in_force.get("q"):
            rows = rows.filter(reference__icontains=q) | rows.filter(case__reference__icontains=q)
        return rows


@login_required
def affiliations(request: SignedIn) -> HttpResponse:
    rows = AffiliationDecision.objects.visible_to(request.user).for_pages()
    listing = Listing(
        request,
        rows,
        filters=AffiliationFilters,
        columns=COLUMNS,
        sort="-reference",
        unit="affiliations",
    )
    shown = {"listing": listing, "rows": [(row, state_badge(row)) for row in listing.rows]}
    return render(request, "cases/affiliations.html", shown)


def affiliation_of(request: SignedIn, reference: str) -> AffiliationDecision:
    rows = AffiliationDecision.objects.visible_to(request.user).for_pages()
    return get_object_or_404(rows, reference=reference)


@login_required
def affiliation(request: SignedIn, reference: str) -> HttpResponse:
    row = affiliation_of(request, reference)
    moves = moves_of(request.user, row)
    shown = {
        "decision": row,
        "states": [state_badge(row)],
        "grounds": grounds_of(row),
        "boards": boards_of(row, request.user),
        "tabs": [
            Tab(_("Overview"), row.get_absolute_url(), is_current=True),
            Tab(_("History"), reverse("history", args=[row.reference])),
        ],
        "now": [move for move in moves if not move.why_not],
        "later": [move for move in moves if move.why_not],
    }
    return render(request, "cases/affiliation.html", shown)


def moves_of(user: User, row: AffiliationDecision) -> list[Move]:
    why_not = affiliation_moves(user, row)
    return [_move(deed, row, why_not[verb_now(deed.verb, row)]) for deed in DEEDS.values()]


def _move(deed: Deed, row: AffiliationDecision, why_not: Sentence | str | None) -> Move:
    return Move(
        deed.verb,
        deed.title,
        reverse(f"cases:affiliation-{deed.path}", args=[row.reference]),
        why_not=why_not,
        is_lead=deed.path in ("vote", "board") and not why_not,
        opens=deed.form is not None,
        asks=deed.form is None,
    )


@panel_on("cases.remainscase")
def affiliation_panel(user: User, case: RemainsCase) -> Panel | None:
    """Claimed and assessed, each decision with its state; who may propose finds the move here."""
    rows = AffiliationDecision.objects.visible_to(user).filter(case=case).order_by("-pk")
    may_propose = user.has_perm("cases.propose_affiliation")
    if not (may_propose or user.has_perm("cases.see_affiliations")):
        return None
    why_not = why_not_propose(user, case) if may_propose else ""
    shown = {
        "case": case,
        "rows": [(row, state_badge(row)) for row in rows],
        "url": reverse("cases:case-affiliation", args=[case.reference]) if not why_not else "",
        "may_propose": may_propose,
        "why_not": why_not,
    }
    return Panel(_("Affiliation"), "cases/panels/affiliations.html", shown)


@login_required
def propose(request: SignedIn, reference: str) -> HttpResponse:
    case = case_of(request, reference)
    form = typed(request, ProposeAffiliationForm)

    def save(seen: Seen, assessed: str, claimed: str, **said: Any) -> AffiliationDecision:
        proposed = propose_affiliation(
            case=as_seen(request, case),
            assessed=Affiliation(assessed),
            claimed=claimed,
            evidence=[seen],
            by=request.user,
            **said,
        )
        messages.success(request, _("Proposed as %(reference)s.") % {"reference": proposed})
        return proposed

    return ask_form(
        request,
        form,
        save,
        row=case,
        crumbs=[(_("Remains cases"), reverse("cases:cases")), (str(case), case.get_absolute_url())],
        title=_("Propose an affiliation"),
        kind=str(case),
        lead=_(
            "Whose dead they are, with a first thing that speaks for it. Further evidence is added "
            "before a board votes. Only a board’s decision lets them go to the other party."
        ),
        submit=_("Propose"),
        why_not=why_not_propose(request.user, case),
    )


@login_required
@refusals_to_messages
def deed(request: SignedIn, reference: str, path: str) -> HttpResponse:
    row, deed = affiliation_of(request, reference), DEEDS[path]
    why_not = affiliation_moves(request.user, row)[verb_now(deed.verb, row)]
    lead = str(deed.lead) % {"decision": row, "question": question_of(row).label}
    crumbs: list[tuple[Text, str]] = [
        (TITLE, reverse("cases:affiliations")),
        (str(row), row.get_absolute_url()),
    ]

    def save(**given: Any) -> AffiliationDecision:
        deed.do(decision=as_seen(request, row), by=request.user, **given)
        messages.success(request, str(deed.done))
        return row

    if deed.form:
        form = typed(request, deed.form, decision=row)
        texts = {"title": deed.title, "kind": str(row), "lead": lead, "is_grave": deed.is_grave}
        return ask_form(request, form, save, row=row, crumbs=crumbs, why_not=why_not, **texts)
    if request.method == "POST":
        save()
        return redirect(row)
    move = Move(deed.verb, deed.title, request.path, why_not=why_not, version=row.version)
    return ask_again(request, move, crumbs=crumbs, says=lead)
