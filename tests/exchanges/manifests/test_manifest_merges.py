"""Merged cells: read in each row they stand for, and told."""

import pytest

from exchanges.manifests import read
from tests.factories.lists import saved
from tests.factories.workbooks import sheet_of, workbook

pytestmark = pytest.mark.plain


def test_a_merged_cell_is_read_in_each_row_and_told():
    book, sheet = sheet_of(
        ["label", "origin_place", "remarks"], ["L-1", "с. Вигадане", "a"], ["L-2"], ["L-3"], ["L-4"]
    )
    sheet.merge_cells("B2:B4")

    report = read(saved(book), "list.xlsx")

    places = [one.values.get("origin_place") for one in report.lines]
    assert places == ["с. Вигадане", "с. Вигадане", "с. Вигадане", None]
    (problem,) = report.problems
    assert (problem.row, problem.column, problem.code) == (2, "origin_place", "cell_shared")
    assert "2 to 4" in str(problem.sentence)


def test_merged_cells_with_nothing_in_them_say_nothing():
    book, sheet = sheet_of(["label", "seal", None, "remarks"], ["L-1", "S"], ["L-2", "S"], ["L-3"])
    for ref in ("C2:D2", "C3:C4", "D3:D4", "H1:I1", "G2:G3"):
        sheet.merge_cells(ref)

    report = read(saved(book), "list.xlsx")

    assert report.mapping == {"label": "label", "seal": "seal", "remarks": "remarks"}
    assert (report.rows, report.problems) == (3, [])


def test_cells_merged_in_a_line_are_not_spread_over_the_headings():
    book, sheet = sheet_of(["label", "seal", None], ["L-1", "S"])
    sheet.merge_cells("B2:C2")
    assert read(saved(book), "list.xlsx").mapping == {"label": "label", "seal": "seal"}


def test_one_label_over_three_rows_is_not_three_containers():
    book, sheet = sheet_of(["label", "claimed_name"], ["L-1", "a"], [None, "b"], [None, "c"])
    sheet.merge_cells("A2:A4")

    report = read(saved(book), "list.xlsx")

    assert [(p.row, p.code, p.severity) for p in report.problems] == [
        (3, "label_missing", "error"),
        (4, "label_missing", "error"),
    ]
    assert "row 2" in str(report.problems[0].sentence)


def test_a_text_over_the_whole_width_is_a_heading():
    book, sheet = sheet_of(
        ["label", "seal", "remarks", "documents"], ["L-1", "S", "a"], ["Сектор 3"], ["L-2", "S"]
    )
    sheet.merge_cells("A3:D3")

    report = read(saved(book), "list.xlsx")

    assert [one.values["label"] for one in report.lines] == ["L-1", "L-2"]
    assert [(p.row, p.code) for p in report.problems] == [(3, "row_skipped")]


def test_a_heading_over_three_columns_can_be_mapped_apart():
    book, sheet = sheet_of(["Бирка", "ПІБ", None, None], ["L-1", "Зразченко", "Приклад", "Ум"])
    sheet.merge_cells("B1:D1")
    data = saved(book)

    report = read(data, "list.xlsx")
    assert report.mapping == {
        "Бирка": "label",
        "ПІБ": "claimed_name",
        "ПІБ (2)": None,
        "ПІБ (3)": None,
    }

    apart = {"ПІБ": "claimed_surname", "ПІБ (2)": "claimed_given_name"}
    report = read(data, "list.xlsx", apart | {"ПІБ (3)": "claimed_patronymic"})
    assert report.problems == []
    assert report.lines[0].values["claimed_given_name"] == "Приклад"


@pytest.mark.parametrize("ref", ["A1:XFD1048576", "B2:B1048576", "A2", "XX", "", "A:A", "2:3"])
def test_a_merge_of_another_making_is_read_or_refused(ref):
    rows = '<row><c t="s"><v>0</v></c></row><row><c t="s"><v>0</v></c><c><v>2</v></c></row>'
    behind = f'<mergeCells>{f"""<mergeCell ref="{ref}"/>""" * 500}</mergeCells>'
    report = read(workbook(rows, ["label"], behind=behind), "list.xlsx")
    assert report.fatal or report.rows >= 0
