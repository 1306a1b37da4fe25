"""What stands at a mortuary's door is taken in, whosever share it was in, and flagged."""

import pytest

from cases.models import Container, CustodyEvent
from cases.operations.scanning import Reading
from exchanges.models import Discrepancy
from exchanges.operations.allocating import plan_shares, send_allocation
from exchanges.operations.intake import finish_intake, open_receipt_sheet, scan_receipt
from tests.factories.steps import Steps, do


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def batch(steps):
    return steps.handed_over("A-1", "A-2", "A-3")


@pytest.fixture
def sent(steps, batch):
    """One container to the first mortuary, two to the second."""
    officer = steps.north.exchange_officer
    numbers = dict(zip(steps.north.mortuaries, (1, 2), strict=True))
    planned = do(plan_shares, by=officer, batch=batch, numbers=numbers)
    return [do(send_allocation, by=officer, allocation=steps.again(one)) for one in planned]


def officers(steps):
    return [steps.north.person("mortuary officer", at=at) for at in steps.north.mortuaries]


def scan(steps, share, *readings, by):
    header = {"place": "Bay 1", "alone_reason": "night"}
    sheet = do(open_receipt_sheet, by=by, allocation=steps.again(share), **header)
    given = [one if isinstance(one, Reading) else Reading(one) for one in readings]
    return do(scan_receipt, by=by, sheet=sheet, readings=given)


def codes():
    return [(one.code, one.container.label) for one in Discrepancy.objects.order_by("pk")]


def test_a_container_of_another_share_is_received_where_it_arrives(steps, batch, sent):
    first, second = officers(steps)

    scans = scan(steps, sent[0], "A-1", "A-2", "A-2", by=first)

    assert [one.result for one in scans] == ["done", "extra", "again"]
    came = Container.objects.get(label="A-2")
    assert (came.state, came.custodian) == ("received", first.agency)
    assert codes() == [("container_extra", "A-2")]
    scan(steps, sent[1], "A-3", by=second)
    for share, officer in zip(sent, (first, second), strict=True):
        do(finish_intake, by=officer, allocation=steps.again(share))
    assert steps.again(batch).state == "received"
    counts = batch.counts.filter(stage="intake").values_list("containers", flat=True)
    assert sorted(counts) == [1, 2]
    assert codes() == [("container_extra", "A-2")]


def test_of_a_repeated_label_the_own_share_comes_first(steps):
    batch = steps.handed_over("B-1", "B-1")
    officer = steps.north.exchange_officer
    numbers = dict(zip(steps.north.mortuaries, (1, 1), strict=True))
    planned = do(plan_shares, by=officer, batch=batch, numbers=numbers)
    sent = [do(send_allocation, by=officer, allocation=steps.again(one)) for one in planned]

    scans = scan(steps, sent[1], "B-1", by=officers(steps)[1])

    assert scans[0].result == "done"
    assert scans[0].container == sent[1].places.get().container


def test_what_nobody_knows_is_taken_in_when_a_person_says_that_it_is_there(steps, batch, sent):
    officer = officers(steps)[0]

    refused = scan(steps, sent[0], "Z-9", by=officer)[0]
    taken = scan(steps, sent[0], Reading("Z-9", is_another=True), by=officer)[0]

    assert (refused.result, taken.result) == ("refused", "extra")
    here = steps.again(taken.container)
    assert (here.state, here.custodian) == ("received", officer.agency)
    assert codes() == [("not_on_list", "Z-9")]
    kinds = CustodyEvent.objects.of(taken.container).values_list("kind", flat=True)
    assert list(kinds) == ["received", "handed_over"]


def test_a_container_of_another_batch_is_known_by_our_reference(steps, sent):
    other = steps.handed_over("C-1", "C-2")
    stray = other.places.get(container__label="C-1").container
    officer = officers(steps)[0]

    scans = scan(steps, sent[0], stray.reference, by=officer)

    assert scans[0].result == "extra"
    share = other.allocations.get()
    assert (share.mortuary, share.state) == (officer.agency, "sent")
    assert Discrepancy.objects.get().batch == other
