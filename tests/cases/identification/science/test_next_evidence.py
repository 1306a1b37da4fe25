"""What to do next: whatever is expected to tell most, in bits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.identification.next_evidence import entropy, gain, shares_of, suggestions
from cases.identification.records import AnteMortem, DnaResult, PostMortem
from tests.cases.identification.science import makers

pytestmark = pytest.mark.plain

ALL_KNOWN = {"sex": "male", "age": (30.0, 40.0), "stature": (170.0, 185.0), "teeth": {11: "sound"}}


def test_a_certain_answer_between_two_equal_candidates_is_worth_one_bit():
    equal = np.array([0.5, 0.5])

    assert gain(equal, np.eye(2)) == pytest.approx(1.0)
    assert gain(equal, np.full((2, 2), 0.5)) == 0
    # 1 + .9 log2 .9 + .1 log2 .1
    assert gain(equal, np.array([[0.9, 0.1], [0.1, 0.9]])) == pytest.approx(0.5310, abs=5e-5)


def test_shares_go_by_the_power_of_ten():
    assert shares_of([1.0, 0.0]) == pytest.approx([10 / 11, 1 / 11])
    assert entropy(shares_of([2.0, 2.0, 2.0, 2.0])) == pytest.approx(2.0)


def test_stature_is_worth_asking_for_where_the_candidates_differ_in_it():
    pm = PostMortem("C1", **{**ALL_KNOWN, "stature": None, "sex": None})
    tall, short = (
        AnteMortem("P1", sex="male", stature=195),
        AnteMortem("P2", sex="male", stature=158),
    )

    first, *others = suggestions(pm, [tall, short], [2.0, 2.0])

    assert first.what == "stature"
    assert {one.what for one in others} == {"sex"}
    assert first.gain_bits > 10 * others[0].gain_bits


def test_of_relatives_the_nearest_of_blood_is_asked_and_a_spouse_never():
    one = AnteMortem("P1", relatives=("cousin", "spouse", "sister"))
    other = AnteMortem("P2", relatives=("spouse",))

    found = suggestions(PostMortem("C1", **ALL_KNOWN), [one, other], [2.0, 2.0])

    assert [(each.what, each.with_, each.kinship) for each in found] == [("dna", "P1", "sister")]
    assert found[0].gain_bits > 0.5


def test_a_parent_tells_more_than_a_cousin():
    people = [AnteMortem("P1", relatives=("cousin",)), AnteMortem("P2", relatives=("mother",))]

    found = suggestions(PostMortem("C1", **ALL_KNOWN), people, [2.0, 2.0])

    assert [one.with_ for one in found] == ["P2", "P1"]


def test_what_was_compared_or_found_already_is_not_suggested():
    pm = PostMortem("C1", **ALL_KNOWN, dna=(DnaResult("P1", 1.0),))

    assert suggestions(pm, [AnteMortem("P1", relatives=("mother",))], [2.0]) == []


def test_fingerprints_are_suggested_where_the_person_has_some():
    people = [AnteMortem("P1", has_prints=True), AnteMortem("P2")]

    found = suggestions(PostMortem("C1", **ALL_KNOWN), people, [2.0, 2.0])

    assert [one.what for one in found] == ["friction_ridges"]


def test_without_candidates_nothing_is_suggested():
    assert suggestions(PostMortem("C1"), [], []) == []


@given(makers.cases, st.lists(st.tuples(makers.people, st.floats(-3, 6)), min_size=1, max_size=5))
def test_nothing_is_expected_to_tell_more_than_is_unknown(pm, candidates):
    people, totals = zip(*candidates, strict=True)

    found = suggestions(pm, people, totals)

    unknown = entropy(shares_of([*totals, 0.0]))
    assert all(0 <= one.gain_bits <= unknown + 1e-9 for one in found)
    assert [one.gain_bits for one in found] == sorted((o.gain_bits for o in found), reverse=True)
