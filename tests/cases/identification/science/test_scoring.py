"""What holds for every pair, whatever is known of it."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.identification.parameters import DEFAULT
from cases.identification.people import people_of, sample_of
from cases.identification.records import AnteMortem, Feature, Place, PostMortem
from cases.identification.scoring import TERMS, indistinguishable, score, score_many
from tests.cases.identification.science import makers

pytestmark = pytest.mark.plain

LISTS = st.lists(makers.people, min_size=1, max_size=6)
ATTRIBUTES = ("sex", "stature", "hair", "eyes", "place", "features", "unit", "rank")
TERM_OF = {"features": "marks"}


def by_attribute(result):
    return {term.attribute: term.log10_lr for term in result.terms}


@given(makers.cases, LISTS)
def test_many_at_once_are_scored_as_each_alone(pm, people):
    event = people_of(people)

    many = score_many(pm, people, DEFAULT, event)

    alone = [score(pm, am, DEFAULT, event) for am in people]
    assert many.total == pytest.approx([one.total for one in alone], abs=1e-9)
    for row, one in enumerate(alone):
        for term in one.terms:
            value = many.terms[term.attribute][row]
            assert np.isnan(value) == (term.verdict == "unknown")
            assert np.nan_to_num(value) == pytest.approx(term.log10_lr, abs=1e-9)


@given(makers.cases, makers.people)
def test_the_total_is_the_sum_of_its_terms_and_finite(pm, am):
    result = score(pm, am)

    assert result.total == pytest.approx(sum(term.log10_lr for term in result.terms))
    assert np.isfinite(result.total)
    assert [term.attribute for term in result.terms] == list(TERMS)
    assert result.version == DEFAULT.version


@given(makers.cases, makers.people, st.sampled_from(ATTRIBUTES))
def test_what_is_not_known_of_a_person_adds_nothing(pm, am, attribute):
    whole = score(pm, am)

    without = score(pm, replace(am, **{attribute: None}))

    term = by_attribute(whole)[TERM_OF.get(attribute, attribute)]
    assert without.total == pytest.approx(whole.total - term)


@given(makers.cases)
def test_of_somebody_of_whom_nothing_is_known_the_total_is_zero(pm):
    assert score(pm, AnteMortem("P9")).total == 0


@given(makers.people)
def test_of_a_case_of_which_nothing_is_known_the_total_is_zero(am):
    assert score(PostMortem("C9"), am).total == 0


@given(makers.cases, LISTS, st.randoms(use_true_random=False))
def test_the_order_of_evidence_and_of_people_is_irrelevant(pm, people, random):
    shuffled = random.sample(people, len(people))
    turned = replace(
        pm, features=pm.features[::-1], document_names=pm.document_names[::-1],
        serials=pm.serials[::-1],
    )  # fmt: skip

    before = score_many(pm, people, DEFAULT, people_of(people)).total
    after = score_many(turned, shuffled, DEFAULT, people_of(shuffled)).total

    assert sorted(before) == pytest.approx(sorted(after))


@given(st.floats(150, 200), st.floats(150, 200), st.floats(155, 195))
def test_a_nearer_stature_weighs_no_less(one, other, found):
    near, far = sorted((one, other), key=lambda told: abs(told - found))
    pm = PostMortem("C1", stature=(found - 7, found + 7))

    assert _total(pm, stature=near) >= _total(pm, stature=far) - 1e-9


@given(st.floats(18, 70), st.floats(18, 70), st.floats(20, 60))
def test_a_nearer_age_weighs_no_less(one, other, found):
    near, far = sorted((one, other), key=lambda told: abs(told - found))
    pm = PostMortem("C1", age=(found - 5, found + 5))

    assert _total(pm, age=(near, near)) >= _total(pm, age=(far, far)) - 1e-9


@given(st.floats(0, 3), st.floats(0, 3))
def test_a_nearer_place_weighs_no_less(one, other):
    near, far = sorted((one, other))
    pm = PostMortem("C1", place=Place(50.0, 10.0))

    nearer = _total(pm, place=Place(50.0 + near, 10.0))
    assert nearer >= _total(pm, place=Place(50.0 + far, 10.0)) - 1e-9


@given(st.lists(makers.features, min_size=1, max_size=3, unique=True))
def test_one_more_mark_that_agrees_weighs_more(features):
    one_more = Feature("amputation", "foot", "left")
    pm = PostMortem("C1", features=(*features, one_more))

    with_it = _total(pm, features=(*features, one_more))
    assert with_it > _total(pm, features=tuple(features))


@given(makers.cases, makers.people)
@settings(max_examples=50)
def test_no_single_finding_shuts_anybody_out(pm, am):
    """Filters rank down; only a person excludes. DNA is the laboratory's own figure."""
    worst = min(term.log10_lr for term in score(pm, am).terms)

    assert worst >= -7


def test_no_parameter_is_a_threshold_of_a_decision():
    names = {field.name for field in fields(DEFAULT)}

    assert not [name for name in names if "threshold" in name or "enough" in name]


def test_the_best_two_are_indistinguishable_when_they_lie_within_the_tie():
    assert indistinguishable([3.0, 2.6, 0.0]) == (0, 1)
    assert indistinguishable([3.0, 2.4, 0.0]) == ()
    assert indistinguishable([1.0]) == ()
    assert indistinguishable([]) == ()


def test_the_best_are_listed_by_total_and_equal_ones_in_their_order():
    pm = PostMortem("C1", sex="male")
    people = [
        AnteMortem("a", sex="female"),
        AnteMortem("b", sex="male"),
        AnteMortem("c", sex="male"),
    ]

    assert score_many(pm, people).best(3) == [1, 2, 0]
    assert score_many(pm, people).best(1) == [1]


def test_a_sample_goes_through_the_whole_list():
    people = people_of([AnteMortem(f"P{number}") for number in range(4001)])

    sample = sample_of(people)

    assert len(sample) == 1334
    assert [one.reference for one in sample.records[:3]] == ["P0", "P3", "P6"]


def _total(pm, **told):
    return score(pm, AnteMortem("P1", **told)).total
