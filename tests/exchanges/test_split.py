"""The proposal: by free places, whole numbers, the same every time."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from exchanges.operations.splitting import split

pytestmark = pytest.mark.plain
ROOM = some.dictionaries(
    some.integers(1, 9), some.none() | some.integers(0, 2000), min_size=1, max_size=8
)


def test_in_proportion_to_free_places_with_the_largest_remainders_first():
    assert split(10, {1: 20, 2: 20, 3: 10}).shares == {1: 4, 2: 4, 3: 2}
    assert split(10, {1: 7, 2: 7, 3: 7}).shares == {1: 4, 2: 3, 3: 3}


def test_what_finds_no_room_is_left_over():
    made = split(10, {1: 3, 2: 4})

    assert (made.shares, made.left) == ({1: 3, 2: 4}, 3)


def test_whoever_has_not_said_how_much_room_it_has_gets_nothing_while_another_has():
    assert split(3, {1: None, 2: 5}).shares == {1: 0, 2: 3}
    assert split(3, {1: None, 2: None}).shares == {1: 2, 2: 1}


def test_where_there_is_no_mortuary_or_no_room_all_are_left():
    assert split(3, {}).left == 3
    assert split(3, {1: 0}).left == 3


@given(some.integers(0, 3000), ROOM)
def test_nobody_gets_more_than_fits_and_nothing_is_lost(number, free):
    made = split(number, free)

    assert sum(made.shares.values()) + made.left == number
    assert made.shares.keys() == free.keys()
    if any(places is not None for places in free.values()):
        assert all(made.shares[key] <= (places or 0) for key, places in free.items())
        assert made.left == max(number - sum(filter(None, free.values())), 0)
