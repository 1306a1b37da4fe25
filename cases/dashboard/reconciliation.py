"""Reconciliation: what was found beside what was told, and what people decide about the pair."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cases.dashboard.badges import candidate_badges
from cases.dashboard.candidate_deeds import DEEDS, Deed
from cases.dashboard.candidates import advised, candidates_of, crumbs_of, tied
from cases.dashboard.pages import ask_form, typed
from cases.dashboard.teeth import Teeth, side_by_side
from cases.dashboard.terms import rows_of, sums_of
from cases.models import Candidate, Finding, MissingPerson, SightRequest
from cases.models.finding import teeth_of
from cases.policies.candidates import candidate_moves
from cases.states.candidates import CandidateState
from repatriation.accounts.models import User
from repatriation.dashboard.components import Move, Text
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages
from repatriation.errors import Sentence


def candidate_of(request: SignedIn, reference: str) -> Any:
    user = request.user
    rows = Candidate.objects.visible_to(user).for_reader(user).with_place(user).for_pages()
    return get_object_or_404(rows, reference=reference)


@login_required
def candidate(request: SignedIn, reference: str) -> HttpResponse:
    row = candidate_of(request, reference)
    is_whole = row.sees_case and row.sees_partner
    moves = moves_of(request.user, row, is_whole=is_whole)
    shown = {
        "candidate": row,
        "is_whole": is_whole,
        "states": candidate_badges(row),
        "crumbs": pair_crumbs(row),
        "requests": requests_of(request.user, row),
        "moves": moves,
        **(_whole(request.user, row) if is_whole else {"side": _side(row)}),
    }
    return render(request, "cases/candidate.html", shown)


@login_required
@refusals_to_messages
def deed(request: SignedIn, reference: str, move: str) -> HttpResponse:
    if move not in DEEDS:
        raise Http404
    row, deed = candidate_of(request, reference), DEEDS[move]
    why_not = candidate_moves(request.user, row)[deed.verb]

    def save(**given: Any) -> Candidate:
        deed.do(candidate=as_seen(request, row), by=request.user, **given)
        messages.success(request, str(deed.done))
        return row

    if deed.form is None:
        if request.method == "POST":
            save()
        return redirect(row)
    return ask_form(
        request,
        typed(request, deed.form),
        save,
        row=row,
        crumbs=[*pair_crumbs(row), (str(row), row.get_absolute_url())],
        why_not=why_not,
        title=deed.title,
        kind=str(row),
        lead=deed.lead,
        is_grave=deed.is_grave,
    )


def _whole(user: User, row: Any) -> dict[str, Any]:
    """Both records, term by term, with what cannot be told apart from it."""
    weighing = row.weighings.order_by("-pk").first()
    others = list(candidates_of(user, row.case).current().filter(state=CandidateState.OPEN)[:50])
    same = [one for one in tied(others) if one.pk != row.pk] if _is_tied(row, others) else []
    exclusions = row.exclusions.select_related("excluded_by", "ended_by").order_by("-pk")
    return {
        "weighing": weighing,
        "terms": rows_of(weighing),
        "sums": sums_of(weighing),
        "teeth": _teeth(row),
        "person": named(user, row.person),
        "same": same,
        "advice": advised(row.case, others),
        "exclusions": exclusions,
        "search": getattr(row.case, "candidate_search", None),
    }


def _teeth(row: Any) -> Teeth | None:
    """The dentist's card beside what was found, where there are both."""
    if row.person is None or not row.person.teeth:
        return None
    return side_by_side(row.person.chart, teeth_of(Finding.objects.of_cases([row.case])))


def _is_tied(row: Any, others: list[Any]) -> bool:
    return any(one.pk == row.pk for one in tied(others))


def named(user: User, person: MissingPerson | None) -> Any:
    if person is None:
        return None
    return MissingPerson.objects.visible_to(user).shown_to(user).filter(pk=person.pk).first()


def _side(row: Any) -> dict[str, Any]:
    """The one record that this reader knows, and the agency that answers for the other."""
    partner = row.person or row.other
    if row.sees_case:
        return {"own": row.case, "agency": getattr(partner, "agency", None) or partner.responsible}
    if row.sees_partner:
        return {"own": partner, "agency": row.case.responsible}
    return {"own": None, "agency": None}


def requests_of(user: User, row: Candidate) -> list[tuple[SightRequest, Any]]:
    """Each with the record that is asked for, where it is of this reader's agency."""
    rows = SightRequest.objects.visible_to(user).filter(candidate=row)
    rows = rows.select_related(
        "case", "person", "agency", "holder", "asked_by", "answered_by", "withdrawn_by"
    ).order_by("-pk")
    return [
        (one, one.person or one.case if one.holder_id == user.agency_id else None) for one in rows
    ]


def pair_crumbs(row: Any) -> list[tuple[Text, str]]:
    """By the record that the reader knows."""
    if row.sees_case:
        return [
            *crumbs_of(row.case),
            (_("Candidates"), f"{row.case.get_absolute_url()}candidates/"),
        ]
    partner = row.person or row.other
    if row.sees_partner:
        return [*crumbs_of(partner), (_("Candidates"), f"{partner.get_absolute_url()}candidates/")]
    return [(_("Today"), "/")]


def moves_of(user: User, row: Any, *, is_whole: bool) -> list[Move]:
    """What concerns this reader: deciding on the pair, or asking and answering for a record."""
    why_not = candidate_moves(user, row)
    url = row.get_absolute_url()
    sees_one = row.sees_case != row.sees_partner
    offered = [
        deed
        for deed in DEEDS.values()
        if _concerns(deed, why_not, is_whole=is_whole, sees_one=sees_one)
    ]
    moves = [
        Move(
            deed.verb,
            deed.title,
            f"{url}{deed.path}/",
            why_not=why_not[deed.verb],
            version=None if deed.form else row.version,
            is_grave=deed.is_grave,
            opens=deed.form is not None,
        )
        for deed in offered
    ]
    if is_whole and row.person_id:
        propose = f"{row.case.get_absolute_url()}identify/?person={row.person}"
        label = _("Propose an identification")
        moves.append(Move("propose", label, propose, why_not=why_not["propose"], opens=True))
    return moves


def _concerns(
    deed: Deed, why_not: dict[str, Sentence | str | None], *, is_whole: bool, sees_one: bool
) -> bool:
    if deed.is_between_agencies:
        return why_not[deed.verb] is None or (deed.verb == "ask" and sees_one)
    return is_whole and (deed.verb != "take_back" or why_not[deed.verb] is None)
