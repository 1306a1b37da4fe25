"""What goes home with its sender: after a round that was broken off, or because it was wrong."""

from datetime import date, datetime

from django.db import transaction

from cases.models import Container
from cases.operations.lines import require_each
from cases.operations.listing import note_taken_back
from cases.states import container_workflow
from exchanges.models import BatchPlace, ExchangeBatch, Statement
from exchanges.models.statement import Act
from exchanges.operations.exits import containers_of, end, standing
from exchanges.operations.statements import state, tell
from exchanges.operations.whole import receive_if_all
from exchanges.policies import exits as policies
from exchanges.policies.sides import speaker_for
from exchanges.states import BatchState, batch_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NONE = gettext_noop("Choose the containers first.")
FUTURE = gettext_noop(
    "This is said to have happened in the future. Nothing was saved; check the date and time."
)
TAKEN_BACK = BatchPlace.Outcome.TAKEN_BACK


@transaction.atomic
def take_back_batch(
    *, batch: ExchangeBatch, by: User, occurred_at: datetime | None = None
) -> ExchangeBatch:
    """The round was broken off and nothing of this batch had passed: all of it goes home."""
    lock_each([batch.round])
    batch = lock(batch)
    batch_workflow.require("take_back", batch.state)
    require(policies.why_not_take_back_batch(by, batch))
    return send_home(batch, by, occurred_at)


def send_home(batch: ExchangeBatch, by: User, occurred_at: datetime | None = None) -> ExchangeBatch:
    """Of a locked batch in transit of which nothing passed."""
    places = lock_each(batch.places.filter(left_at=None, outcome=""))
    send_back(batch, places, by, occurred_at)
    batch.state = batch_workflow.require("take_back", batch.state).target
    batch.taken_back_at = occurred_at or now()
    keep(batch)
    record("exchanges.batch_taken_back", batch, by=by, occurred_at=occurred_at)
    return batch


def send_back(
    batch: ExchangeBatch, places: list[BatchPlace], by: User, occurred_at: datetime | None
) -> None:
    """These locked places of a batch did not come to be handed over."""
    containers = containers_of(places)
    note_taken_back(containers=containers, giver=batch.sender, by=by, occurred_at=occurred_at)
    reason = BatchPlace.Reason.INTERRUPTED
    end(places, TAKEN_BACK, at=occurred_at, reason=reason)
    if places:
        _tell(batch, len(places), reason, by, occurred_at)


@transaction.atomic
def record_taken_back(
    *,
    batch: ExchangeBatch,
    containers: list[Container],
    reason: str,
    by: User,
    note: str = "",
    said_on: date | None = None,
    source: str = "",
    occurred_at: datetime | None = None,
) -> Statement:
    """After the handover the sender takes wrong ones back, on signed paper. It is so when a
    second person of the receiving side has read that paper: custody passes to the other side."""
    round = lock_each([batch.round])[0]
    batch = lock(batch)
    require(policies.why_not_record_taken_back(by, batch))
    if not containers:
        raise RuleBroken(Sentence(NONE))
    if occurred_at and occurred_at > now():
        raise RuleBroken(Sentence(FUTURE))
    places = standing(batch, containers)
    _require_with_us(places)
    agency = speaker_for(batch.sender, round)
    more = {"batch": batch, "reason": reason, "note": note.strip()}
    more["occurred_at"] = occurred_at or now()
    statement = state(round, Act.TAKES_BACK, agency, by, said_on, source, **more)
    statement.places.set(places)
    keep(batch)
    tell(statement, round, by)
    return statement


def take_back_by_statement(statement: Statement, by: User) -> ExchangeBatch:
    """The second person's check is what gives them back."""
    batch = lock_each([statement.batch])[0]
    require(policies.why_not_take_back_now(batch))
    containers = [place.container for place in statement.places.select_related("container")]
    places = standing(batch, containers)
    _require_with_us(places)
    at = statement.occurred_at
    note_taken_back(containers=containers, giver=batch.sender, by=by, occurred_at=at, is_late=True)
    end(places, TAKEN_BACK, at=at, reason=statement.reason, note=statement.note[:200])
    keep(batch)
    _tell(batch, len(places), statement.reason, by, at, is_late=True)
    if batch.state == BatchState.HANDED_OVER:
        receive_if_all(batch, by)
    return batch


def _tell(batch, number: int, reason: str, by: User, at: datetime | None, *, is_late=False) -> None:
    record(
        "exchanges.containers_taken_back",
        batch,
        by=by,
        occurred_at=at,
        is_late=is_late,
        containers=number,
        reason=str(reason),
    )


def _require_with_us(places: list[BatchPlace]) -> None:
    require_each(
        containers_of(places),
        policy=lambda _: None,
        workflow=container_workflow,
        verb="take_back",
    )
