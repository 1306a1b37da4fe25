"""Two who want the same things in opposite order wait for each other, and neither for ever."""

import sys
import threading
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import OperationalError, transaction

from cases.models import CustodyEvent, StorageUnit
from cases.models.sheet import Purpose
from cases.operations.custody import Circumstances
from cases.operations.scanning import Reading, scan
from cases.operations.sheets import open_sheet
from cases.operations.storing import store_containers
from exchanges.operations.handover import open_handover_sheet
from repatriation.audit.verification import broken_streams
from repatriation.ledger import locking
from repatriation.ledger.clock import clock_at, now
from tests.factories.steps import do
from tests.races.at_once import at_once
from tests.races.races import move

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4


@pytest.fixture
def things(steps):
    return steps.cleared(*(f"A-{number}" for number in range(8)))


@pytest.fixture
def shelf(steps):
    agency = steps.north.mortuaries[0]
    return StorageUnit.objects.create(agency=agency, name="Shelf 1")


def storing(steps, things, shelf):
    said = Circumstances(alone_reason="night shift", storage_unit=shelf)
    officer = steps.north.mortuary_officer
    return move(store_containers, officer, containers=things, circumstances=said)


def custody_is_unbroken(things):
    for thing in things:
        events = list(CustodyEvent.objects.of(thing))
        assert [event.seq for event in events] == list(range(len(events), 0, -1))
        assert all(
            later.from_holder_id == before.to_holder_id for later, before in pairwise(events)
        )
    return broken_streams() == []


def test_things_moved_in_opposite_order_are_all_moved(steps, things, shelf):
    orders = [things, things[::-1]] * ROUNDS

    outcomes = at_once(storing(steps, order, shelf) for order in orders)

    assert outcomes.broken == []
    assert len(outcomes.done) == len(orders)
    assert CustodyEvent.objects.filter(kind="stored").count() == len(orders) * len(things)
    assert custody_is_unbroken(things)


def lock_in_the_order_given(rows):
    """What `lock_each` would be if it did not sort. Everybody holds one before going on."""
    rows, held = list(rows), []
    for row in rows:
        held.append(type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk))
        if len(held) == 1:
            MEETING.wait(10)
    return held


MEETING = threading.Barrier(2)


def test_without_one_order_they_deadlock(steps, things, shelf, monkeypatch):
    monkeypatch.setattr(sys.modules["cases.operations.lines"], "lock_each", lock_in_the_order_given)

    outcomes = at_once(storing(steps, order, shelf) for order in (things, things[::-1]))

    (deadlock,) = outcomes.broken
    assert isinstance(deadlock, OperationalError)
    assert "deadlock detected" in str(deadlock)
    assert locking.lock_each is not lock_in_the_order_given


def test_who_only_refers_to_what_is_locked_does_not_wait(steps):
    """A foreign key takes a lock of its own on what it names; a plain FOR UPDATE would stop it."""
    batch = steps.in_transit("A-1")
    opening = move(open_handover_sheet, steps.north.transport_lead, batch=batch, place="Ford")

    with transaction.atomic():
        locking.lock_each([batch])
        outcomes = at_once([opening])

    assert len(outcomes.done) == 1


def test_two_phones_that_scanned_the_same_in_opposite_order_do_not_deadlock(steps):
    """Each scan has a time of its own, and what was scanned earlier is moved earlier."""
    with clock_at(now() - timedelta(hours=1)):
        share = steps.received(*(f"A-{number}" for number in range(8)))
    references = [p.container.reference for p in share.places.select_related("container")]
    officer, began = steps.north.explosives_officer, now() - timedelta(seconds=60)

    def sent(order):
        sheet = do(open_sheet, by=officer, purpose=Purpose.CLEARING, place="Yard")
        readings = [
            Reading(reference, scanned_at=began + timedelta(seconds=at))
            for at, reference in enumerate(order)
        ]
        return move(scan, officer, sheet=sheet, readings=readings)

    outcomes = at_once(sent(order) for order in [references, references[::-1]] * ROUNDS)

    assert outcomes.broken == []
    results = [str(scan.result) for scans in outcomes.done for scan in scans]
    assert results.count("done") == len(references)
    assert CustodyEvent.objects.filter(kind="cleared").count() == len(references)
