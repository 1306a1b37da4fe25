"""Releases: the list, what a release of one case waits for, and the panel on the case's page."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard.badges import state_badge
from cases.dashboard.cases import case_of
from cases.dashboard.effects.panels import badges_of as effect_badges
from cases.dashboard.release_deeds import OF_RELEASE
from cases.models import PartsAnswer, PersonalEffect, Release, RemainsCase, TakeBackTask
from cases.models.release import ReleaseTo
from cases.policies.papers import why_not_issue_receipt
from cases.policies.releases import kin_for, release_moves
from cases.policies.releasing import needs_of, other_parts, standing_identification
from cases.states import GONE, CaseState, ReleaseState
from repatriation.accounts.models import User
from repatriation.dashboard.components import Badge, Choice, Meaning, Move
from repatriation.dashboard.filters import FilterForm, any_of, search_field
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.moves import Moves, fold
from repatriation.dashboard.pages import SignedIn
from repatriation.dashboard.panels import Panel, panel_on

COLUMNS = [
    ListColumn(gettext_lazy("Reference"), by="reference"),
    ListColumn(gettext_lazy("State")),
    ListColumn(gettext_lazy("Case")),
    ListColumn(gettext_lazy("To whom")),
    ListColumn(gettext_lazy("Authorised"), by="authorised_at"),
    ListColumn(gettext_lazy("Released"), by="released_at"),
]
NEXT = {CaseState.EXAMINED: "authorise_release", CaseState.RELEASE_AUTHORISED: "release"}


class ReleaseFilters(FilterForm):
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=any_of(ReleaseState))
    to = forms.ChoiceField(label=gettext_lazy("To whom"), choices=any_of(ReleaseTo))
    q = search_field(gettext_lazy("Reference, of the release or the case"))
    lookups = {"state": "state", "to": "to"}

    def narrow(self, rows: QuerySet) -> QuerySet:
        rows = super().narrow(rows)
        if q := self.in_force.get("q"):
            rows = rows.filter(reference__icontains=q) | rows.filter(case__reference__icontains=q)
        return rows


@login_required
def releases(request: SignedIn) -> HttpResponse:
    rows = Release.objects.visible_to(request.user).for_pages()
    listing = Listing(
        request, rows, filters=ReleaseFilters, columns=COLUMNS, sort="-reference", unit="releases"
    )
    shown = {"listing": listing, "rows": [(row, _badges(row)) for row in listing.rows]}
    return render(request, "cases/releases.html", shown)


@login_required
def case_releases(request: SignedIn, reference: str) -> HttpResponse:
    """What is missing, and what became of every authorisation."""
    row = case_of(request, reference)
    user = request.user
    if not user.has_perm("cases.see_releases"):
        raise Http404
    known = Release.objects.visible_to(user).filter(case=row).shown_to(user).for_pages()
    identification, needs = standing_identification(row), _needs(row)
    is_ready = not any(need.why_not for need, _badge in needs)
    shown = {
        "case": row,
        "states": [state_badge(row)],
        "needs": needs,
        "kin": kin_for(row),
        "parts": [(part, state_badge(part)) for part in _parts(user, row, identification)],
        "answer": PartsAnswer.objects.visible_to(user).filter(case=row).last(),
        "tasks": _tasks(user, row),
        "effects": _effects(user, row),
        "held": PersonalEffect.objects.filter(case=row).still_held().count(),
        "releases": [(one, _badges(one)) for one in known.order_by("-pk")],
        "moves": moves_of(user, row, is_ready=is_ready),
        "tabs": [
            Choice(_("Overview"), row.get_absolute_url()),
            Choice(_("Release"), request.path, is_current=True),
            Choice(_("History"), reverse("history", args=[row.reference])),
        ],
    }
    return render(request, "cases/case_releases.html", shown)


@panel_on("cases.remainscase")
def release_panel(user: User, case: RemainsCase) -> Panel | None:
    """How far its release is; the page behind it says what is missing."""
    if not user.has_perm("cases.see_releases"):
        return None
    rows = list(Release.objects.visible_to(user).filter(case=case).for_pages().order_by("-pk"))
    shown = {
        "url": reverse("cases:case-releases", args=[case.reference]),
        "rows": [(row, _badges(row)) for row in rows],
        "tasks": _tasks(user, case) if rows else [],
        "held": PersonalEffect.objects.filter(case=case).still_held().count()
        if case.state in GONE
        else 0,
    }
    return Panel(_("Release"), "cases/panels/releases.html", shown)


def moves_of(user: User, row: RemainsCase, *, is_ready: bool) -> Moves:
    """What is expected next stands out once nothing is missing for it."""
    why_not, url = release_moves(user, row), row.get_absolute_url()
    moves = [
        Move(
            verb,
            deed.label,
            f"{url}{verb.replace('_', '-')}/",
            why_not=why_not[verb],
            is_lead=is_ready and verb == NEXT.get(CaseState(row.state)),
            opens=True,
        )
        for verb, deed in OF_RELEASE.items()
    ]
    paper = reverse("cases:case-receipt", args=[row.reference])
    why = why_not_issue_receipt(user, row)
    moves.append(Move("receipt", _("Receipt"), paper, why_not=why, opens=True))
    return fold(moves, NEXT.get(CaseState(row.state), ""))


def _needs(row: RemainsCase) -> list[tuple[Any, Badge]]:
    """Of a release to the family. After it has left there is nothing to meet."""
    if row.state in (CaseState.RELEASED, CaseState.CLOSED):
        return []
    met, missing = Badge(_("Met"), Meaning.DONE), Badge(_("Missing"), Meaning.WATCH)
    needs = needs_of(row, ReleaseTo.FAMILY)
    return [(need, missing if need.why_not else met) for need in needs]


def _parts(user: User, row: RemainsCase, identification: Any) -> QuerySet[RemainsCase]:
    keys = [part.pk for part in other_parts(row, identification)]
    visible: QuerySet[RemainsCase] = RemainsCase.objects.visible_to(user)
    return visible.filter(pk__in=keys).order_by("pk")


def _tasks(user: User, row: RemainsCase) -> QuerySet[TakeBackTask]:
    tasks: QuerySet[TakeBackTask] = TakeBackTask.objects.visible_to(user).open()
    return tasks.filter(release__case=row).select_related("release")


def _effects(user: User, row: RemainsCase) -> list[tuple[PersonalEffect, list[Badge]]]:
    seen = PersonalEffect.objects.visible_to(user).filter(case=row).for_pages().order_by("pk")
    return [(one, effect_badges(one)) for one in seen]


def _badges(row: Release) -> list[Badge]:
    taken = Badge(_("Taken back"), Meaning.CONTEST)
    return [state_badge(row), taken] if row.back_at else [state_badge(row)]
