"""The sender's label: required, or the words that there is none; repeated, it is told."""

from datetime import datetime

import pytest

from exchanges.manifests import read
from repatriation.tables.folding import fold_label
from tests.factories.lists import as_csv, as_xlsx, csv_list

pytestmark = pytest.mark.plain


def with_labels(*labels):
    return read(as_csv([["label", "remarks"], *([label, "x"] for label in labels)]), "list.csv")


def test_a_line_without_a_label_stops_the_import():
    report = with_labels("L-1", "", "L-3")

    (problem,) = report.problems
    assert (problem.row, problem.column, problem.code) == (3, "label", "label_missing")
    assert problem.severity == "error"
    assert report.stops_import
    assert report.rows == 3
    assert report.lines[1].values["label"] == ""
    assert report.lines[1].has_no_label is False


def test_a_row_that_ends_before_the_label_has_none():
    report = read(as_csv([["remarks", "seal", "label"], ["a", "S-1"], ["b", "S", "L"]]), "x.csv")
    assert [(p.row, p.code) for p in report.problems] == [(2, "label_missing")]


def test_a_label_too_long_is_told_once():
    assert [p.code for p in with_labels("ж" * 201).problems] == ["text_too_long"]


@pytest.mark.parametrize("text", ["-", "?", "невідомо", "unknown", "\u200b"])
def test_not_known_is_not_the_words_that_there_is_none(text):
    assert "label_missing" in [p.code for p in with_labels(text).problems]


@pytest.mark.parametrize(
    "words",
    [
        "no label on the list",
        "No label",
        "без бирки",
        "Без Бірки.",
        "б/б",
        "Б / Б",
        "б/н",
        "без маркування",
        "без маркировки",
        "(без номера)",
        "без №",
    ],
)
def test_the_words_that_there_is_none_are_enough(words):
    report = with_labels(words, words)

    assert report.problems == []
    assert [line.values["label"] for line in report.lines] == ["", ""]
    assert all(line.has_no_label for line in report.lines)
    assert report.lines[0].as_sent["label"] == words


def test_a_repeated_label_is_a_warning_that_names_the_other_row():
    report = with_labels("L-1", "L-2", "L-1", "L-1")

    assert [(p.row, p.code, p.severity) for p in report.problems] == [
        (4, "label_duplicate", "warning"),
        (5, "label_duplicate", "warning"),
    ]
    assert all("row 2" in str(p.sentence) and "L-1" in str(p.sentence) for p in report.problems)
    assert not report.stops_import


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("СИН-0001", "CИH-0001"),  # Latin C and H
        ("А-1", "A-1"),
        ("О-1", "O-1"),
        ("abc-1", "ABC-1"),
        ("A 1", "A1"),
        ("A–1", "A-1"),
        ("A- 1", "A-1"),
    ],
)
def test_labels_that_look_the_same_are_told(first, second):
    report = with_labels(first, second)

    (problem,) = report.problems
    assert (problem.row, problem.code) == (3, "label_duplicate")
    assert "row 2" in str(problem.sentence)
    assert "look" in str(problem.sentence)


@pytest.mark.parametrize(("first", "second"), [("A-1", "A-11"), ("A-1", "B-1"), ("И-1", "Й-1")])
def test_labels_that_differ_are_not(first, second):
    assert with_labels(first, second).problems == []
    assert fold_label(first) != fold_label(second)


def test_the_same_label_again_is_compared_with_its_equal_not_with_a_lookalike():
    report = with_labels("А-1", "A-1", "A-1")

    assert ["row 2" in str(p.sentence) for p in report.problems] == [True, False]
    assert "row 3" in str(report.problems[1].sentence)


def test_a_quoted_label_cannot_spoil_the_sentence():
    label = "L%(x)s\u202e" + "9" * 100
    said = str(with_labels(label, label).problems[-1].sentence)

    assert "L%(x)s" in said
    assert "\u202e" not in said
    assert "9" * 70 not in said
    assert "9…" in said


def test_a_date_where_a_label_should_be_is_told():
    report = read(as_xlsx([["label", "seal"], [datetime(2025, 6, 1), "S"]]), "list.xlsx")

    assert [p.code for p in report.problems] == ["text_is_date"]
    assert report.lines[0].values["label"] == "2025-06-01"


def test_a_date_in_a_remark_is_a_remark():
    rows = [["label", "remarks"], ["L-1", datetime(2025, 6, 1)], ["L-2", datetime(1905, 7, 17)]]
    report = read(as_xlsx(rows), "list.xlsx")

    assert report.problems == []
    assert [one.values["remarks"] for one in report.lines] == ["2025-06-01", "1905-07-17"]


def test_planted_problems_are_found_where_they_were_planted():
    plant = {7: {"label": "SYN-0003"}, 9: {"label": ""}, 12: {"died_on": "31.02.1999"}}
    report = read(csv_list(40, plant=plant), "list.csv")

    assert [(p.row, p.column, p.code) for p in report.problems] == [
        (8, "Маркировка", "label_duplicate"),
        (10, "Маркировка", "label_missing"),
        (13, "Дата гибели", "date_invalid"),
    ]
