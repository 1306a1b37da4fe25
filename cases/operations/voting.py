"""A board: called, voting without knowing of each other, deciding with the last vote."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction

from cases.models import Ballot, BoardSession, Identification
from cases.models.board import UNDECIDED, Choice, Question
from cases.operations import ballots
from cases.operations.ballots import POSITIVE
from cases.operations.deciding import decide
from cases.policies import identifications as policies
from cases.policies.boards import why_not_recall, why_not_vote
from cases.states import identification_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, require
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record


@transaction.atomic
def call_board(
    *, identification: Identification, members: Sequence[User], by: User
) -> Identification:
    """On a proposal, or again on what is contested. Nobody who submitted it is called."""
    identification = lock(identification)
    call_locked(identification, ballots.quorate(members), by)
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
    ballot = ballots.put(
        question,
        members,
        by,
        identification=identification,
        submitted_by=policies.submitter_of(identification),
        session=session,
        position=position,
    )
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
    require(why_not_recall(by, identification))
    recall_locked(identification, identification.ballots.open().get(), by)
    return identification


def recall_locked(identification: Identification, ballot: Ballot, by: User) -> None:
    verb = policies.verb_now("recall_board", identification)
    move = identification_workflow.require(verb, identification.state)
    ballots.recalled(ballot)
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
    require(why_not_vote(by, identification))
    ballot = identification.ballots.open().get()
    ballots.require_choice(ballot, choice, reason)
    if choice in POSITIVE:
        require_enough(identification)
    ballots.cast(ballot, choice, reason, by)
    record("cases.vote_cast", identification, by=by, ballot=ballot.pk)
    if ballots.is_complete(ballot):
        outcome = ballots.counted(ballot)
        if outcome in POSITIVE and policies.why_not_establish(identification):
            outcome = None  # what the first votes rested on has fallen away since
        ballot.rules = rules_now()
        ballots.end(ballot, outcome or UNDECIDED)
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
