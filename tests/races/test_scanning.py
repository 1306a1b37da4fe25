"""Phones scan at the same moment: every scan is kept, and each container counted once."""

from datetime import timedelta
from itertools import cycle

import pytest

from cases.models import Container, CustodyEvent, Scan, StorageUnit
from cases.models.sheet import Purpose
from cases.operations.scanning import Reading, scan
from cases.operations.sheets import open_sheet
from exchanges.models import BatchPlace, Count, Discrepancy
from exchanges.operations.handover import finish_handover, scan_handover
from repatriation.audit.verification import broken_streams
from tests.factories.steps import do
from tests.races.at_once import CROWD, at_once
from tests.races.races import move

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def batch(steps):
    return steps.in_transit("A-1", "A-2", "A-3")


def scans_of(steps, sheets, readings):
    """One of the crowd for each reading, over the sheets in turn."""
    lead = steps.north.transport_lead
    return [
        move(scan_handover, lead, sheet=sheet, readings=[reading])
        for sheet, reading in zip(cycle(sheets), readings, strict=False)
    ]


def results(outcomes):
    return sorted(str(scan.result) for scans in outcomes.done for scan in scans)


@pytest.mark.parametrize("phones", [1, 4], ids=["one sheet", "four sheets"])
def test_the_same_label_is_done_once_and_again_fifteen_times(steps, batch, phones):
    sheets = [steps.sheet(batch) for _ in range(phones)]

    outcomes = at_once(scans_of(steps, sheets, [Reading("A-1") for _ in range(CROWD)]))

    assert outcomes.broken + outcomes.refused + outcomes.caught == []
    assert results(outcomes) == ["again"] * (CROWD - 1) + ["done"]
    assert CustodyEvent.objects.filter(kind="handed_over").count() == 1
    assert Scan.objects.count() == CROWD
    assert BatchPlace.objects.filter(outcome="handed_over").count() == 1
    assert broken_streams() == []


def test_what_three_phones_kept_meets_in_any_order_and_counts_once(steps, batch):
    """Each phone sends all it kept at once; the times of what they scanned cross one another."""
    lead, sheet = steps.north.transport_lead, steps.sheet(batch)
    moments = [sheet.opened_at + timedelta(milliseconds=number) for number in range(3)]
    kept = [("A-1", "A-2", "A-3"), ("A-3", "A-2", "A-1"), ("A-2", "Z-9", "A-3")]
    phones = [
        [Reading(code, scanned_at=at) for code, at in zip(codes, moments, strict=True)]
        for codes in kept
    ]

    outcomes = at_once(move(scan_handover, lead, sheet=sheet, readings=phone) for phone in phones)

    assert outcomes.broken + outcomes.refused + outcomes.caught == []
    assert results(outcomes) == ["again"] * 5 + ["done"] * 3 + ["extra"]
    assert CustodyEvent.objects.filter(kind="handed_over").count() == 4
    assert BatchPlace.objects.filter(outcome="handed_over").count() == 4


def test_without_its_lock_only_a_constraint_keeps_custody_single(steps, batch, no_locks):
    acts = scans_of(steps, [steps.sheet(batch)], [Reading("A-1") for _ in range(CROWD)])
    no_locks()

    outcomes = at_once(acts)

    assert {type(refusal).__name__ for refusal in outcomes.caught} == {"Conflict"}
    assert "at the same moment" in str(outcomes.caught[0])
    assert CustodyEvent.objects.filter(kind="handed_over").count() == 1


def test_one_scan_that_is_sent_many_times_is_one(steps, batch):
    reading = Reading("A-1")

    outcomes = at_once(scans_of(steps, [steps.sheet(batch)], [reading] * CROWD))

    assert results(outcomes) == ["done"] * CROWD
    assert Scan.objects.count() == 1


def test_what_is_not_on_the_list_is_taken_over_once_under_one_reference(steps, batch):
    codes = ["Z-1", "Z-2", "Z-3", "Z-4"] * 4

    outcomes = at_once(scans_of(steps, [steps.sheet(batch)], [Reading(code) for code in codes]))

    assert results(outcomes) == ["again"] * 12 + ["extra"] * 4
    extra = Container.objects.exclude(label__startswith="A-")
    assert sorted(extra.values_list("label", flat=True)) == ["Z-1", "Z-2", "Z-3", "Z-4"]
    assert Discrepancy.objects.filter(code="not_on_list").count() == 4


def test_who_ends_the_handover_meanwhile_leaves_no_container_both_counted_and_missing(steps, batch):
    lead, sheet = steps.north.transport_lead, steps.sheet(batch)
    acts = scans_of(steps, [sheet], [Reading(code) for code in ("A-1", "A-2", "A-3")])
    end = move(finish_handover, lead, batch=steps.again(batch))

    outcomes = at_once([*acts, end])

    assert outcomes.broken + outcomes.caught + outcomes.refused == []
    counted = Count.objects.filter(stage="venue").order_by("pk").first().containers
    assert counted + Discrepancy.objects.filter(code="container_missing").count() == 3
    # A scan that came a moment too late for the count is still a handover of its container.
    assert CustodyEvent.objects.filter(kind="handed_over").count() == 3


def test_one_scan_sent_to_many_sheets_is_saved_with_one_and_refused_by_the_others(steps):
    """The key is the device's; sheets of different people do not wait for each other."""
    container = steps.received("A-1").places.get().container
    officer, reading = steps.north.mortuary_officer, Reading(container.reference)
    shelf = StorageUnit.objects.create(agency=steps.north.mortuaries[0], name="Shelf 1")
    header = {"place": "Bay 1", "alone_reason": "night shift", "storage_unit": shelf}
    sheets = [do(open_sheet, by=officer, purpose=Purpose.STORING, **header) for _ in range(CROWD)]

    outcomes = at_once(move(scan, officer, sheet=sheet, readings=[reading]) for sheet in sheets)

    assert outcomes.broken == []
    assert len(outcomes.done) == 1
    told = {str(refusal) for refusal in outcomes.refused + outcomes.caught}
    assert {"saved with another tally sheet" in sentence for sentence in told} == {True}, told
    assert Scan.objects.filter(key=reading.key).count() == 1
    assert CustodyEvent.objects.filter(kind="stored").count() == 1
