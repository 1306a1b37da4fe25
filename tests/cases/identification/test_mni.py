"""The minimum number of individuals: what repeats, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.identification.components import connected_parts
from cases.identification.mni import AgeClass, Bone, age_class, minimum_number, repeated

pytestmark = pytest.mark.plain

CRANIUM = Bone("cranium", "midline", is_paired=False)
LEFT, RIGHT, UNSIDED = (Bone("femur", side) for side in ("left", "right", "unknown"))

bones = st.builds(
    lambda element, side, person, age, is_over_half: Bone(
        element,
        side if element != "cranium" else "midline",
        is_paired=element != "cranium",
        person=person,
        age=age,
        is_over_half=is_over_half,
    ),
    st.sampled_from(["femur", "humerus", "cranium"]),
    st.sampled_from(["left", "right", "unknown"]),
    st.sampled_from([None, None, 1, 2]),
    st.sampled_from(list(AgeClass)),
    st.booleans(),
)
many = st.lists(bones, max_size=14)


@pytest.mark.parametrize(
    ("present", "people"),
    [
        ([], 0),
        ([CRANIUM], 1),
        ([LEFT, RIGHT], 1),
        ([LEFT, LEFT], 2),
        ([CRANIUM, CRANIUM, LEFT, RIGHT], 2),
        ([UNSIDED], 1),
        ([UNSIDED, UNSIDED], 1),
        ([UNSIDED, UNSIDED, UNSIDED], 2),
        ([LEFT, UNSIDED, UNSIDED], 2),
        ([LEFT, RIGHT, UNSIDED], 2),
        ([LEFT, LEFT, RIGHT, UNSIDED], 2),
    ],
)
def test_it_is_counted_from_elements_that_repeat(present, people):
    assert minimum_number(present) == people


def test_pieces_known_to_be_of_one_person_are_counted_once():
    pieces = [replace(LEFT, person=7), replace(LEFT, person=7), replace(RIGHT, person=7)]

    assert minimum_number(pieces) == 1
    assert minimum_number([*pieces, LEFT]) == 2


@pytest.mark.parametrize(
    ("present", "people"),
    [("p", 1), ("pp", 1), ("pW", 1), ("WW", 2), ("WpW", 2)],
)
def test_pieces_that_may_be_of_one_bone_are_one(present, people):
    pieces = [replace(LEFT, is_over_half=sign == "W") for sign in present]

    assert minimum_number(pieces) == people
    assert minimum_number([replace(bone, side="unknown") for bone in pieces]) == 1


def test_a_child_and_an_adult_are_two_people_without_an_element_that_repeats():
    present = [replace(LEFT, age=AgeClass.CHILD), replace(RIGHT, age=AgeClass.ADULT)]

    assert minimum_number(present) == 2
    assert minimum_number(present, by_age=False) == 1


@pytest.mark.parametrize(
    ("years_from", "years_to", "says"),
    [(5, 9, "child"), (20, 35, "adult"), (12, 16, ""), (15, 25, ""), (None, None, "")],
)
def test_an_age_between_belongs_to_no_class(years_from, years_to, says):
    assert age_class(years_from, years_to) == says


def test_what_repeats_is_named():
    assert [(one.element, one.people) for one in repeated([LEFT, LEFT, RIGHT, CRANIUM])] == [
        ("femur", 2)
    ]


@given(many)
def test_it_never_says_more_people_than_elements(present):
    assert (not present) == (minimum_number(present) == 0)
    assert minimum_number(present) <= len(present)


@given(many, bones)
def test_a_further_element_never_makes_it_fewer(present, one):
    assert minimum_number([*present, one]) >= minimum_number(present)


@given(many, st.randoms())
def test_the_order_does_not_matter(present, random):
    shuffled = list(present)
    random.shuffle(shuffled)

    assert minimum_number(shuffled) == minimum_number(present)


@given(many, many)
def test_of_two_places_together_it_is_at_least_that_of_each_and_at_most_both(one, other):
    apart = (
        [replace(bone, person=None) for bone in one],
        [replace(bone, person=None) for bone in other],
    )
    both = minimum_number([*apart[0], *apart[1]], by_age=False)
    each = [minimum_number(part, by_age=False) for part in apart]

    assert max(each) <= both <= sum(each)


@given(many)
def test_to_know_which_are_of_one_person_never_adds_people(present):
    unknown = [replace(bone, person=None) for bone in present]

    assert minimum_number(present, by_age=False) <= minimum_number(unknown, by_age=False)


@given(st.integers(1, 6))
def test_whole_people_are_counted_exactly(number):
    whole = [LEFT, RIGHT, CRANIUM]

    assert minimum_number(whole * number) == number


pairs = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12)


@given(st.sets(st.integers(0, 9)), pairs)
def test_parts_hold_every_node_once_and_no_pair_is_torn(nodes, joined):
    parts = connected_parts(nodes, joined)

    assert sorted(node for part in parts for node in part) == sorted(nodes)
    where = {node: place for place, part in enumerate(parts) for node in part}
    inside = [(one, other) for one, other in joined if one in nodes and other in nodes]
    assert all(where[one] == where[other] for one, other in inside)
    assert [len(part) for part in parts] == sorted((len(part) for part in parts), reverse=True)
    assert len(parts) >= len(nodes) - len(inside)
