"""Dates as people type them."""

from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchanges.manifests import date_questions, read
from repatriation.tables.dates import NotADate, TwoDates, TwoYears, order_in, read_date
from repatriation.tables.folding import fold_words
from repatriation.tables.words import MONTHS
from tests.factories.lists import as_csv, as_xlsx

pytestmark = pytest.mark.plain


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("05.06.2025", "2025-06-05"),
        ("5.6.2025", "2025-06-05"),
        ("05. 06. 2025", "2025-06-05"),
        ("05,06,2025", "2025-06-05"),
        ("2025-06-05", "2025-06-05"),
        ("2025.06.05", "2025-06-05"),
        ("2025/06/05", "2025-06-05"),
        ("13/06/2025", "2025-06-13"),
        ("06/13/2025", "2025-06-13"),
        ("06/06/2025", "2025-06-06"),
        ("31-12-2024", "2024-12-31"),
        ("29.02.2024", "2024-02-29"),
        ("05.06.2025 г.", "2025-06-05"),
        ("05.06.2025р.", "2025-06-05"),
        ("05.06.2025 року", "2025-06-05"),
        ("05.06.2025 14:30", "2025-06-05"),
        ("2025-06-05T14:30:00Z", "2025-06-05"),
        ("2025-06-05T14:30:00+03:00", "2025-06-05"),
        ("«05» червня 2025 р.", "2025-06-05"),
        ("5 июня 2025 г.", "2025-06-05"),
        ("5 червня 2025 року", "2025-06-05"),
        ("5 June 2025", "2025-06-05"),
        ("June 5, 2025", "2025-06-05"),
        ("5th June 2025", "2025-06-05"),
        ("05-Jun-2025", "2025-06-05"),
        ("5 июн. 2025", "2025-06-05"),
        ("20250605", "2025-06-05"),
        ("05062025", "2025-06-05"),
        ("45813", "2025-06-05"),
        ("45813.5", "2025-06-05"),
        ("06.2025", "2025-06"),
        ("06/2025", "2025-06"),
        ("2025-06", "2025-06"),
        ("червень 2025", "2025-06"),
        ("у червні 2025 року", "2025-06"),
        ("июнь 2025 г.", "2025-06"),
        ("June 2025", "2025-06"),
        ("СЕРПЕНЬ 2024", "2024-08"),
        ("листопад 2024", "2024-11"),
        ("2025", "2025"),
        ("2025 р.", "2025"),
        ("2025 год", "2025"),
        ("1985 р.н.", "1985"),
        ("1985 г. р.", "1985"),
        ("25.03.1985 р.н.", "1985-03-25"),
        ("00.06.2025", "2025-06"),
        ("00.00.1985", "1985"),
        ("??.06.2025", "2025-06"),
        ("хх.хх.1985", "1985"),
        ("00.00.0000", ""),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(typed, iso):
    assert read_date(typed) == iso


@pytest.mark.parametrize(
    "typed",
    [
        "31.02.1999",
        "29.02.2025",
        "32.01.2025",
        "05.13.2025",
        "2025-13-01",
        "00/00/2025/",
        "05.06.0225",
        "05.06.20255",
        "13.2025",
        "2025-00-05",
        "05.00.2025",
        "1234",
        "99999999",
        "2024-2025",
        "05-07.06.2025",
        "close to Easter",
        "5 mayonnaise 2025",
        "0 червня 2025",
        "1.2.3.4",
        "٠٥.٠٦.٢٠٢٥",
        "²",
        "1" * 61,
        "#",
        ".",
        "/",
    ],
)
def test_what_is_no_date_is_not_made_one(typed):
    with pytest.raises(NotADate):
        read_date(typed)


@pytest.mark.parametrize("typed", ["05/06/2025", "5-6-2025", "12/11/2024", "01-02-25"])
def test_a_date_that_can_be_two_is_neither(typed):
    with pytest.raises(TwoDates):
        read_date(typed, "recovered_on")


@pytest.mark.parametrize(
    ("typed", "column", "iso"),
    [
        ("05.06.25", "recovered_on", "2025-06-05"),
        ("05.06.24", "died_on", "2024-06-05"),
        ("05.06.85", "claimed_birth_date", "1985-06-05"),
        ("05.06.03", "claimed_birth_date", "2003-06-05"),
        ("5 июн 25", "died_on", "2025-06-05"),
    ],
)
def test_two_digits_are_a_year_where_one_century_makes_sense(typed, column, iso):
    assert read_date(typed, column) == iso


@pytest.mark.parametrize(
    ("typed", "column"), [("05.06.43", "died_on"), ("05.06.20", "claimed_birth_date")]
)
def test_two_digits_with_two_centuries_are_ambiguous(typed, column):
    with pytest.raises(TwoYears):
        read_date(typed, column)


@settings(deadline=None)
@given(st.dates(date(1880, 1, 1), date(2100, 12, 31)))
def test_every_date_survives_its_usual_spellings(day):
    iso = day.isoformat()
    assert read_date(iso) == read_date(f"{day:%d.%m.%Y}") == read_date(f"{day:%Y/%m/%d}") == iso
    for word in MONTHS[day.month - 1]:
        assert read_date(f"{day.day} {word} {day.year}") == iso


@settings(deadline=None)
@given(st.text(max_size=70))
def test_any_text_is_a_date_or_not_a_date(text):
    with suppress(NotADate, TwoDates, TwoYears):
        read_date(fold_words(text), "died_on")
    assert order_in(text) in {"day", "month", None}


def test_a_wrong_date_is_a_warning_and_stays_as_sent():
    report = read(as_csv([["label", "died_on"], ["L-1", "31.02.1999"]]), "list.csv")

    (problem,) = report.problems
    assert (problem.row, problem.column, problem.code) == (2, "died_on", "date_invalid")
    assert problem.severity == "warning"
    assert "31.02.1999" in str(problem.sentence)
    assert "died_on" not in report.lines[0].values
    assert report.lines[0].as_sent["died_on"] == "31.02.1999"
    assert not report.stops_import


def test_an_ambiguous_date_is_a_warning_and_stays_as_sent():
    report = read(as_csv([["label", "died_on"], ["L-1", "05/06/2025"]]), "list.csv")

    assert {p.code for p in report.problems} == {"date_ambiguous", "date_order_asked"}
    assert all("05/06/2025" in str(problem.sentence) for problem in report.problems)
    assert report.lines[0].values == {"label": "L-1"}
    assert not report.stops_import


def slashed(*dates: str, heading="died_on", **said):
    lines = [[f"L-{at}", date] for at, date in enumerate(dates)]
    return read(as_csv([["label", heading], *lines]), "list.csv", **said)


def test_what_comes_first_is_asked_once_for_a_column():
    report = slashed("5/6/25", "05/06/2025", "7.8.2025", "2025", heading="Дата гибели")

    (question,) = date_questions(report)
    assert (question.heading, question.count, question.example) == ("Дата гибели", 2, "5/6/25")
    assert question.likely is None


@pytest.mark.parametrize(
    ("other", "likely"), [("13/06/2025", "day"), ("06-13-2025", "month"), ("13.06.2025", None)]
)
def test_the_question_says_what_the_other_dates_of_the_column_show(other, likely):
    (question,) = date_questions(slashed("05/06/2025", other))

    assert question.likely == likely


@pytest.mark.parametrize(("order", "iso"), [("day", "2025-06-05"), ("month", "2025-05-06")])
def test_an_answer_is_for_that_column_alone(order, iso):
    table = [["label", "died_on", "recovered_on"], ["L-1", "5/6/25", "5/6/25"]]

    report = read(as_csv(table), "list.csv", date_order={"died_on": order})

    assert report.lines[0].values == {"label": "L-1", "died_on": iso}
    assert [one.heading for one in date_questions(report)] == ["recovered_on"]


def test_an_answer_changes_nothing_where_one_reading_exists():
    dates = ["05.06.2025", "13/06/2025", "2025-06-05", "5 июня 2025", "45813", "06.2025"]
    before = [line.values["died_on"] for line in slashed(*dates).lines]

    report = slashed(*dates, date_order={"died_on": "month"})

    assert [line.values["died_on"] for line in report.lines] == before
    assert [p.code for p in report.problems] == ["date_order_differs"]
    assert "13/06/2025" in str(report.problems[0].sentence)
    assert slashed(*dates, date_order={"died_on": "day"}).problems == []


def test_an_order_that_is_none_is_refused():
    assert "Say day or month" in str(slashed("1/2/25", date_order={"died_on": "year"}).fatal)


def test_a_name_that_slipped_into_a_date_column_is_not_quoted():
    report = read(as_csv([["label", "died_on"], ["L-1", "Зразченко 1"]]), "list.csv")

    assert [p.code for p in report.problems] == ["date_invalid"]
    assert "Зразченко" not in str(report.problems[0].sentence)


@pytest.mark.parametrize("said", ["невідомо", "неизвестно", "б/н", "-", "—", "unknown", "?", "Н/В"])
def test_words_for_not_known_are_an_empty_cell(said):
    report = read(as_csv([["label", "died_on"], ["L-1", said]]), "list.csv")

    assert report.problems == []
    assert report.lines[0].values == {"label": "L-1"}


def test_real_date_cells_and_bare_numbers_of_a_workbook_are_dates():
    rows = [
        ["label", "died_on", "recovered_on"],
        ["L-1", datetime(2025, 6, 5), 45813],
        ["L-2", datetime(2025, 6, 5, 14, 30), 2025],
        ["L-3", date(1999, 12, 31), "05.06.2025"],
    ]

    report = read(as_xlsx(rows), "list.xlsx")

    assert report.problems == []
    dates = [(line.values["died_on"], line.values["recovered_on"]) for line in report.lines]
    assert dates == [
        ("2025-06-05", "2025-06-05"),
        ("2025-06-05", "2025"),
        ("1999-12-31", "2025-06-05"),
    ]
    assert report.lines[1].as_sent["died_on"] == "2025-06-05 14:30"


def test_a_year_typed_into_a_date_cell_is_not_a_day_in_1905():
    report = read(as_xlsx([["label", "died_on"], ["L-1", datetime(1905, 7, 17)]]), "list.xlsx")

    (problem,) = report.problems
    assert problem.code == "date_ambiguous"
    assert "2025" in str(problem.sentence)
    assert "died_on" not in report.lines[0].values
