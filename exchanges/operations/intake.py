"""A mortuary scans what arrives of its share, ends its intake, and the count is verified."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from cases.models import Scan, TallySheet
from cases.models.sheet import Purpose
from cases.operations.custody import Circumstances
from cases.operations.receiving import receive_containers
from cases.operations.scanning import (
    Outcome,
    Reading,
    by_time,
    is_late,
    reference_of,
    save_scans,
    scanner_for,
    unsaved,
)
from cases.operations.sheets import open_sheet, require_open
from cases.states import ContainerState
from exchanges.models import Allocation, BatchPlace, BatchSheet, Count, Discrepancy, ExchangeBatch
from exchanges.operations.discrepancies import open_count_mismatch, open_discrepancies
from exchanges.operations.lists import label_key
from exchanges.operations.whole import receive_if_all
from exchanges.policies import allocations as policies
from exchanges.policies.batches import why_not_verify_count
from exchanges.states import allocation_workflow, batch_workflow
from repatriation.accounts.models import User
from repatriation.errors import Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

ELSEWHERE = gettext_noop(
    "No container of your share has this label or reference. Put it aside and tell the exchange "
    "officer, who can allocate it to you."
)
Result = Scan.Result


@transaction.atomic
def open_receipt_sheet(*, allocation: Allocation, by: User, **header: Any) -> TallySheet:
    require(policies.why_not_take_in(by, allocation))
    allocation_workflow.require("receive", allocation.state)
    sheet = open_sheet(
        purpose=Purpose.RECEIPT, by=by, from_holder=allocation.batch.receiver, **header
    )
    BatchSheet.objects.create(sheet=sheet, batch=allocation.batch, allocation=allocation)
    return sheet


@scanner_for(Purpose.RECEIPT)
@transaction.atomic
def scan_receipt(*, sheet: TallySheet, readings: list[Reading], by: User) -> list[Scan]:
    """Receive what is scanned, by our reference or the sender's label."""
    allocation = Allocation.objects.get(sheets__sheet=sheet)
    lock_each([allocation.batch])
    require(policies.why_not_take_in(by, allocation))
    sheet = lock_each([sheet])[0]
    require_open(sheet)
    fresh, saved = unsaved(sheet, readings)
    places = _places(allocation, fresh)
    seen: set[int] = set()
    outcomes = [_judge(places, reading, seen) for reading in fresh]
    for at, group in by_time(outcomes):
        receive_containers(
            containers=[outcome.thing for outcome in group],
            by=by,
            circumstances=Circumstances.of(sheet, is_late=is_late(at)),
            occurred_at=at,
        )
    return saved + save_scans(sheet, outcomes, by)


@transaction.atomic
def finish_intake(
    *, allocation: Allocation, by: User, occurred_at: datetime | None = None
) -> Allocation:
    """What was received is the mortuary's own count; what was sent and did not arrive is opened
    as missing. When all shares are in, the batch is received."""
    batch = lock_each([allocation.batch])[0]
    allocation = lock(allocation)
    require(policies.why_not_take_in(by, allocation))
    move = allocation_workflow.require("receive", allocation.state)
    places = allocation.places.select_related("container")
    missing = [p.container for p in places if p.container.state == ContainerState.HANDED_OVER]
    code = Discrepancy.Code.CONTAINER_MISSING
    open_discrepancies(code, batch=batch, containers=missing, by=by)
    counted = len(places) - len(missing)
    Count.objects.create(
        batch=batch,
        allocation=allocation,
        stage=Count.Stage.INTAKE,
        source=allocation.mortuary,
        containers=counted,
        counted_by=by,
        counted_at=occurred_at or now(),
    )
    allocation.state = move.target
    allocation.received_at = occurred_at or now()
    keep(allocation)
    record(
        "exchanges.intake_ended",
        batch,
        by=by,
        occurred_at=occurred_at,
        allocation=allocation.pk,
        mortuary=allocation.mortuary_id,
        containers=counted,
        missing=len(missing),
    )
    receive_if_all(batch, by, occurred_at)
    return allocation


@transaction.atomic
def verify_count(*, batch: ExchangeBatch, by: User) -> ExchangeBatch:
    """The count at intake stands beside the list; a difference is opened, not smoothed."""
    batch = lock(batch)
    move = batch_workflow.require("verify_count", batch.state)
    require(why_not_verify_count(by, batch))
    listed = batch.list_in_force.lines.count()
    at_intake = batch.counts.filter(stage=Count.Stage.INTAKE)
    counted = sum(at_intake.values_list("containers", flat=True))  # shares of one side
    open_count_mismatch(batch=batch, listed=listed, counted=counted, by=by)
    batch.state = move.target
    keep(batch)
    record("exchanges.count_verified", batch, by=by, listed=listed, counted=counted)
    return batch


def _places(allocation: Allocation, readings: list[Reading]) -> list[BatchPlace]:
    """The places of the share that these codes could mean, in the order of the list."""
    labels = {label_key(reading.code) for reading in readings} - {""}
    references = {reference_of(reading.code) for reading in readings} - {None}
    meant = Q(label_key__in=labels) | Q(container__reference__in=references)
    return list(allocation.places.filter(meant).select_related("container").order_by("pk"))


def _judge(places: list[BatchPlace], reading: Reading, seen: set[int]) -> Outcome:
    reference, key = reference_of(reading.code), label_key(reading.code)
    meant = [place for place in places if reference and place.container.reference == reference]
    meant = meant or [place for place in places if key and place.label_key == key]
    if not meant:
        return Outcome(reading, Result.REFUSED, None, Sentence(ELSEWHERE))
    waiting = [
        place.container
        for place in meant
        if place.container.state == ContainerState.HANDED_OVER and place.container_id not in seen
    ]
    if not waiting:
        return Outcome(reading, Result.AGAIN, meant[0].container)
    seen.add(waiting[0].pk)
    return Outcome(reading, Result.DONE, waiting[0])
