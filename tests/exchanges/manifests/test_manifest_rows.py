"""Titles, totals, printed pages and signatures are no containers. Containers are never lost."""

import pytest

from exchanges.manifests import read
from tests.factories.lists import as_csv, csv_list, xlsx_list

pytestmark = pytest.mark.plain
HEAD = ["№ з/п", "Маркування", "Вид упаковки", "К-сть осіб", "Примітки"]


def reading(*rows):
    return read(as_csv(rows), "list.csv")


def line(number, **more):
    return [str(number), f"L-{number}", "мішок", more.get("people", "1"), more.get("remarks", "")]


@pytest.mark.parametrize("make", [csv_list, xlsx_list])
@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_a_list_as_it_comes_from_an_office(make, language):
    report = read(make(120, language, is_dressed=True, repeat_heading_every=25), "list")

    assert report.fatal is None
    assert report.problems == []
    assert report.rows == 120
    assert [one.position for one in report.lines] == list(range(1, 121))
    assert [one.values["label"] for one in report.lines] == [f"SYN-{n:04}" for n in range(1, 121)]
    assert report.lines[0].row == 5
    assert report.lines[25].row == 31  # behind the second heading


def test_blank_rows_keep_the_row_numbers_true():
    report = reading([], HEAD, [], line(1), ["", " ", "\t"], line(2))

    assert [one.row for one in report.lines] == [4, 6]
    assert report.problems == []


@pytest.mark.parametrize(
    "total",
    [
        ["Всього", "2"],
        ["Всього: 2"],
        ["Усього 2 мішки"],
        ["", "Разом", "", "2"],
        ["Итого передано тел: 2"],
        ["Total", "2 bags", "", "2"],
        ["ИТОГО:", "", "", "2"],
    ],
)
def test_a_total_is_no_line(total):
    report = reading(HEAD, line(1), line(2), total)

    assert report.rows == 2
    assert report.problems == []


def test_a_total_of_people_or_of_a_page_agrees_too():
    report = reading(
        HEAD, line(1, people="3"), line(2), ["Разом", "4"], line(3), ["Разом", "1"], ["Всього", "3"]
    )

    assert report.rows == 3
    assert report.problems == []


def test_a_total_that_does_not_agree_is_told():
    report = reading(HEAD, line(1), line(2), ["Всього", "1245"])

    (problem,) = report.problems
    assert (problem.row, problem.code, problem.severity) == (4, "total_differs", "warning")
    assert "1245" in str(problem.sentence)


def test_a_line_that_begins_like_a_total_stays_a_line():
    report = reading(HEAD, line(1), ["", "Total-7", "мішок", "1", "remark"], line(2))

    assert [one.values["label"] for one in report.lines] == ["L-1", "Total-7", "L-2"]


@pytest.mark.parametrize("said", ["Всього мішків 2, осіб 3", "Всього " + "9" * 200])
def test_a_total_that_says_no_one_number_is_not_compared(said):
    report = reading(HEAD, line(1), [said])
    assert (report.rows, report.problems) == (1, [])


def test_a_label_that_begins_like_a_total_stays_a_line_in_the_first_column():
    head = ["Маркування", "Вид", "Примітки"]
    report = reading(head, ["Разом-1", "мішок", "x"], ["Разом", "3 мішки"])

    assert [one.values["label"] for one in report.lines] == ["Разом-1"]


def test_signatures_without_a_total_are_no_lines():
    report = reading(HEAD, line(1), ["Передав: ___"], ["", "", "Прийняв: ___"])
    assert (report.rows, report.problems) == (1, [])


def test_a_whole_line_that_begins_like_a_signature_is_a_line():
    head = ["Маркування", "Вид", "К-сть осіб", "Місце", "Примітки"]
    report = reading(head, ["L-1", "мішок"], ["Дата-5", "мішок", "1", "x", "y"])
    assert report.rows == 2


@pytest.mark.parametrize(
    ("behind", "is_line"),
    [
        (["L-2", "мішок", "1"], True),
        (["L-2", "мішок"], False),
        (["", "мішок", "1", "x"], False),
        (["Прийняв", "полковник", "x"], False),
    ],
)
def test_behind_the_total_of_a_list_without_numbers_only_whole_lines_are_lines(behind, is_line):
    head = ["Маркування", "Вид", "К-сть осіб", "Примітки"]
    report = reading(head, ["L-1", "мішок", "1"], ["Всього", "", "1"], behind)
    assert report.rows == 1 + is_line


def test_behind_the_total_of_a_narrow_list_everything_is_a_line():
    head = ["№", "Маркування", "Примітки"]
    report = reading(head, ["1", "L-1"], ["Всього", "1"], ["2", "L-2"], ["Передав: ___"])
    assert [one.values["label"] for one in report.lines] == ["L-1", "L-2"]


def test_signatures_behind_the_total_are_no_lines():
    report = reading(
        HEAD,
        line(1),
        ["Всього", "1"],
        ["Передав: ____", "", "", "Прийняв: ____"],
        ["Дата: 05.06.2025"],
        ["М.П."],
    )

    assert report.rows == 1
    assert report.problems == []


def test_what_else_stands_behind_the_total_is_left_out_and_told():
    report = reading(HEAD, line(1), ["Всього", "1"], ["", "полковник ____"])

    assert report.rows == 1
    assert [(p.row, p.code) for p in report.problems] == [(4, "row_skipped")]


def test_a_signature_of_many_cells_is_no_line():
    signed = ["", "полковник", "Зразченко", "____", "05.06.2025"]
    report = reading(HEAD, line(1), ["Всього", "1"], signed)

    assert report.rows == 1
    assert [(p.row, p.code) for p in report.problems] == [(4, "row_skipped")]


def test_a_last_line_with_dashes_to_fill_in_is_a_line():
    report = reading(HEAD, line(1), ["2", "L-2", "____"], ["3", "L-3", "____", "____"])

    assert [one.values["label"] for one in report.lines] == ["L-1", "L-2", "L-3"]


def test_a_total_in_words_is_a_total():
    report = reading(HEAD, line(1), line(2), ["Всього:", "2", "(два) мішки", "", "прийнято"])

    assert (report.rows, report.problems) == (2, [])


def test_whole_lines_behind_a_total_are_lines():
    report = reading(HEAD, line(1), ["Всього", "1"], line(2), ["Передав: ___"])

    assert [one.values["label"] for one in report.lines] == ["L-1", "L-2"]


def test_the_numbers_of_the_columns_are_no_line():
    report = reading(HEAD, ["1", "2", "3", "4", "5"], line(1))

    assert [one.values["label"] for one in report.lines] == ["L-1"]


def test_numbers_in_few_columns_may_be_a_line():
    report = reading(["№", "Бирка", "Пломба"], ["1", "2", "3"])

    assert report.lines[0].values == {"label": "2", "seal": "3"}


def test_a_heading_between_lines_is_left_out_and_told():
    report = reading(HEAD, line(1), ["Сектор 3"], line(2))

    assert report.rows == 2
    assert [(p.row, p.code) for p in report.problems] == [(3, "row_skipped")]


def test_pages_and_repeated_titles_are_no_lines():
    title = ["Список переданих останків"]
    report = reading(title, HEAD, line(1), ["", "Сторінка 2 з 9"], title, HEAD, line(2))

    assert report.rows == 2
    assert report.problems == []


@pytest.mark.parametrize(
    "cells", [["", "Стор", "мішок", "1"], ["", "Стор. 2", "мішок"], ["", "Лист"]]
)
def test_a_label_that_sounds_like_a_page_is_a_label(cells):
    assert reading(HEAD, line(1), cells, line(2)).rows == 3


def test_a_number_alone_is_a_line_where_it_may_be_a_label():
    report = reading(HEAD, line(1), ["", "7"])
    assert [one.values["label"] for one in report.lines] == ["L-1", "7"]


def test_a_text_alone_under_the_numbers_is_told():
    report = reading(HEAD, line(1), ["кінець"])
    assert (report.rows, [p.code for p in report.problems]) == (1, ["row_skipped"])


def test_a_number_alone_in_a_column_of_the_senders_is_a_line_without_label():
    report = reading([*HEAD, "Погода"], line(1), ["", "", "", "", "", "5"], line(2))
    assert [(p.row, p.code) for p in report.problems] == [(3, "label_missing")]


def test_one_cell_like_another_heading_does_not_make_a_row_of_headings():
    report = reading(HEAD, line(1), ["", "", "Упаковка"], line(2))
    assert [p.code for p in report.problems] == ["value_unknown", "label_missing"] or [
        p.code for p in report.problems
    ] == ["label_missing", "value_unknown"]


def test_lines_above_the_headings_are_told():
    poor, rich = ["№", "Маркування", "Вид", "x", "y"], HEAD
    report = reading(poor, line(1), rich, line(2))

    assert report.rows == 1
    assert [(p.row, p.code) for p in report.problems] == [(1, "row_skipped"), (2, "row_skipped")]


def test_lines_numbered_beforehand_and_never_filled_in_are_blank():
    report = reading(HEAD, line(1), ["2"], ["3"])
    assert (report.rows, report.problems) == (1, [])

    report = reading(HEAD, line(1), ["2"], line(3))
    assert report.rows == 2
    assert [(p.row, p.code) for p in report.problems] == [(3, "row_skipped")]


def test_a_line_that_lost_its_label_is_never_taken_for_a_note():
    rows = [["Маркування", "ПІБ", "Примітки"], ["L-1", "a", ""], ["", "b", ""], ["L-3", "c", ""]]
    report = reading(*rows)

    assert report.rows == 3
    assert [(p.row, p.code) for p in report.problems] == [(3, "label_missing")]


def test_more_problems_than_anybody_reads_end_with_a_word_on_it():
    head = ["label", *(f"claimed_{n}" for n in ("birth_date", "individuals")), "died_on"]
    report = reading(head, *([f"L-{n}", "x", "x", "x"] for n in range(4_000)))

    assert len(report.problems) == 10_001
    assert report.problems[-1].code == "more_problems"
    assert report.rows == 4_000
