"""The ballot of a board, whatever it decides: put to its members, voted on blind, counted when all
are in. What follows is said by the decision it was about."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from cases.models import Ballot, Seat, Vote
from cases.models.board import CHOICES, RECALLED, Choice, Question
from cases.policies.boards import outcome_of
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop
from repatriation.ledger.clock import now

TOO_FEW = gettext_noop("A board has at least %(quorum)s members; %(given)s were named.")
NOT_A_CHOICE = gettext_noop("Here a vote is one of: %(choices)s.")
NO_REASON = gettext_noop("Say why; the reason is kept with the decision.")

POSITIVE = (Choice.ESTABLISHED, Choice.UPHELD)


def quorate(members: Sequence[User]) -> list[User]:
    """Each once, in the order of their keys, and enough of them."""
    named = sorted({member.pk: member for member in members}.values(), key=lambda one: one.pk)
    if len(named) < settings.BOARD_QUORUM:
        given = {"quorum": settings.BOARD_QUORUM, "given": len(named)}
        raise RuleBroken(Sentence(TOO_FEW, given))
    return named


def put(question: Question, members: Sequence[User], by: User, **about: Any) -> Ballot:
    """`about`: the decision, who submitted it, and of a session the place on its agenda."""
    ballot = Ballot.objects.create(question=question, called_by=by, called_at=now(), **about)
    Seat.objects.bulk_create(Seat(ballot=ballot, member=member) for member in members)
    return ballot


def require_choice(ballot: Ballot, choice: Choice, reason: str) -> None:
    allowed = CHOICES[Question(ballot.question)]
    if choice not in allowed:
        names = ", ".join(str(one.label) for one in allowed)
        raise RuleBroken(Sentence(NOT_A_CHOICE, {"choices": names}))
    if choice not in POSITIVE and not reason.strip():
        raise RuleBroken(Sentence(NO_REASON))


def cast(ballot: Ballot, choice: Choice, reason: str, by: User) -> None:
    Vote.objects.create(
        ballot=ballot,
        voter=by,
        submitted_by_id=ballot.submitted_by_id,
        choice=choice,
        reason=reason.strip(),
        voted_at=now(),
    )


def is_complete(ballot: Ballot) -> bool:
    return ballot.votes.count() == ballot.seats.voting().count()


def counted(ballot: Ballot) -> str | None:
    choices = list(ballot.votes.values_list("choice", flat=True))
    return outcome_of(choices, len(choices))


def recalled(ballot: Ballot) -> None:
    end(ballot, RECALLED)


def end(ballot: Ballot, outcome: str) -> None:
    ballot.ended_at, ballot.outcome = now(), outcome
    ballot.save()
