"""The arithmetic of a promise: paces, the days between which it is kept, and its outlook."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from exchanges.forecasting import (
    Delivered,
    Outlook,
    forecast,
    outlook,
    pace,
    reached_at,
    total,
)

START = datetime(2025, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)

numbers = st.integers(min_value=1, max_value=2_000)
gaps = st.integers(min_value=0, max_value=60)
deliveries = st.lists(st.tuples(gaps, numbers), max_size=30).map(
    lambda steps: [
        Delivered(START + sum(gap for gap, _ in steps[: n + 1]) * DAY, number)
        for n, (_, number) in enumerate(steps)
    ]
)


def at(*steps: tuple[int, int]) -> list[Delivered]:
    return [Delivered(START + day * DAY, number) for day, number in steps]


def test_a_promise_kept_steadily_is_forecast_to_the_day():
    going = at((10, 100), (20, 100), (30, 100), (40, 100))

    expected = forecast(going, target=600, since=START, now=START + 40 * DAY)

    assert expected.early == expected.late == (START + 60 * DAY).date()


def test_what_slowed_down_lately_is_forecast_between_two_days():
    going = at((1, 900), (2, 900), (20, 30), (30, 30), (40, 30))

    expected = forecast(going, target=2_000, since=START, now=START + 40 * DAY)

    assert expected.early < expected.late
    assert expected.pace.slow == expected.pace.recent


def test_silence_since_the_last_handover_moves_both_days_away():
    going = at((10, 100), (20, 100), (30, 100), (40, 100))

    soon = forecast(going, target=600, since=START, now=START + 40 * DAY)
    later = forecast(going, target=600, since=START, now=START + 80 * DAY)

    assert later.early > soon.early
    assert later.pace.fast < soon.pace.fast


def test_one_handover_says_nothing_of_the_next():
    assert pace(at((10, 100)), since=START, now=START + 11 * DAY) is None
    assert _outlook(at((10, 100)), target=600, due=90, now=11) == Outlook.UNKNOWN


def test_it_is_on_track_when_it_is_in_time_at_the_slower_pace_too():
    going = at((10, 100), (20, 100), (30, 100), (40, 100))

    assert _outlook(going, target=600, due=60, now=40) == Outlook.ON_TRACK
    assert _outlook(going, target=600, due=59, now=40) == Outlook.AT_RISK
    assert _outlook(going, target=600, due=39, now=40) == Outlook.OVERDUE
    assert _outlook(going, target=400, due=39, now=40) == Outlook.REACHED


def test_a_target_is_reached_by_the_handover_that_brought_it_and_not_by_one_taken_back():
    corrected = [*at((1, 500), (2, 500)), *at((3, -300)), *at((9, 400))]

    assert reached_at(corrected, 1_000) == START + 9 * DAY
    assert reached_at(corrected, 1_101) is None
    assert reached_at([], 1) is None


@given(deliveries, numbers, st.integers(0, 400))
def test_a_forecast_never_lies_in_the_past_and_its_range_is_one(steps, target, later):
    now = max([START, *(one.at for one in steps)]) + later * DAY

    expected = forecast(steps, target=target, since=START, now=now)

    if expected:
        assert now.date() < expected.early <= expected.late
        assert total(steps) < target


@given(deliveries, numbers)
def test_it_is_reached_exactly_when_enough_was_delivered(steps, target):
    assert (reached_at(steps, target) is not None) == (total(steps) >= target)


def _outlook(going, *, target: int, due: int, now: int) -> Outlook:
    return outlook(going, target=target, since=START, due=START + due * DAY, now=START + now * DAY)
