"""What would not be true of the demonstration is found before it is called finished."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.models import CustodyEvent
from repatriation.demo.verifying import NotTrue, is_whole, silent_gaps, untold_before, verify
from repatriation.ledger.clock import now
from repatriation.ledger.models import Obligation
from tests.factories.steps import Steps

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SENDER, MORTUARY, STRANGER = 1, 2, 3


def act(seq, giver, taker, *, kind="received", hours=0, is_late=False) -> CustodyEvent:
    return CustodyEvent(
        seq=seq,
        kind=kind,
        from_holder_id=giver,
        to_holder_id=taker,
        occurred_at=NOON + timedelta(hours=hours),
        is_late=is_late,
    )


LISTED = act(1, None, SENDER, kind="listed")
RECEIVED = act(2, SENDER, MORTUARY, hours=1)
GAP = act(3, MORTUARY, None, kind="gap", hours=1)


@pytest.mark.plain
@pytest.mark.parametrize(
    "last",
    [
        act(3, MORTUARY, MORTUARY, hours=2),
        act(3, MORTUARY, MORTUARY, hours=0, is_late=True),
    ],
)
def test_custody_from_holder_to_holder_is_whole(last):
    assert is_whole([LISTED, RECEIVED, last])


@pytest.mark.plain
def test_after_a_gap_that_is_told_anybody_may_have_held_it():
    assert is_whole([LISTED, RECEIVED, GAP, act(4, STRANGER, MORTUARY, hours=1)])


@pytest.mark.plain
@pytest.mark.parametrize(
    "last",
    [
        act(3, STRANGER, MORTUARY, hours=2),
        act(4, MORTUARY, MORTUARY, hours=2),
        act(3, MORTUARY, MORTUARY, hours=0),
    ],
    ids=["from somebody who did not hold it", "out of number", "before the last"],
)
def test_what_does_not_follow_is_a_silent_gap(last):
    assert not is_whole([LISTED, RECEIVED, last])


def test_what_operations_wrote_has_no_silent_gap():
    Steps().received("A-1", "A-2")

    assert list(silent_gaps()) == []


def test_a_demonstration_whose_past_was_not_told_is_not_finished():
    Steps().listed("A-1")

    assert untold_before(now()) == Obligation.objects.filter(done_at=None).count()
    with pytest.raises(NotTrue, match="never told"):
        verify(now())
    verify(now() - timedelta(days=1))
