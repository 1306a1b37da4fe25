"""A round starts on its day, and its batches leave with it."""

from datetime import timedelta

import pytest

from exchanges.operations.running import start_round
from repatriation.errors import NotPermitted
from repatriation.ledger.clock import today
from tests.factories.steps import Steps, do


def test_a_round_does_not_start_before_its_day():
    steps = Steps()
    round = steps.scheduled(date=today() + timedelta(days=2))

    with pytest.raises(NotPermitted, match="the round starts on that day"):
        do(start_round, by=steps.north.coordinator, round=round)


def test_its_sealed_batches_are_in_transit():
    steps = Steps()

    assert steps.in_transit().state == "in_transit"
