"""A receiver that has no program and will not sign in takes a batch over, and acknowledges it: by
its signed act and its letter, which two of our people have read; or by its own word."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from cases.models import Container
from cases.operations.custody import Circumstances
from cases.operations.listing import note_refused, take_over_containers
from cases.operations.packing import close_packed
from exchanges.models import BatchPlace, Count, ExchangeBatch, Statement
from exchanges.models.statement import Act
from exchanges.operations.discrepancies import open_differences, open_discrepancies
from exchanges.operations.exits import containers_of, end, standing
from exchanges.operations.statements import state, tell, write
from exchanges.policies import batches as policies
from exchanges.policies.sides import is_of_side, speaker_for
from exchanges.states import BatchState, batch_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep, save_each
from repatriation.ledger.writing import record

Place = BatchPlace.Outcome
FUTURE = gettext_noop(
    "This is said to have happened in the future. Nothing was saved; check the date and time."
)
NONE_PASSED = gettext_noop(
    "By this paper none of it passed. Record that the batch was taken back instead."
)
NOT_IN_TRANSIT = gettext_noop("This batch is %(state)s; the paper is about one in transit.")


@transaction.atomic
def record_taken_over(
    *,
    batch: ExchangeBatch,
    by: User,
    refused: list[Container] | None = None,
    said_on: date | None = None,
    source: str = "",
    occurred_at: datetime | None = None,
) -> Statement:
    """What stands on the act that the receiver signed: everything listed, but for what it refused.
    It is so when a second person has read that act."""
    round = lock_each([batch.round])[0]
    batch = lock(batch)
    batch_workflow.require("hand_over", batch.state)
    require(policies.why_not_take_over(by, batch))
    if occurred_at and occurred_at > now():
        raise RuleBroken(Sentence(FUTURE))
    places = standing(batch, refused or [])
    if len(places) == batch.places.filter(left_at=None).count():
        raise RuleBroken(Sentence(NONE_PASSED))
    agency = speaker_for(batch.receiver, round)
    more: dict[str, Any] = {"batch": batch, "occurred_at": occurred_at or now()}
    statement = state(round, Act.TAKES_OVER, agency, by, said_on, source, **more)
    statement.places.set(places)
    keep(batch)
    tell(statement, round, by)
    return statement


def take_over_by_statement(statement: Statement, by: User) -> ExchangeBatch:
    """The second person's check ends the handover: custody passes to the other side."""
    batch = lock_each([statement.batch])[0]
    if batch.state != BatchState.IN_TRANSIT:
        raise RuleBroken(Sentence(NOT_IN_TRANSIT, {"state": batch.get_state_display()}))
    at = statement.occurred_at
    refused = set(statement.places.values_list("pk", flat=True))
    places = lock_each(batch.places.filter(left_at=None, outcome=""))
    back = [place for place in places if place.pk in refused]
    over = [place for place in places if place.pk not in refused]
    said = Circumstances(is_on_paper=True, is_late=True)
    take_over_containers(
        containers=containers_of(over),
        to=batch.receiver,
        by=by,
        circumstances=said,
        occurred_at=at,
    )
    for place in over:
        place.outcome = Place.HANDED_OVER
    save_each(over, ["outcome"])
    if back:
        gone = containers_of(back)
        note_refused(containers=gone, giver=batch.sender, by=by, occurred_at=at)
        end(back, Place.REFUSED, at=at, reason=BatchPlace.Reason.NOT_AGREED)
        open_discrepancies("refused_at_venue", batch=batch, containers=gone, by=by)
    _count(batch, Count.Stage.VENUE, len(over), statement, by)
    batch.state = batch_workflow.require("hand_over", batch.state).target
    batch.handed_over_at = at
    keep(batch)
    open_differences(batch=batch, by=by)
    told = {"containers": len(over), "not_presented": 0}
    record("exchanges.batch_handed_over", batch, by=by, occurred_at=at, is_late=True, **told)
    return batch


@transaction.atomic
def acknowledge_batch(
    *,
    batch: ExchangeBatch,
    containers: int,
    by: User,
    receipt: str = "",
    said_on: date | None = None,
    source: str = "",
) -> Statement:
    """The receiver says that it has so many of them: by its own word, or by ours from its paper."""
    round = lock_each([batch.round])[0]
    batch = lock(batch)
    require(policies.why_not_acknowledge(by, batch))
    is_own = is_of_side(by, batch.receiver)
    agency = speaker_for(batch.receiver, round)
    more: dict[str, Any] = {
        "batch": batch,
        "containers": containers,
        "receipt": receipt.strip(),
        "manifest": batch.sealed_manifest,
    }
    statement = write(round, Act.ACKNOWLEDGES, agency, by, said_on, source, is_own=is_own, **more)
    if statement.stands:
        _acknowledged(statement, batch, by)
    keep(batch)
    tell(statement, round, by)
    return statement


def acknowledge_by_statement(statement: Statement, by: User) -> None:
    batch = lock_each([statement.batch])[0]
    if batch.state in policies.ACKNOWLEDGED_IN:
        _acknowledged(statement, batch, by)
        keep(batch)


def _acknowledged(statement: Statement, batch: ExchangeBatch, by: User) -> None:
    """Of a locked batch. What was released in it is closed; the count is verified next."""
    passed = batch.places.filter(left_at=None, outcome=Place.HANDED_OVER)
    containers = containers_of(list(passed))
    close_packed(containers, by)
    batch.state = batch_workflow.require("receive", batch.state).target
    batch.acknowledged_at = now()
    record(
        "exchanges.batch_acknowledged",
        batch,
        by=by,
        agency=statement.agency_id,
        containers=statement.containers,
    )


def _count(batch: ExchangeBatch, stage: str, number: int, statement: Statement, by: User) -> None:
    Count.objects.create(
        batch=batch,
        stage=stage,
        source=batch.receiver,
        containers=number,
        counted_by=by,
        counted_at=statement.occurred_at or now(),
    )
