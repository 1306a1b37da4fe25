"""At the venue: each container is scanned, whatever the list says; then the handover is ended."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, prefetch_related_objects

from cases.models import Scan, TallySheet
from cases.models.sheet import Purpose
from cases.operations.listing import (
    note_not_presented,
    reference_on_the_spot,
    take_over_containers,
)
from cases.operations.scanning import (
    Outcome,
    Reading,
    circumstances_of,
    made_at,
    moves_of,
    reference_of,
    save_scans,
    scanner_for,
    unsaved,
)
from cases.operations.sheets import open_sheet, require_open
from exchanges.models import BatchPlace, BatchSheet, Count, Discrepancy, ExchangeBatch
from exchanges.operations.discrepancies import open_differences, open_discrepancies
from exchanges.operations.exits import containers_of, end, resume, stands_elsewhere, waits_for
from exchanges.operations.lists import label_key
from exchanges.operations.taking_back import send_back
from exchanges.policies import batches as policies
from exchanges.states import BatchState, RoundState, batch_workflow
from repatriation.accounts.models import User
from repatriation.errors import Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

ELSEWHERE = gettext_noop(
    "This container was listed again in another batch after it had left this one. Tell the "
    "exchange officer, who can see both."
)
Place = BatchPlace.Outcome
Result = Scan.Result


@transaction.atomic
def open_handover_sheet(*, batch: ExchangeBatch, by: User, **header: Any) -> TallySheet:
    """One header for a vehicle; several phones may scan into one sheet."""
    require(policies.why_not_hand_over(by, batch))
    batch_workflow.require("hand_over", batch.state)
    sheet = open_sheet(purpose=Purpose.HANDOVER, by=by, **header)
    BatchSheet.objects.create(sheet=sheet, batch=batch)
    return sheet


@scanner_for(Purpose.HANDOVER)
@transaction.atomic
def scan_handover(*, sheet: TallySheet, readings: list[Reading], by: User) -> list[Scan]:
    """Nothing is refused: a label that is not on the list, unreadable or left over gets our
    reference on the spot and a discrepancy; a second scan is kept and counted once. A scan that
    arrives after the handover was ended still counts."""
    batch = lock_each([sheet.exchange.batch])[0]
    require(policies.why_not_hand_over(by, batch))
    sheet = lock_each([sheet])[0]
    require_open(sheet)
    is_over = batch.state in (BatchState.HANDED_OVER, BatchState.TAKEN_BACK)
    if not is_over:
        batch_workflow.require("hand_over", batch.state)
    fresh, saved = unsaved(sheet, readings)
    places = _places(batch, fresh)
    outcomes = [_judge(batch, sheet, reading, places, by) for reading in fresh]
    for containers, said in moves_of(sheet, outcomes, is_over=is_over):
        take_over_containers(containers=containers, to=batch.receiver, by=by, **said)
    resume([place for place in places if place.outcome == Place.HANDED_OVER])
    if is_over and any(outcome.result in (Result.DONE, Result.EXTRA) for outcome in outcomes):
        _come_late(batch, by)
    return saved + save_scans(sheet, outcomes, by)


def _come_late(batch: ExchangeBatch, by: User) -> None:
    """Scans that a phone kept until after the end: a new count, and what was taken back whole
    passed in part after all."""
    _count(batch, batch.places.filter(left_at=None, outcome=Place.HANDED_OVER).count(), by)
    if batch.state == BatchState.TAKEN_BACK:
        batch.state = batch_workflow.require("pass_after_all", batch.state).target
        batch.handed_over_at, batch.taken_back_at = batch.taken_back_at, None
        record("exchanges.batch_passed_after_all", batch, by=by)
    keep(batch)
    open_differences(batch=batch, by=by)


@transaction.atomic
def finish_handover(
    *, batch: ExchangeBatch, by: User, occurred_at: datetime | None = None
) -> ExchangeBatch:
    """What was scanned is our count at the venue. What was listed and not scanned was not
    presented; after the round was broken off it went back with its sender. A batch of which
    nothing passed is taken back."""
    round = lock_each([batch.round])[0]
    batch = lock(batch)
    require(policies.why_not_hand_over(by, batch))
    move = batch_workflow.require("hand_over", batch.state)
    standing = batch.places.filter(left_at=None)
    left = lock_each(standing.filter(outcome=""))
    is_broken_off = round.state == RoundState.BROKEN_OFF
    if is_broken_off:
        send_back(batch, left, by, occurred_at)
    else:
        _miss(batch, left, by, occurred_at)
    counted = standing.filter(outcome=Place.HANDED_OVER).count()
    _count(batch, counted, by, occurred_at)
    if counted:
        batch.state, batch.handed_over_at = move.target, occurred_at or now()
    else:
        batch.state = batch_workflow.require("take_back", batch.state).target
        batch.taken_back_at = occurred_at or now()
    keep(batch)
    open_differences(batch=batch, by=by)
    record(
        "exchanges.batch_handed_over" if counted else "exchanges.batch_taken_back",
        batch,
        by=by,
        occurred_at=occurred_at,
        containers=counted,
        not_presented=0 if is_broken_off else len(left),
    )
    return batch


def _miss(batch, places: list[BatchPlace], by: User, occurred_at) -> None:
    absent = containers_of(places)
    note_not_presented(containers=absent, by=by, occurred_at=occurred_at)
    end(places, Place.NOT_PRESENTED, at=occurred_at)
    code = Discrepancy.Code.CONTAINER_MISSING
    open_discrepancies(code, batch=batch, containers=absent, by=by)


def _count(batch, containers: int, by: User, at: datetime | None = None) -> None:
    """A count is never edited: what came late is counted in a new one."""
    Count.objects.create(
        batch=batch,
        stage=Count.Stage.VENUE,
        source=batch.receiver,
        containers=containers,
        counted_by=by,
        counted_at=at or now(),
    )


def _places(batch: ExchangeBatch, readings: list[Reading]) -> list[BatchPlace]:
    """The places these codes could mean, in the order of the list; locked."""
    labels = {label_key(reading.code) for reading in readings} - {""}
    references = {reference_of(reading.code) for reading in readings} - {None}
    meant = Q(label_key__in=labels) | Q(container__reference__in=references)
    listed = batch.places.filter(meant).exclude(outcome=Place.WITHDRAWN)
    places = lock_each(listed)
    prefetch_related_objects(places, "container")
    return places


def _judge(batch, sheet, reading: Reading, places: list[BatchPlace], by: User) -> Outcome:
    if reading.is_unreadable:
        return _taken_over(batch, sheet, reading, places, by, "label_unreadable")
    key, reference = label_key(reading.code), reference_of(reading.code)
    meant = [
        place
        for place in places
        if (reference and place.container.reference == reference)
        or (key and place.label_key == key)
    ]
    waiting = [place for place in meant if waits_for(place, made_at(reading))]
    here = [place for place in waiting if not stands_elsewhere(place)]
    if here:
        here[0].outcome = Place.HANDED_OVER
        return Outcome(reading, Result.DONE, here[0].container)
    if waiting:
        return Outcome(reading, Result.REFUSED, waiting[0].container, Sentence(ELSEWHERE))
    if meant and not reading.is_another:
        return Outcome(reading, Result.AGAIN, meant[0].container)
    repeated = [Discrepancy.Code.LABEL_DUPLICATE] if meant else []
    codes = [Discrepancy.Code.NOT_ON_LIST, *repeated]
    return _taken_over(batch, sheet, reading, places, by, *codes)


def _taken_over(batch, sheet, reading: Reading, places, by: User, *codes: str) -> Outcome:
    """It gets our reference on the spot, and a discrepancy for each thing that is not as listed."""
    container = reference_on_the_spot(
        label=reading.code.strip()[:200],
        sender=batch.sender,
        to=batch.receiver,
        by=by,
        circumstances=circumstances_of(sheet, reading),
        occurred_at=made_at(reading),
    )
    place = BatchPlace.objects.create(
        batch=batch,
        container=container,
        label_key="" if reading.is_unreadable else label_key(reading.code),
        outcome=Place.HANDED_OVER,
    )
    for code in codes:
        open_discrepancies(code, batch=batch, containers=[container], by=by)
    places.append(place)
    return Outcome(reading, Result.EXTRA, container)
