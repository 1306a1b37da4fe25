"""The received containers are allocated; each mortuary receives and counts its own."""

import pytest
from django.db import IntegrityError

from cases.models import Container
from cases.operations.custody import Circumstances
from cases.operations.receiving import receive_containers
from cases.operations.scanning import Reading
from cases.operations.sheets import close_sheet
from exchanges.models import Allocation, Count, Discrepancy, ExchangeBatch
from exchanges.operations.allocating import allocate_containers, send_allocation
from exchanges.operations.intake import (
    finish_intake,
    open_receipt_sheet,
    scan_receipt,
    verify_count,
)
from exchanges.operations.running import close_round, hand_over_round
from repatriation.audit.models import Event
from repatriation.errors import NotPermitted, RuleBroken, TransitionNotAllowed
from tests.factories.steps import Steps, do


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def batch(steps):
    return steps.handed_over("A-1", "A-2", "A-3")


def allocate(steps, batch, count=0, mortuary=0, **more):
    return do(
        allocate_containers,
        by=steps.north.exchange_officer,
        batch=steps.again(batch),
        mortuary=steps.north.mortuaries[mortuary],
        count=count,
        **more,
    )


def send(steps, share):
    return do(send_allocation, by=steps.north.exchange_officer, allocation=steps.again(share))


def sheet(steps, share, by=None, **more):
    by = by or steps.north.mortuary_officer
    header = {"place": "Bay 1", "alone_reason": "night"} | more
    return do(open_receipt_sheet, by=by, allocation=share, **header)


def take_in(steps, share, *codes, by=None):
    by = by or steps.north.mortuary_officer
    readings = [Reading(code) for code in codes]
    return do(scan_receipt, by=by, sheet=sheet(steps, share, by=by), readings=readings)


def finish(steps, share, by=None):
    by = by or steps.north.mortuary_officer
    return do(finish_intake, by=by, allocation=steps.again(share))


def test_so_many_are_allocated_in_the_order_of_the_list(steps, batch):
    share = allocate(steps, batch, 2)

    assert [place.container.label for place in share.places.order_by("pk")] == ["A-1", "A-2"]


def test_no_more_are_allocated_than_are_in_hand(steps, batch):
    with pytest.raises(RuleBroken, match="4 containers were asked for and 3"):
        allocate(steps, batch, 4)
    with pytest.raises(RuleBroken, match="at least one"):
        allocate(steps, batch, 0)


def test_named_containers_move_between_shares_until_they_are_sent(steps, batch):
    allocate(steps, batch, 3)
    third = Container.objects.get(label="A-3")

    second_share = allocate(steps, batch, mortuary=1, containers=[third])

    assert [place.container.label for place in second_share.places.all()] == ["A-3"]
    send(steps, second_share)
    with pytest.raises(RuleBroken, match="not in hand"):
        allocate(steps, batch, containers=[third])


def test_what_was_not_presented_is_not_allocated(steps):
    batch = steps.in_transit("A-1", "A-2")
    steps.scanned(batch, "A-1")
    from_venue = Container.objects.get(label="A-2")

    with pytest.raises(NotPermitted, match="when they have been handed over"):
        allocate(steps, batch, containers=[from_venue])


def test_only_a_mortuary_of_the_own_side_takes_containers(steps, batch):
    for agency in (steps.north.agency, steps.south.mortuaries[0]):
        with pytest.raises(RuleBroken, match="not a mortuary of your side"):
            do(
                allocate_containers,
                by=steps.north.exchange_officer,
                batch=steps.again(batch),
                mortuary=agency,
                count=1,
            )


def test_a_share_is_sent_once(steps, batch):
    share = send(steps, allocate(steps, batch, 3))

    with pytest.raises(TransitionNotAllowed, match="Only a planned allocation is sent"):
        send(steps, share)


def test_what_arrives_is_received_by_label_or_reference(steps, batch):
    share = send(steps, allocate(steps, batch, 3))
    reference = Container.objects.get(label="A-2").reference

    scans = take_in(steps, share, "A-1", reference, "A-1", "A-9")

    assert [scan.result for scan in scans] == ["done", "done", "again", "refused"]
    received = Container.objects.get(label="A-1")
    assert (received.state, received.custodian) == ("received", steps.north.mortuaries[0])
    assert received.destined_to is None
    assert received.responsible == steps.north.agency


def test_another_mortuary_does_not_take_in_this_share(steps, batch):
    share = send(steps, allocate(steps, batch, 3))
    stranger = steps.north.person("mortuary officer", at=steps.north.mortuaries[1])

    with pytest.raises(NotPermitted, match="This share goes to Northern Mortuary 1"):
        sheet(steps, share, by=stranger)


def test_receiving_alone_needs_a_reason(steps, batch):
    share = send(steps, allocate(steps, batch, 3))

    with pytest.raises(RuleBroken, match="Name a second person, or say why"):
        sheet(steps, share, alone_reason="")


def test_what_was_sent_and_did_not_arrive_is_missing(steps, batch):
    share = send(steps, allocate(steps, batch, 3))
    take_in(steps, share, "A-1", "A-2")

    finish(steps, share)

    assert Count.objects.get(stage="intake").containers == 2
    assert Discrepancy.objects.get(code="container_missing").container.label == "A-3"


def test_what_arrives_after_the_intake_has_ended_is_counted_again(steps, batch):
    share = send(steps, allocate(steps, batch, 3))
    take_in(steps, share, "A-1")
    finish(steps, share)

    for label in ("A-2", "A-3"):
        late = Container.objects.filter(label=label)
        said = {"circumstances": Circumstances(place="Gate", alone_reason="night")}
        do(receive_containers, by=steps.north.mortuary_officer, containers=list(late), **said)

    counts = Count.objects.filter(stage="intake").order_by("pk")
    assert [count.containers for count in counts] == [1, 2, 3]
    assert [count.corrects for count in counts] == [None, *counts[:2]]
    again = Event.objects.filter(facts__kind="exchanges.intake_counted_again")
    assert [event.details["before"] for event in again.order_by("pk")] == [1, 2]
    assert Discrepancy.objects.filter(code="container_missing").count() == 2  # kept, to be answered
    do(verify_count, by=steps.north.coordinator, batch=steps.again(batch))
    assert not Discrepancy.objects.filter(code="count_mismatch").exists()


def test_the_batch_is_received_when_all_shares_are(steps, batch):
    first, second = allocate(steps, batch, 2), allocate(steps, batch, 1, mortuary=1)
    first, second = send(steps, first), send(steps, second)
    take_in(steps, first, "A-1", "A-2")
    finish(steps, first)
    assert steps.again(batch).state == "handed_over"

    other = steps.north.person("mortuary officer", at=steps.north.mortuaries[1])
    take_in(steps, second, "A-3", by=other)
    finish(steps, second, by=other)

    assert steps.again(batch).state == "received"


def test_the_count_is_verified_and_a_difference_is_opened(steps, batch):
    share = send(steps, allocate(steps, batch, 3))
    take_in(steps, share, "A-1", "A-2")
    finish(steps, share)
    coordinator = steps.north.coordinator

    verified = do(verify_count, by=coordinator, batch=ExchangeBatch.objects.get())

    assert verified.state == "count_verified"
    difference = Discrepancy.objects.get(code="count_mismatch")
    assert (difference.listed, difference.counted) == (3, 2)
    round = do(hand_over_round, by=coordinator, round=steps.again(batch.round))
    assert do(close_round, by=coordinator, round=round).state == "closed"


def test_a_round_is_not_closed_before_its_count(steps, batch):
    round = do(hand_over_round, by=steps.north.coordinator, round=steps.again(batch.round))

    with pytest.raises(NotPermitted, match="The count is not verified"):
        do(close_round, by=steps.north.coordinator, round=round)


def test_a_mortuary_has_one_share_of_a_batch(steps, batch):
    share = allocate(steps, batch, 1)

    with pytest.raises(IntegrityError, match="one_allocation_per_batch_and_mortuary"):
        Allocation.objects.create(batch=share.batch, mortuary=share.mortuary)


def test_a_mortuary_sees_its_own_share_and_no_more(steps, batch):
    allocate(steps, batch, 1)
    first = steps.north.mortuary_officer
    second = steps.north.person("mortuary officer", at=steps.north.mortuaries[1])

    assert [p.container.label for p in batch.places.model.objects.shown_to(first)] == ["A-1"]
    assert ExchangeBatch.objects.visible_to(first).exists()
    assert not ExchangeBatch.objects.visible_to(second).exists()


def test_nothing_is_taken_in_before_it_was_sent(steps, batch):
    with pytest.raises(TransitionNotAllowed, match="Only an allocation on its way"):
        sheet(steps, allocate(steps, batch, 3))


def test_only_its_mortuary_scans_and_ends_an_intake(steps, batch):
    share = send(steps, allocate(steps, batch, 3))
    opened = sheet(steps, share)
    stranger = steps.north.person("mortuary officer", at=steps.north.mortuaries[1])

    with pytest.raises(NotPermitted, match="This share goes to"):
        do(scan_receipt, by=stranger, sheet=opened, readings=[Reading("A-1")])
    with pytest.raises(NotPermitted, match="This share goes to"):
        finish(steps, share, by=stranger)


def test_a_sheet_that_was_ended_receives_no_more(steps, batch):
    share = send(steps, allocate(steps, batch, 3))
    opened = sheet(steps, share)
    officer = steps.north.mortuary_officer
    do(close_sheet, by=officer, sheet=opened)

    with pytest.raises(TransitionNotAllowed, match="Open another sheet"):
        do(scan_receipt, by=officer, sheet=opened, readings=[Reading("A-1")])


def test_the_sending_side_does_not_verify_the_count(steps):
    steps.received("A-1")

    with pytest.raises(NotPermitted, match="The receiving side verifies"):
        do(verify_count, by=steps.south.coordinator, batch=ExchangeBatch.objects.get())
