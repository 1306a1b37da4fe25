"""Identifications: the list, and the page of one."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard.badges import state_badge
from cases.dashboard.identification_deeds import DEEDS, Deed
from cases.dashboard.pages import shown_panels
from cases.models import Ballot, Identification, MissingPerson, Vote
from cases.models.board import RECALLED, UNDECIDED, Choice
from cases.policies.bases import dossier_of
from cases.policies.boards import Subject
from cases.policies.identifications import identification_moves, verb_now
from cases.states import IdentificationState as S
from repatriation.accounts.models import User
from repatriation.dashboard.components import Badge, Meaning, Move, Text
from repatriation.dashboard.components import Choice as Tab
from repatriation.dashboard.filters import FilterForm, any_of, search_field
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.pages import SignedIn
from repatriation.errors import Sentence

COLUMNS = [
    ListColumn(gettext_lazy("Reference"), by="reference"),
    ListColumn(gettext_lazy("State")),
    ListColumn(gettext_lazy("Person sought")),
    ListColumn(gettext_lazy("Cases"), is_number=True),
    ListColumn(gettext_lazy("Agency")),
    ListColumn(gettext_lazy("Proposed"), by="proposed_at"),
]
TITLE = gettext_lazy("Identifications")
ENDED = {UNDECIDED: gettext_lazy("undecided"), RECALLED: gettext_lazy("recalled")}


@dataclass(frozen=True)
class Board:
    """A ballot as its reader may know it: who has voted, and how only when all have."""

    ballot: Ballot
    state: Badge
    members: list[tuple[User, Vote | None, bool]]


class IdentificationFilters(FilterForm):
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=any_of(S))
    q = search_field(gettext_lazy("Reference, or its case’s or person’s"))
    lookups = {"state": "state"}

    def narrow(self, rows: QuerySet) -> QuerySet:
        rows = super().narrow(rows)
        if q := self.in_force.get("q"):
            found = rows.model.objects.filter(covered__case__reference__icontains=q)
            rows = (
                rows.filter(reference__icontains=q)
                | rows.filter(person__reference__icontains=q)
                | rows.filter(pk__in=found.values("pk"))
            )
        return rows


@login_required
def identifications(request: SignedIn) -> HttpResponse:
    rows = Identification.objects.visible_to(request.user).for_pages().with_cases()
    listing = Listing(
        request,
        rows,
        filters=IdentificationFilters,
        columns=COLUMNS,
        sort="-reference",
        unit="identifications",
    )
    shown = {"listing": listing, "rows": [(row, state_badge(row)) for row in listing.rows]}
    return render(request, "cases/identifications.html", shown)


def identification_of(request: SignedIn, reference: str) -> Identification:
    rows = Identification.objects.visible_to(request.user).for_pages()
    return get_object_or_404(
        rows.select_related("agency__party", "certified_by", "contested_by", "annulled_by"),
        reference=reference,
    )


@login_required
def identification(request: SignedIn, reference: str) -> HttpResponse:
    row = identification_of(request, reference)
    moves = moves_of(request.user, row)
    shown = {
        "identification": row,
        "states": [state_badge(row)],
        "person": person_of(request.user, row),
        "dossier": dossier_of(row),
        "addenda": [
            (one, state_badge(one))
            for one in Identification.objects.visible_to(request.user)
            .filter(adds_to=row)
            .order_by("pk")
        ],
        "boards": boards_of(row, request.user),
        "tabs": [
            Tab(_("Overview"), row.get_absolute_url(), is_current=True),
            Tab(_("History"), reverse("history", args=[row.reference])),
        ],
        "now": [move for move in moves if not move.why_not],
        "later": [move for move in moves if move.why_not],
        "panels": shown_panels(request, row),
    }
    return render(request, "cases/identification.html", shown)


def person_of(user: User, row: Identification) -> Any:
    """Whoever sees the identification sees that there is a person, and perhaps not the name."""
    people = MissingPerson.objects.visible_to(user).shown_to(user)
    return people.filter(pk=row.person_id).first()


def boards_of(row: Subject, user: User) -> list[Board]:
    ballots = row.ballots.prefetch_related("seats__member", "votes").order_by("-pk")
    votes = Vote.objects.filter(ballot__in=row.ballots.all())
    read = {vote.pk for vote in votes.shown_to(user)}
    return [_board(ballot, read) for ballot in ballots]


def _board(ballot: Ballot, read: set[int]) -> Board:
    votes = {vote.voter_id: vote for vote in ballot.votes.all()}
    members = []
    for seat in sorted(ballot.seats.all(), key=lambda one: one.member.name):
        vote = votes.get(seat.member_id)
        is_read = vote is not None and vote.pk in read
        members.append((seat.member, vote if is_read else None, vote is not None))
    return Board(ballot, outcome_badge(ballot), members)


def outcome_badge(ballot: Ballot) -> Badge:
    if not ballot.ended_at:
        return Badge(_("Voting"), Meaning.GOING)
    if ballot.outcome in ENDED:
        return Badge(ENDED[ballot.outcome].capitalize(), Meaning.NONE)
    goes_on = ballot.outcome in (Choice.RETURNED, Choice.DEFERRED)
    meaning = Meaning.WATCH if goes_on else Meaning.DONE
    return Badge(str(Choice(ballot.outcome).label).capitalize(), meaning)


def moves_of(user: User, row: Identification) -> list[Move]:
    why_not = identification_moves(user, row)
    moves = [_move(deed, row, why_not[verb_now(deed.verb, row)]) for deed in DEEDS.values()]
    (place,) = (at for at, move in enumerate(moves) if move.verb == "call_board")
    return [*moves[: place + 1], _session_move(row, moves[place].why_not), *moves[place + 1 :]]


def _session_move(row: Identification, why_not: Text | None) -> Move:
    """A board that meets is called for all that waits, beginning with this."""
    url = f"{reverse('cases:new-session')}?item={row.reference}"
    return Move("session", _("Put it on the agenda of a session"), url, why_not, opens=True)


def _move(deed: Deed, row: Identification, why_not: Sentence | str | None) -> Move:
    return Move(
        deed.verb,
        deed.title,
        reverse(f"cases:identification-{deed.path}", args=[row.reference]),
        why_not=why_not,
        is_lead=deed.path in ("vote", "board", "certify") and not why_not,
        opens=deed.form is not None,
        asks=deed.form is None,
    )
