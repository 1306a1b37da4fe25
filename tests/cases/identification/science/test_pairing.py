"""Two remains cases of one person, or of two."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.identification.pairing import CONTRADICTED, SAME_CONTAINER, SAME_SITE, score_pair
from cases.identification.records import DnaResult, PostMortem
from tests.cases.identification.science import makers

pytestmark = pytest.mark.plain

FEMUR = frozenset({("femur", "left")})
ONE, OTHER = PostMortem("C1"), PostMortem("C2")
elements = st.frozensets(
    st.tuples(st.sampled_from(["femur", "cranium", "ribs"]), st.sampled_from(["left", "unknown"]))
)


@given(makers.cases, makers.cases, elements, elements)
def test_it_does_not_matter_which_is_first(one, other, first_has, second_has):
    one = replace(one, elements=first_has, container="B1")
    other = replace(other, reference="C2", elements=second_has, site="S1")

    there, back = score_pair(one, other), score_pair(other, one)

    assert there.total == pytest.approx(back.total)
    assert [term.verdict for term in there.terms] == [term.verdict for term in back.terms]


def test_two_left_femora_are_not_of_one_person():
    result = score_pair(replace(ONE, elements=FEMUR), replace(OTHER, elements=FEMUR))

    assert result.terms[0].verdict == "differ"
    assert result.terms[0].details == {"repeated": [("femur", "left")]}
    assert result.total == CONTRADICTED


@pytest.mark.parametrize("element", [("ribs", "left"), ("femur", "unknown")])
def test_what_a_body_has_many_of_or_of_no_known_side_contradicts_nothing(element):
    both = frozenset({element})

    assert score_pair(replace(ONE, elements=both), replace(OTHER, elements=both)).total == 0


def test_a_shared_container_says_more_than_a_shared_site_and_apart_says_nothing():
    one, other = replace(ONE, container="B1", site="S"), replace(OTHER, container="B2", site="S")

    assert score_pair(one, replace(other, container="B1")).total == SAME_CONTAINER
    assert score_pair(one, other).total == SAME_SITE
    assert score_pair(one, replace(other, site="T")).total == 0


def test_the_same_rare_sex_says_more_than_the_same_common_one():
    """(.15 * .95^2 + .85 * .05^2) / .185^2 and (.85 * .95^2 + .15 * .05^2) / .815^2."""
    women = [replace(one, sex="female", sex_method="pelvis") for one in (ONE, OTHER)]
    men = [replace(one, sex="male", sex_method="pelvis") for one in (ONE, OTHER)]

    assert score_pair(*women).total == pytest.approx(0.6038, abs=5e-4)
    assert score_pair(*men).total == pytest.approx(0.0628, abs=5e-4)


def test_statures_far_apart_differ_and_near_ones_agree():
    tall, short = replace(ONE, stature=(182.0, 197.0)), replace(OTHER, stature=(157.0, 172.0))

    assert score_pair(tall, short).total < -0.5
    assert score_pair(tall, replace(tall, reference="C3")).total > 0.5


def test_a_dna_result_counts_as_reported_and_of_two_the_smaller():
    one = replace(ONE, dna=(DnaResult("C2", 7.0),))
    other = replace(OTHER, dna=(DnaResult("C1", 5.0), DnaResult("P1", 9.0)))

    assert score_pair(one, OTHER).total == 7.0
    assert score_pair(one, other).total == 5.0


def test_of_two_cases_of_which_nothing_is_known_the_total_is_zero():
    result = score_pair(ONE, OTHER)

    assert result.total == 0
    assert {term.verdict for term in result.terms} == {"unknown"}
