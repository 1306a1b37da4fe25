"""At the venue: each container is scanned, whatever the list says; then the handover is ended."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from cases.models import Scan, TallySheet
from cases.models.sheet import Purpose
from cases.operations.custody import Circumstances
from cases.operations.listing import (
    note_not_presented,
    reference_on_the_spot,
    take_over_containers,
)
from cases.operations.scanning import (
    Outcome,
    Reading,
    by_time,
    is_late,
    made_at,
    reference_of,
    save_scans,
    scanner_for,
    unsaved,
)
from cases.operations.sheets import open_sheet, require_open
from exchanges.models import BatchPlace, BatchSheet, Count, Discrepancy, ExchangeBatch
from exchanges.operations.discrepancies import open_discrepancies
from exchanges.operations.lists import label_key
from exchanges.policies import batches as policies
from exchanges.states import BatchState, batch_workflow
from repatriation.accounts.models import User
from repatriation.errors import require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep, save_each
from repatriation.ledger.writing import record

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
    if batch.state != BatchState.HANDED_OVER:
        batch_workflow.require("hand_over", batch.state)
    fresh, saved = unsaved(sheet, readings)
    places = _places(batch, fresh)
    outcomes = [_judge(batch, sheet, reading, places, by) for reading in fresh]
    for at, group in by_time(outcomes):
        take_over_containers(
            containers=[outcome.thing for outcome in group],
            to=batch.receiver,
            by=by,
            circumstances=Circumstances.of(sheet, is_late=is_late(at)),
            occurred_at=at,
        )
    save_each(places, ["outcome"])
    return saved + save_scans(sheet, outcomes, by)


@transaction.atomic
def finish_handover(
    *, batch: ExchangeBatch, by: User, occurred_at: datetime | None = None
) -> ExchangeBatch:
    """What was scanned is our count at the venue; what was listed and not scanned was not
    presented. Both are facts of their own beside the list."""
    batch = lock(batch)
    require(policies.why_not_hand_over(by, batch))
    move = batch_workflow.require("hand_over", batch.state)
    open_places = batch.places.filter(left_at=None).select_related("container")
    missing = lock_each(list(open_places.filter(outcome="")))
    absent = [place.container for place in missing]
    note_not_presented(containers=absent, by=by, occurred_at=occurred_at)
    for place in missing:
        place.outcome = Place.NOT_PRESENTED
    save_each(missing, ["outcome"])
    code = Discrepancy.Code.CONTAINER_MISSING
    open_discrepancies(code, batch=batch, containers=absent, by=by)
    counted = open_places.filter(outcome=Place.HANDED_OVER).count()
    Count.objects.create(
        batch=batch,
        stage=Count.Stage.VENUE,
        source=batch.receiver,
        containers=counted,
        counted_by=by,
        counted_at=occurred_at or now(),
    )
    batch.state = move.target
    batch.handed_over_at = occurred_at or now()
    keep(batch)
    record(
        "exchanges.batch_handed_over",
        batch,
        by=by,
        occurred_at=occurred_at,
        containers=counted,
        not_presented=len(missing),
    )
    return batch


def _places(batch: ExchangeBatch, readings: list[Reading]) -> list[BatchPlace]:
    """The places these codes could mean, in the order of the list."""
    labels = {label_key(reading.code) for reading in readings} - {""}
    references = {reference_of(reading.code) for reading in readings} - {None}
    standing = batch.places.filter(left_at=None).select_related("container").order_by("pk")
    by_label = standing.filter(label_key__in=labels)
    by_reference = standing.filter(container__reference__in=references)
    return list({place.pk: place for place in [*by_label, *by_reference]}.values())


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
    waiting = [place for place in meant if place.outcome != Place.HANDED_OVER]
    if waiting:
        waiting[0].outcome = Place.HANDED_OVER
        return Outcome(reading, Result.DONE, waiting[0].container)
    if meant and not reading.is_another:
        return Outcome(reading, Result.AGAIN, meant[0].container)
    repeated = [Discrepancy.Code.LABEL_DUPLICATE] if meant else []
    codes = [Discrepancy.Code.NOT_ON_LIST, *repeated]
    return _taken_over(batch, sheet, reading, places, by, *codes)


def _taken_over(batch, sheet, reading: Reading, places, by: User, *codes: str) -> Outcome:
    """It gets our reference on the spot, and a discrepancy for each thing that is not as listed."""
    at = made_at(reading)
    circumstances = Circumstances.of(sheet, is_late=is_late(at))
    container = reference_on_the_spot(
        label=reading.code.strip()[:200],
        sender=batch.sender,
        to=batch.receiver,
        by=by,
        circumstances=replace(circumstances, note=reading.note),
        occurred_at=at,
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
