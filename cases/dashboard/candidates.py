"""Candidates of a case or of a person sought, in order; and looking for them again."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from cases.dashboard.advice import said
from cases.dashboard.badges import candidate_badges
from cases.dashboard.cases import case_of
from cases.dashboard.people import person_of
from cases.identification.scoring import indistinguishable
from cases.models import Candidate, CandidateSearch, MissingPerson, RemainsCase
from cases.operations.advising import advice_for
from cases.operations.seeking import seek_candidates
from cases.policies.candidates import why_not_seek
from cases.states.candidates import CandidateState
from repatriation.dashboard.components import Move, Text
from repatriation.dashboard.pages import SignedIn, refusals_to_messages

MOST = 200
TITLE = gettext_lazy("Candidates")
Sought = RemainsCase | MissingPerson


@login_required
def of_case(request: SignedIn, reference: str) -> HttpResponse:
    return _page(request, case_of(request, reference))


@login_required
def of_person(request: SignedIn, reference: str) -> HttpResponse:
    return _page(request, person_of(request, reference))


@login_required
@require_POST
@refusals_to_messages
def seek_of_case(request: SignedIn, reference: str) -> HttpResponse:
    return redirect(seek_candidates(record=case_of(request, reference), by=request.user))


@login_required
@require_POST
@refusals_to_messages
def seek_of_person(request: SignedIn, reference: str) -> HttpResponse:
    return redirect(seek_candidates(record=person_of(request, reference), by=request.user))


def candidates_of(user: Any, record: Sought) -> Any:
    """As far as this reader may see them, the best first, with which records may be read."""
    rows = Candidate.objects.visible_to(user).for_reader(user).with_place(user).for_pages()
    if isinstance(record, RemainsCase):
        return rows.of_case(record).best_first()
    return rows.filter(person=record).best_first()


def _page(request: SignedIn, record: Sought) -> HttpResponse:
    """For those who examine; to others there is no such page."""
    if not request.user.has_perm("cases.see_candidates"):
        raise Http404
    all_rows = list(candidates_of(request.user, record).current()[:MOST])
    open_rows = [row for row in all_rows if row.state == CandidateState.OPEN]
    url = record.get_absolute_url()
    shown = {
        "record": record,
        "open": lines_of(open_rows, record),
        "same": tied(open_rows),
        "excluded": lines_of(_in(all_rows, CandidateState.EXCLUDED), record),
        "taken": lines_of(_in(all_rows, CandidateState.TAKEN), record),
        "advice": advised(record, open_rows),
        "search": CandidateSearch.objects.filter(**_of(record)).first(),
        "seek": Move(
            "seek",
            _("Look for candidates again"),
            f"{url}candidates/seek/",
            why_not=why_not_seek(request.user, record),
        ),
        "crumbs": crumbs_of(record),
    }
    return render(request, "cases/candidates.html", shown)


def lines_of(rows: list[Any], record: Sought) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "partner": partner_of(row, record),
            "is_whole": row.sees_case and row.sees_partner,
            "states": candidate_badges(row),
        }
        for row in rows
    ]


def tied(rows: list[Any]) -> list[Any]:
    """Those whose sums are too close to say which stands before the other."""
    whole = read_whole(rows)
    return [whole[place] for place in indistinguishable(row.score for row in whole)]


def advised(record: Sought, rows: list[Any]) -> list[str]:
    """What would tell most, over the candidates that this reader may read."""
    if not isinstance(record, RemainsCase):
        return []
    return [said(one) for one in advice_for(record, read_whole(rows))]


def read_whole(rows: list[Any]) -> list[Any]:
    return [row for row in rows if row.person_id and row.sees_case and row.sees_partner]


def partner_of(row: Candidate, record: Sought) -> dict[str, Any]:
    """The other record of the pair, and the agency that answers for it."""
    if isinstance(record, RemainsCase) and row.case_id == record.pk:
        other: Any = row.person or row.other
    else:
        other = row.case
    agency = other.agency if isinstance(other, MissingPerson) else other.responsible
    return {"record": other, "agency": agency}


def crumbs_of(record: Sought) -> list[tuple[Text, str]]:
    if isinstance(record, MissingPerson):
        first = (gettext_lazy("People sought"), reverse("cases:people"))
    else:
        first = (gettext_lazy("Cases"), reverse("cases:cases"))
    return [first, (str(record), record.get_absolute_url())]


def _in(rows: list[Any], state: str) -> list[Any]:
    return [row for row in rows if row.state == state]


def _of(record: Sought) -> dict[str, Any]:
    return {"person": record} if isinstance(record, MissingPerson) else {"case": record}
