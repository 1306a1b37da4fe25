"""The ranking on files whose truth is known: floors that a change for the worse breaks."""

import json
from dataclasses import replace

import numpy as np
import pytest
from django.core.management import call_command

from cases.identification.evaluation import (
    Bin,
    block_recall,
    cllr,
    reliability,
    summary_of,
    totals_of,
)
from cases.identification.generator import make_files
from cases.identification.parameters import DEFAULT
from cases.identification.plot import drawing
from cases.identification.presets import MATCHED, MISSPECIFIED, PRESETS

pytestmark = pytest.mark.plain

SMALL = replace(PRESETS["reference"], people=1500, cases=300)


@pytest.fixture(scope="module")
def found():
    evaluations = {}
    for name, truth in (("matched", MATCHED), ("misspecified", MISSPECIFIED)):
        files = make_files(SMALL, truth, seed=77)
        evaluations[name] = summary_of(files, totals_of(files))
    return evaluations


def test_the_true_person_is_among_the_first_as_often_as_before(found):
    matched, wrong = found["matched"], found["misspecified"]

    assert matched.ranks[1] >= 0.55
    assert matched.ranks[10] >= 0.85
    assert matched.ranks[100] >= 0.97
    assert wrong.ranks[1] >= 0.33
    assert wrong.ranks[10] >= 0.68
    assert wrong.ranks[100] >= 0.93


def test_the_totals_mean_what_they_say(found):
    assert found["matched"].cllr <= 0.14
    assert found["misspecified"].cllr <= 0.26
    assert found["misspecified"].auc >= 0.985


def test_the_best_candidates_are_right_at_least_as_often_as_stated(found):
    for evaluation in found.values():
        sure = [box for box in evaluation.bins if box.stated > 0.8]
        cases = sum(box.cases for box in sure)
        stated = sum(box.stated * box.cases for box in sure) / cases
        true = sum(box.true * box.cases for box in sure) / cases
        assert true >= stated - 0.1


def test_the_block_holds_the_true_person(found):
    assert found["matched"].block_recall >= 0.95
    assert found["misspecified"].block_recall >= 0.93


def test_the_field_preset_finds_people_by_their_papers_too():
    preset = replace(PRESETS["field"], people=800, cases=150)
    files = make_files(preset, MATCHED, seed=5)

    evaluation = summary_of(files, totals_of(files))

    assert evaluation.ranks[10] >= 0.85
    assert block_recall(files)[0] >= 0.94


def test_the_same_seed_makes_the_same_files():
    tiny = replace(SMALL, people=20, cases=10)

    assert make_files(tiny, MATCHED, 3) == make_files(tiny, MATCHED, 3)
    assert make_files(tiny, MATCHED, 3) != make_files(tiny, MATCHED, 4)


def test_cllr_is_one_bit_where_nothing_is_said_and_more_where_it_misleads():
    nothing, misleading = np.zeros(4), np.full(4, 2.0)

    assert cllr(nothing, nothing) == pytest.approx(1.0)
    assert cllr(misleading, -misleading) == pytest.approx(0.0144, abs=5e-4)
    assert cllr(-misleading, misleading) > 6


def test_reliability_sets_the_stated_share_beside_the_true():
    """Two people and nobody: 10 / (10 + 1) of .5 each, with a half for nobody: .25 * 10 and .25."""
    totals = np.array([[1.0, 0.0], [1.0, 0.0]])
    is_true = np.array([[True, False], [False, False]])

    (only,) = reliability(totals, is_true, absent=0.5)

    assert only.cases == 2
    assert only.stated == pytest.approx(2.5 / (2.5 + 0.25 + 0.5))
    assert only.true == 0.5


def test_of_few_cases_the_share_may_lie_nearly_anywhere():
    """Wilson's interval of 3 in 4 is .301 to .954; of 75 in 100, .657 to .825."""
    assert Bin(4, 0.9, 0.75).likely() == pytest.approx((0.301, 0.954), abs=5e-4)
    assert Bin(100, 0.9, 0.75).likely() == pytest.approx((0.657, 0.825), abs=5e-4)


def test_the_command_prints_figures_as_json(capsys):
    call_command("evaluate_candidates", people=60, cases=30, format="json")

    figures = json.loads(capsys.readouterr().out)
    assert set(figures) == {"matched", "misspecified"}
    for figure in figures.values():
        assert set(figure) == {"rank1", "rank10", "rank100", "auc", "cllr"}
        assert 0 <= figure["rank1"] <= figure["rank10"] <= figure["rank100"] <= 1


def test_the_command_prints_a_table_and_draws_a_picture(capsys, tmp_path):
    picture = tmp_path / "plot.svg"

    call_command("evaluate_candidates", preset="field", people=60, cases=30, plot=picture)

    assert "true person among the first 10" in capsys.readouterr().out
    assert picture.read_text(encoding="utf-8").startswith("<svg")


def test_the_picture_says_in_words_what_it_shows(found):
    assert "<title>Best candidate: stated and true. matched:" in drawing(found)


def test_the_parameters_of_a_version_do_not_change():
    """Candidates name the version they were scored with: new values need a new version."""
    assert DEFAULT.version == "2026-1"
    assert (DEFAULT.place_km, DEFAULT.gap_days, DEFAULT.age_widening) == (22.0, 60.0, 1.35)
