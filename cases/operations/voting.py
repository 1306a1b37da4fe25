"""A board: called, voting without knowing of each other, deciding with the last vote."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction

from cases.models import Ballot, BoardSession, Identification, Seat, Vote
from cases.models.board import CHOICES, RECALLED, UNDECIDED, Choice, Question
from cases.operations.deciding import decide
from cases.policies import identifications as policies
from cases.states import identification_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

TOO_FEW = gettext_noop("A board has at least %(quorum)s members; %(given)s were named.")
NOT_A_CHOICE = gettext_noop("Here a vote is one of: %(choices)s.")
NO_REASON = gettext_noop("Say why; the reason is kept with the decision.")

POSITIVE = (Choice.ESTABLISHED, Choice.UPHELD)


@transaction.atomic
def call_board(
    *, identification: Identification, members: Sequence[User], by: User
) -> Identification:
    """On a proposal, or again on what is contested. Nobody who submitted it is called."""
    identification = lock(identification)
    members = sorted({member.pk: member for member in members}.values(), key=lambda one: one.pk)
    if len(members) < settings.BOARD_QUORUM:
        given = {"quorum": settings.BOARD_QUORUM, "given": len(members)}
        raise RuleBroken(Sentence(TOO_FEW, given))
    call_locked(identification, members, by)
    return identification


def call_locked(
    identification: Identification,
    members: Sequence[User],
    by: User,
    session: BoardSession | None = None,
    position: int | None = None,
) -> Ballot:
    """Inside an operation that has locked the identification."""
    require(policies.why_not_call(by, identification))
    verb = policies.verb_now("call_board", identification)
    move = identification_workflow.require(verb, identification.state)
    question = Question.IDENTIFY if verb == "call_board" else Question.CONTEST
    for member in members:
        require(policies.why_not_seat(member, identification))
    ballot = Ballot.objects.create(
        identification=identification,
        question=question,
        submitted_by=policies.submitter_of(identification),
        called_by=by,
        called_at=now(),
        session=session,
        position=position,
    )
    Seat.objects.bulk_create(Seat(ballot=ballot, member=member) for member in members)
    identification.state = move.target
    keep(identification)
    record(
        "cases.board_called",
        identification,
        by=by,
        ballot=ballot.pk,
        question=str(question),
        members=[member.pk for member in members],
        session=session.pk if session else None,
    )
    return ballot


@transaction.atomic
def recall_board(*, identification: Identification, by: User) -> Identification:
    """Nobody will vote, or on something else: the votes cast stay unread for ever."""
    identification = lock(identification)
    require(policies.why_not_recall(by, identification))
    recall_locked(identification, identification.ballots.open().get(), by)
    return identification


def recall_locked(identification: Identification, ballot: Ballot, by: User) -> None:
    verb = policies.verb_now("recall_board", identification)
    move = identification_workflow.require(verb, identification.state)
    _end(ballot, RECALLED)
    identification.state = move.target
    keep(identification)
    record("cases.board_recalled", identification, by=by, ballot=ballot.pk)


@transaction.atomic
def vote(
    *, identification: Identification, choice: Choice, by: User, reason: str = ""
) -> Identification:
    """The event says that somebody voted, never how. With the last vote the board has decided."""
    if identification.adds_to_id:  # what it adds to is not contested meanwhile
        lock_each([identification.adds_to])
    identification = lock(identification)
    require(policies.why_not_vote(by, identification))
    ballot = identification.ballots.open().get()
    allowed = CHOICES[Question(ballot.question)]
    if choice not in allowed:
        names = ", ".join(str(one.label) for one in allowed)
        raise RuleBroken(Sentence(NOT_A_CHOICE, {"choices": names}))
    if choice not in POSITIVE and not reason.strip():
        raise RuleBroken(Sentence(NO_REASON))
    if choice in POSITIVE:
        require_enough(identification)
    Vote.objects.create(
        ballot=ballot,
        voter=by,
        submitted_by_id=ballot.submitted_by_id,
        choice=choice,
        reason=reason.strip(),
        voted_at=now(),
    )
    record("cases.vote_cast", identification, by=by, ballot=ballot.pk)
    choices = list(ballot.votes.values_list("choice", flat=True))
    if len(choices) == ballot.seats.voting().count():
        outcome = policies.outcome_of(choices, len(choices))
        if outcome in POSITIVE and policies.why_not_establish(identification):
            outcome = None  # what the first votes rested on has fallen away since
        ballot.rules = rules_now()
        _end(ballot, outcome or UNDECIDED)
        decide(identification, ballot, outcome, by)
    keep(identification)
    return identification


def require_enough(identification: Identification) -> None:
    if why_not := policies.why_not_establish(identification):
        raise RuleBroken(why_not)


def rules_now() -> dict[str, Any]:
    """What the deploying authority asks of a decision today."""
    return {
        "quorum": settings.BOARD_QUORUM,
        "secondary": settings.SECONDARY_IDENTIFIERS_NEEDED,
        "always": sorted(settings.IDENTIFIERS_ALWAYS_REQUIRED),
        "age_years": settings.TOLERATED_AGE_YEARS,
        "stature_cm": settings.TOLERATED_STATURE_CM,
    }


def _end(ballot: Ballot, outcome: str) -> None:
    ballot.ended_at, ballot.outcome = now(), outcome
    ballot.save()
