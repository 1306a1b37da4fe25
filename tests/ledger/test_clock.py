"""The clock tells the true time, except inside `clock_at`."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from repatriation.ledger.clock import clock_at, now, today

pytestmark = pytest.mark.plain

PAST = datetime(2019, 6, 1, 23, 30, tzinfo=UTC)
EARLIER = datetime(2018, 1, 1, tzinfo=UTC)


def tells_the_true_time():
    return abs((timezone.now() - now()).total_seconds()) < 5


def test_inside_it_is_the_moment_that_was_told():
    with clock_at(PAST):
        assert now() == PAST
        with clock_at(EARLIER):
            assert now() == EARLIER
        assert now() == PAST

    assert tells_the_true_time()


def test_an_error_inside_puts_the_clock_right_again():
    with pytest.raises(ZeroDivisionError), clock_at(PAST):
        raise ZeroDivisionError

    assert tells_the_true_time()


def test_it_is_told_to_nobody_else():
    seen = []

    with clock_at(PAST):
        other = threading.Thread(target=lambda: seen.append(tells_the_true_time()))
        other.start()
        other.join()

    assert seen == [True]


def test_today_is_the_day_where_the_register_is(settings):
    settings.TIME_ZONE = "Europe/Kyiv"

    with clock_at(PAST):
        assert today() == date(2019, 6, 2)
