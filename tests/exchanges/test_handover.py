"""At the venue nothing is refused: what is there is taken over, and differences are kept."""

from datetime import timedelta

import pytest

from cases.models import Container, CustodyEvent, Scan
from cases.operations.scanning import Reading
from cases.operations.sheets import close_sheet
from exchanges.models import BatchPlace, Count, Discrepancy
from exchanges.operations.handover import finish_handover, open_handover_sheet, scan_handover
from exchanges.operations.running import hand_over_round
from repatriation.errors import Conflict, NotPermitted, TransitionNotAllowed
from repatriation.ledger.clock import now
from tests.factories.steps import Steps, do


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def batch(steps):
    return steps.in_transit("A-1", "A-2", "A-3")


def results(scans):
    return [scan.result for scan in scans]


def scan(steps, sheet, *readings):
    by = steps.north.transport_lead
    return do(scan_handover, by=by, sheet=sheet, readings=list(readings))


def finish(steps, batch):
    return do(finish_handover, by=steps.north.transport_lead, batch=steps.again(batch))


def test_a_scanned_container_changes_hands(steps, batch):
    steps.scanned(batch, "A-1")

    container = Container.objects.get(label="A-1")
    event = CustodyEvent.objects.of(container).first()
    assert container.custodian == container.responsible == steps.north.agency
    assert (event.from_holder, event.to_holder) == (steps.south.agency, steps.north.agency)
    assert event.handed_over_by == "Officer of the other side"


def test_our_own_reference_is_as_good_as_the_label(steps, batch):
    reference = Container.objects.get(label="A-2").reference

    assert results(steps.scanned(batch, reference.replace("-", "").lower())) == ["done"]


def test_a_second_scan_is_kept_and_counted_once(steps, batch):
    assert results(steps.scanned(batch, "A-1", "A-1")) == ["done", "again"]

    finish(steps, batch)
    assert Count.objects.get(stage="venue").containers == 1
    assert Scan.objects.count() == 2


def test_a_repeated_label_takes_both_containers(steps):
    batch = steps.in_transit("A-1", "A-1")

    assert results(steps.scanned(batch, "A-1", "A-1", "A-1")) == ["done", "done", "again"]


def test_what_is_not_on_the_list_gets_our_reference_on_the_spot(steps, batch):
    scanned = steps.scanned(batch, "Z-9", "")

    assert results(scanned) == ["extra", "extra"]
    assert {scan.container.state for scan in scanned} == {"handed_over"}
    assert Discrepancy.objects.filter(code="not_on_list").count() == 2


def test_another_container_with_the_same_label_is_said_by_the_person(steps, batch):
    sheet = steps.sheet(batch)

    scanned = scan(steps, sheet, Reading("A-1"), Reading("A-1", is_another=True))

    assert results(scanned) == ["done", "extra"]
    of_the_other = Discrepancy.objects.filter(container=scanned[1].container)
    assert set(of_the_other.values_list("code", flat=True)) == {"label_duplicate", "not_on_list"}


def test_a_container_without_a_readable_label_is_taken_over_under_our_reference(steps, batch):
    sheet, blind = steps.sheet(batch), {"is_unreadable": True}

    first, second = scan(
        steps, sheet, Reading("", note="Grey bag", **blind), Reading("A-?", **blind)
    )

    assert results([first, second]) == ["extra", "extra"]
    assert first.container.state == "handed_over"
    assert CustodyEvent.objects.of(first.container).get().note == "Grey bag"
    assert second.container.label == "A-?"
    opened = Discrepancy.objects.values_list("container", "code")
    assert set(opened) == {(one.container_id, "label_unreadable") for one in (first, second)}
    assert not BatchPlace.objects.filter(label_key="a").exists()


def test_the_same_scan_sent_twice_is_one(steps, batch):
    sheet, reading = steps.sheet(batch), Reading("A-1")

    first, again = scan(steps, sheet, reading), scan(steps, sheet, reading)

    assert first[0].pk == again[0].pk
    assert Scan.objects.count() == 1


def test_a_scan_of_another_sheet_is_not_taken_for_ones_own(steps, batch):
    reading = Reading("A-1")
    scan(steps, steps.sheet(batch), reading)

    with pytest.raises(Conflict, match="another tally sheet"):
        scan(steps, steps.sheet(batch), reading)


def test_scans_arrive_late_and_out_of_order(steps, batch):
    moment = now()
    later = Reading("A-1", scanned_at=moment - timedelta(minutes=20))
    earlier = Reading("A-2", scanned_at=moment - timedelta(minutes=40))

    assert results(scan(steps, steps.sheet(batch), later, earlier)) == ["done", "done"]

    event = CustodyEvent.objects.get(container__label="A-2", kind="handed_over")
    assert event.is_late
    assert event.occurred_at == earlier.scanned_at
    assert event.recorded_at >= moment


def test_a_device_whose_clock_is_ahead_is_believed_up_to_now(steps, batch):
    ahead = Reading("A-1", scanned_at=now() + timedelta(hours=3))

    (saved,) = scan(steps, steps.sheet(batch), ahead)

    assert saved.scanned_at <= now()


def test_what_was_not_scanned_was_not_presented(steps, batch):
    steps.scanned(batch, "A-1", "A-2", "Z-9")

    finished = finish(steps, batch)

    assert finished.state == "handed_over"
    assert Container.objects.get(label="A-3").state == "not_presented"
    assert Discrepancy.objects.get(code="container_missing").container.label == "A-3"
    assert Count.objects.get(stage="venue").containers == 3


def test_a_scan_that_comes_after_the_end_still_counts(steps, batch):
    sheet = steps.sheet(batch)
    finish(steps, batch)

    assert results(scan(steps, sheet, Reading("A-1"))) == ["done"]

    assert BatchPlace.objects.get(container__label="A-1").outcome == "handed_over"


def test_a_closed_sheet_takes_no_more(steps, batch):
    sheet = steps.sheet(batch)
    do(close_sheet, by=steps.north.transport_lead, sheet=sheet)

    with pytest.raises(TransitionNotAllowed, match="Open another sheet"):
        scan(steps, sheet, Reading("A-1"))


def test_only_the_receiving_side_records_a_handover(steps, batch):
    with pytest.raises(NotPermitted, match="The receiving side records"):
        do(open_handover_sheet, by=steps.south.transport_lead, batch=batch, place="Ford")
    with pytest.raises(NotPermitted, match="Only a transport lead"):
        do(open_handover_sheet, by=steps.north.coordinator, batch=batch, place="Ford")


def test_a_batch_that_has_not_left_is_not_handed_over(steps):
    batch = steps.sealed("A-1")

    with pytest.raises(TransitionNotAllowed, match="Only a batch in transit"):
        do(finish_handover, by=steps.north.transport_lead, batch=batch)


def test_a_round_is_handed_over_when_its_batches_are(steps, batch):
    with pytest.raises(NotPermitted, match="handover is not ended"):
        do(hand_over_round, by=steps.north.coordinator, round=steps.again(batch.round))
    finish(steps, batch)

    round = do(hand_over_round, by=steps.north.coordinator, round=steps.again(batch.round))

    assert round.state == "handed_over"


def test_nobody_else_scans_into_a_sheet_or_ends_the_handover(steps, batch):
    sheet = steps.sheet(batch)
    coordinator = steps.north.coordinator

    with pytest.raises(NotPermitted, match="Only a transport lead"):
        do(scan_handover, by=coordinator, sheet=sheet, readings=[Reading("A-1")])
    with pytest.raises(NotPermitted, match="Only a transport lead"):
        do(finish_handover, by=coordinator, batch=batch)


def test_no_sheet_is_opened_before_the_batch_has_left(steps):
    with pytest.raises(TransitionNotAllowed, match="Only a batch in transit"):
        steps.sheet(steps.sealed("A-1"))


def test_nothing_is_scanned_when_the_batch_is_received(steps):
    batch = steps.in_transit("A-1", "A-2")
    sheet = steps.sheet(batch)
    type(batch).objects.filter(pk=batch.pk).update(state="received")

    with pytest.raises(TransitionNotAllowed, match="Only a batch in transit"):
        scan(steps, sheet, Reading("A-1"))


def test_a_label_that_looks_like_a_mistyped_reference_is_a_label(steps):
    batch = steps.in_transit("CN-26-000001-Q", "A-2")

    assert results(steps.scanned(batch, "CN-26-000001-Q", "CN-26-000009-Q")) == ["done", "extra"]
