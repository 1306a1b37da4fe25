"""A mortuary scans what arrives of its share, ends its intake, and the count is verified."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from cases.models import Container, Scan, TallySheet
from cases.models.sheet import Purpose
from cases.operations.listing import destine_containers, reference_on_the_spot
from cases.operations.receiving import receive_containers
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
from cases.states import ContainerState
from exchanges.models import Allocation, BatchPlace, BatchSheet, Count, Discrepancy, ExchangeBatch
from exchanges.operations.discrepancies import open_count_mismatch, open_discrepancies
from exchanges.operations.lists import label_key
from exchanges.operations.whole import receive_if_all
from exchanges.policies import allocations as policies
from exchanges.policies.batches import why_not_verify_count
from exchanges.states import AllocationState, allocation_workflow, batch_workflow
from repatriation.accounts.models import User
from repatriation.errors import Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

UNKNOWN = gettext_noop(
    "No container of this handover has this label or reference. Check the code. If it stands "
    "before you, take it in: it gets a reference of ours and a discrepancy."
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
    """Receive what is scanned, by our reference or the sender's label. What stands at the door is
    never refused: of another mortuary's share, it is allocated here; unknown, it gets our
    reference when the person says that it is there. Each is a discrepancy."""
    allocation = Allocation.objects.get(sheets__sheet=sheet)
    lock_each([allocation.batch, *_batches_meant(allocation, readings)])
    require(policies.why_not_take_in(by, allocation))
    sheet = lock_each([sheet])[0]
    require_open(sheet)
    fresh, saved = unsaved(sheet, readings)
    places = _places(allocation.batch, fresh)
    seen: set[int] = set()
    outcomes = [_judge(allocation, sheet, reading, places, seen, by) for reading in fresh]
    _take_over(allocation, places, outcomes, by)
    for containers, said in moves_of(sheet, outcomes, Result.DONE, Result.EXTRA):
        receive_containers(containers=containers, by=by, **said)
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
    """The count at intake, or what the receiver acknowledged, stands beside the list; a difference
    is opened, not smoothed."""
    batch = lock(batch)
    move = batch_workflow.require("verify_count", batch.state)
    require(why_not_verify_count(by, batch))
    listed = batch.list_in_force.lines.count()
    at_intake = batch.counts.at_intake()
    acknowledged = batch.statements.acknowledging().first()
    counted = (
        acknowledged.containers
        if acknowledged
        else sum(count.containers for count in at_intake)  # shares of one side
    )
    open_count_mismatch(batch=batch, listed=listed, counted=counted, by=by)
    batch.state = move.target
    keep(batch)
    record("exchanges.count_verified", batch, by=by, listed=listed, counted=counted)
    return batch


def _batches_meant(allocation: Allocation, readings: list[Reading]) -> list[ExchangeBatch]:
    """A reference of ours says which container it is, also of another batch of this side."""
    references = {reference_of(reading.code) for reading in readings} - {None}
    of_these = ExchangeBatch.objects.filter(places__container__reference__in=references)
    return list(of_these.filter(receiver=allocation.batch.receiver).distinct())


def _places(batch: ExchangeBatch, readings: list[Reading]) -> list[BatchPlace]:
    """The places that these codes could mean, in the order of the lists: labels are of one list,
    and repeat in others."""
    labels = {label_key(reading.code) for reading in readings} - {""}
    references = {reference_of(reading.code) for reading in readings} - {None}
    handed_over = BatchPlace.objects.filter(
        Q(batch=batch, label_key__in=labels) | Q(container__reference__in=references),
        batch__receiver=batch.receiver,
        outcome=BatchPlace.Outcome.HANDED_OVER,
        left_at=None,
    )
    return list(handed_over.select_related("container", "batch").order_by("pk"))


def _judge(
    allocation: Allocation,
    sheet: TallySheet,
    reading: Reading,
    places: list[BatchPlace],
    seen: set[int],
    by: User,
) -> Outcome:
    """Of the same label those of the own share come first."""
    reference, key = reference_of(reading.code), label_key(reading.code)
    meant = [place for place in places if reference and place.container.reference == reference]
    meant = meant or [place for place in places if key and place.label_key == key]
    own = [place for place in meant if place.allocation_id == allocation.pk]
    waiting = [place for place in own if _is_waiting(place, seen)]
    if waiting:
        seen.add(waiting[0].container_id)
        return Outcome(reading, Result.DONE, waiting[0].container)
    if own and not reading.is_another:
        return Outcome(reading, Result.AGAIN, own[0].container)
    of_others = [place for place in meant if _is_waiting(place, seen)]
    if of_others:
        seen.add(of_others[0].container_id)
        return Outcome(reading, Result.EXTRA, of_others[0].container)
    if meant and not reading.is_another:
        return Outcome(reading, Result.AGAIN, meant[0].container)
    if not reading.is_another:
        return Outcome(reading, Result.REFUSED, None, Sentence(UNKNOWN))
    return Outcome(reading, Result.EXTRA, _on_the_spot(allocation, sheet, reading, by))


def _is_waiting(place: BatchPlace, seen: set[int]) -> bool:
    is_handed_over = place.container.state == ContainerState.HANDED_OVER
    return is_handed_over and place.container_id not in seen


def _take_over(
    allocation: Allocation, places: list[BatchPlace], outcomes: list[Outcome], by: User
) -> None:
    """What came to another mortuary than it was sent to is allocated where it is."""
    came = {
        outcome.thing.pk: outcome.thing
        for outcome in outcomes
        if outcome.result == Result.EXTRA and isinstance(outcome.thing, Container)
    }
    moved = [place for place in places if place.container_id in came]
    for place in lock_each(moved):
        place.allocation = _share_here(allocation, place)
        place.save(update_fields=["allocation"])
    destine_containers(containers=[*came.values()], to=allocation.mortuary, by=by)
    code = Discrepancy.Code.CONTAINER_EXTRA
    for place in moved:
        open_discrepancies(code, batch=place.batch, containers=[place.container], by=by)


def _share_here(allocation: Allocation, place: BatchPlace) -> Allocation:
    """Of another batch: the share of this mortuary in it, which may begin with this container."""
    if place.batch_id == allocation.batch_id:
        return allocation
    begun = {"state": AllocationState.SENT, "sent_at": now()}
    share, _is_new = Allocation.objects.get_or_create(
        batch_id=place.batch_id, mortuary=allocation.mortuary, defaults=begun
    )
    return share


def _on_the_spot(
    allocation: Allocation, sheet: TallySheet, reading: Reading, by: User
) -> Container:
    """Nobody at the venue scanned it, and here it is."""
    batch = allocation.batch
    container = reference_on_the_spot(
        label=reading.code.strip()[:200],
        sender=batch.sender,
        to=batch.receiver,
        by=by,
        circumstances=replace(circumstances_of(sheet, reading), from_holder=batch.sender),
        occurred_at=made_at(reading),
    )
    BatchPlace.objects.create(
        batch=batch,
        container=container,
        label_key=label_key(reading.code),
        outcome=BatchPlace.Outcome.HANDED_OVER,
        allocation=allocation,
    )
    open_discrepancies(Discrepancy.Code.NOT_ON_LIST, batch=batch, containers=[container], by=by)
    return container
