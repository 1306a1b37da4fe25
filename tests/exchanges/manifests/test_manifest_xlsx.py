"""Workbooks: sheets, merged cells, formulas, hidden rows, and what a cell shows."""

import io
import re
import zipfile
from datetime import datetime

import openpyxl
import pytest
from openpyxl.styles import Font

from exchanges.manifests import read
from tests.factories.lists import as_xlsx, saved, xlsx_list
from tests.factories.workbooks import sheet_of, workbook

pytestmark = pytest.mark.plain


def changed(data, name, change):
    """The workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content) if part == name else content)
    return out.getvalue()


def test_twelve_hundred_lines_with_ukrainian_headings():
    report = read(xlsx_list(), "list.xlsx")

    assert report.fatal is None
    assert report.rows == 1212
    assert report.problems == []
    assert (report.read_as.format, report.read_as.sheet) == ("xlsx", "Sheet")
    assert all(isinstance(one.values["claimed_individuals"], int) for one in report.lines)
    assert all(re.fullmatch(r"2025-\d\d-\d\d", one.values["recovered_on"]) for one in report.lines)


def test_a_workbook_and_a_text_with_the_same_list_give_the_same_lines():
    from_book = read(xlsx_list(50, is_dressed=True), "list.xlsx").lines
    rows = [["label", "seal"], ["L-1", "S-1"]]

    assert [one.values["label"] for one in from_book] == [f"SYN-{n:04}" for n in range(1, 51)]
    assert read(as_xlsx(rows), "x").lines[0].values == {"label": "L-1", "seal": "S-1"}


def test_openpyxl_reads_with_defused_xml():
    assert openpyxl.DEFUSEDXML


def test_hidden_sheets_are_skipped_and_the_sheet_with_a_list_is_read():
    book, hidden = sheet_of(["label"], ["old"])
    hidden.sheet_state = "hidden"
    very = book.create_sheet("very")
    very.append(["label", "seal"])
    very.append(["older", "S"])
    very.sheet_state = "veryHidden"
    note = book.create_sheet("note")
    note.append(["Дивіться наступний аркуш"])
    real = book.create_sheet("список")
    real.append(["Маркування", "Пломба"])
    real.append(["L-1", "S-1"])

    report = read(saved(book), "list.xlsx")

    assert report.read_as.sheet == "список"
    assert [one.values["label"] for one in report.lines] == ["L-1"]
    assert report.problems == []


def test_a_second_list_in_the_workbook_is_told():
    book, _ = sheet_of(["label"], ["L-1"])
    second = book.create_sheet("друга частина")
    second.append(["label"])
    second.append(["L-2"])
    second.append(["L-3"])

    report = read(saved(book), "list.xlsx")

    assert report.rows == 1
    (problem,) = report.problems
    assert (problem.code, problem.severity) == ("sheet_not_read", "warning")
    assert "друга частина" in str(problem.sentence)
    assert "2" in str(problem.sentence)


def test_a_summary_is_no_list_wherever_it_stands():
    book, summary = sheet_of(["Вид упаковки", "Кількість"], ["мішок", 1])
    real = book.create_sheet("список")
    real.append(["Маркування", "Пломба"])
    real.append(["L-1", "S-1"])
    empty = book.create_sheet("порожній")
    empty.append(["Маркування", "Пломба"])

    for place in (0, 1):
        book.move_sheet(summary, place)
        report = read(saved(book), "list.xlsx")
        assert (report.rows, report.problems) == (1, [])
        assert report.read_as.sheet == "список"


def test_a_chart_is_no_sheet():
    book, _ = sheet_of(["label"], ["L-1"])
    book.create_chartsheet("chart", 0)
    assert read(saved(book), "list.xlsx").rows == 1


def test_a_formula_gives_its_result_or_itself():
    book, _ = sheet_of(["label", "seal"], ["L-1", "=1+1"], ["L-2", "S-2"])

    report = read(saved(book), "list.xlsx")
    assert report.lines[0].values["seal"] == "=1+1"
    assert [(p.row, p.column, p.code) for p in report.problems] == [
        (2, "seal", "formula_without_value")
    ]

    def computed(sheet):
        return re.sub(rb"<f>1\+1</f><v ?/?>(</v>)?", b"<f>1+1</f><v>2</v>", sheet)

    report = read(changed(saved(book), "xl/worksheets/sheet1.xml", computed), "list.xlsx")
    assert report.lines[0].values["seal"] == "2"
    assert report.problems == []


def test_hidden_rows_are_read_and_told():
    book, sheet = sheet_of(["label"], ["L-1"], ["L-2"], ["L-3"])
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True

    report = read(saved(book), "list.xlsx")

    assert report.rows == 3
    assert [(p.row, p.code) for p in report.problems] == [(3, "rows_hidden")]


def test_rows_struck_out_are_read_and_told():
    book, sheet = sheet_of(["label", "seal"], ["L-1", "S"], ["L-2", "S"])
    sheet["A3"].font = Font(strike=True)

    report = read(saved(book), "list.xlsx")

    assert report.rows == 2
    assert [(p.row, p.code) for p in report.problems] == [(3, "rows_struck")]


def test_a_cell_is_what_it_shows():
    book, sheet = sheet_of(["label", "seal", "documents", "remarks"])
    sheet.append([7, 1234567890123, True, 2.5])
    sheet.append(["L_x000D_\n2", 2.0, 0.1 + 0.2, "x"])
    sheet["A2"].number_format = "0000"
    sheet["B2"].number_format = '"S-"000000'

    report = read(saved(book), "list.xlsx")

    assert dict(report.lines[0].as_sent) == {
        "label": "0007",
        "seal": "S-1234567890123",
        "documents": "TRUE",
        "remarks": "2.5",
    }
    assert report.lines[1].as_sent["label"] == "L\r\n2"
    assert report.lines[1].as_sent["seal"] == "2"
    assert report.lines[1].as_sent["documents"] == "0.3"


def test_days_counted_from_1904_are_the_same_days():
    book, _ = sheet_of(["label", "died_on", "recovered_on"], ["L-1", datetime(2025, 6, 5), 44351])
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    report = read(saved(book), "list.xlsx")

    assert report.lines[0].values["died_on"] == "2025-06-05"
    assert report.lines[0].values["recovered_on"] == "2025-06-05"


def test_a_stray_cell_in_the_last_row_costs_nothing():
    book, sheet = sheet_of(["label", "seal"], ["L-1", "S-1"])
    sheet["B1048576"] = " "

    report = read(saved(book), "list.xlsx")

    assert report.rows == 1
    assert report.problems == []


def test_without_styles_a_date_is_still_a_date():
    data = xlsx_list(5)
    broken = changed(data, "xl/styles.xml", lambda _: b"<styleSheet><fonts><font")

    report = read(broken, "list.xlsx")

    assert [one.values["recovered_on"] for one in report.lines] == [
        one.values["recovered_on"] for one in read(data, "list.xlsx").lines
    ]


def test_a_workbook_as_excel_writes_it():
    strings = ["label", "died_on", "remarks", "L-1", "a_x000D_\nb", "Погода"]
    rows = """
    <row r="1" spans="1:4"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>
      <c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>5</v></c></row>
    <row r="3"><c r="A3" t="s"><v>3</v></c><c r="B3" s="1"><v>45813</v></c>
      <c r="C3" t="s"><v>4</v></c><c r="D3" t="b"><v>1</v></c></row>
    <row r="4"><c r="A4" s="2"><v>7</v></c><c r="B4" s="1"/>
      <c r="C4" t="str"><f>""</f><v></v></c><c r="D4" t="e"><v>#N/A</v></c></row>
    <row r="5"><c r="A5" t="str"><f>"L-"&amp;2</f><v>L-2</v></c><c r="B5" s="1"><v>-5</v></c>
      <c r="C5" t="inlineStr"><is><r><t>x </t></r><r><t>y</t></r></is></c></row>
    """
    report = read(workbook(rows, strings), "list.xlsx")

    assert [one.row for one in report.lines] == [3, 4, 5]
    assert [one.values for one in report.lines] == [
        {"label": "L-1", "died_on": "2025-06-05", "remarks": "a\r\nb"},
        {"label": "0007"},
        {"label": "L-2", "remarks": "x y"},
    ]
    assert [one.extra for one in report.lines] == [{"Погода": "TRUE"}, {"Погода": "#N/A"}, {}]
    assert [(p.row, p.column, p.code) for p in report.problems] == [(5, "died_on", "date_invalid")]


def test_parts_whose_names_differ_in_capitals_are_found():
    rows = '<row><c t="s"><v>0</v></c></row><row><c t="s"><v>1</v></c></row>'
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(rows, ["label", "L-1"]))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name.replace("sharedStrings", "SharedStrings"), old.read(name))

    assert read(out.getvalue(), "list.xlsx").lines[0].values == {"label": "L-1"}


def test_what_xml_cannot_hold_is_unescaped_once():
    rows = "".join(f'<row><c t="s"><v>{n}</v></c></row>' for n in range(3))
    report = read(workbook(rows, ["label", "L_x0009_1", "L_x005F_x0009_2"]), "list.xlsx")

    assert [one.as_sent["label"] for one in report.lines] == ["L\t1", "L_x0009_2"]


def test_a_text_in_pieces_is_one_text_without_its_reading_aid():
    aid = "<rPh sb='0' eb='1'><t>x</t></rPh>"
    shared = f"<si><r><t>la</t></r><r><t>bel</t></r>{aid}</si><si><t>L-1</t></si>"
    rows = '<row><c t="s"><v>0</v></c></row><row><c t="s"><v>1</v></c></row>'

    assert read(workbook(rows, shared=shared), "list.xlsx").lines[0].values == {"label": "L-1"}


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("<c><v>2.0</v></c>", "2"),
        ("<c><v>2.50</v></c>", "2.5"),
        ("<c><v>0.30000000000000004</v></c>", "0.3"),
        ("<c><v>1E3</v></c>", "1000"),
        ("<c><v>-7</v></c>", "-7"),
        ("<c><v>12345678901234567890</v></c>", "1.23456789012346e+19"),
        ("<c><v>1e20</v></c>", "1e+20"),
        ('<c s="2"><v>7</v></c>', "0007"),
        ('<c s="2"><v>7.5</v></c>', "7.5"),
        ('<c s="1"><v>45813</v></c>', "2025-06-05"),
        ('<c s="1"><v>45813.604166667</v></c>', "2025-06-05 14:30"),
        ('<c s="3"><v>1.5</v></c>', "1 day, 12:00:00"),
        ('<c s="4"><v>0.604166667</v></c>', "14:30"),
        ('<c t="d"><v>2025-06-05</v></c>', "2025-06-05"),
        ('<c t="d"><v>2025-06-05T14:30:00</v></c>', "2025-06-05 14:30"),
        ('<c t="b"><v>0</v></c>', "FALSE"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="str"><v>1</v></c>', "1"),
        ('<c t="str"><v>_x0410_ _x0009_</v></c>', "_x0410_ \t"),
        ('<c t="e"><v>#REF!</v></c>', "#REF!"),
        ("<c><f>A1&amp;B1</f></c>", "=A1&B1"),
        ('<c><f t="shared" si="3"/></c>', "=…"),
    ],
)
def test_what_a_cell_shows(cell, shown):
    head = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
    report = read(
        workbook(f'{head}<row><c t="s"><v>2</v></c>{cell}</row>', ["label", "x", "L"]), ""
    )

    assert report.lines[0].as_sent["x"] == shown


@pytest.mark.parametrize(
    "cell",
    [
        '<c t="s"><v>9</v></c>',
        '<c t="s"><v>x</v></c>',
        '<c t="d"><v>x</v></c>',
        "<c><v>x</v></c>",
        '<c s="99"><v>1</v></c>',
        '<c r="ZZZZZ1"><v>1</v></c>',
        '<c r="A0"><v>1</v></c>',
        "<c><v>1e999</v></c>",
        "<c><v>" + "9" * 5000 + "</v></c>",
        "<c><v>nan</v></c>",
        '<c s="1"><v>1e9</v></c>',
        '<c s="1"><v>0.5</v></c>',
        '<c><f t="shared" si="3"/></c>',
        '<c><f t="array" ref="A1">1</f></c>',
        '<c><f t="dataTable"/></c>',
    ],
)
def test_a_cell_of_another_making_is_read_or_refused(cell):
    rows = f'<row><c t="s"><v>0</v></c></row><row>{cell}</row>'
    report = read(workbook(rows, ["label"]), "list.xlsx")
    assert report.fatal or report.rows == 1


def test_an_official_form_with_everything_that_offices_do():
    book, sheet = sheet_of(["ЗАТВЕРДЖУЮ", None, None, "Додаток 3"], [], ["ВІДОМІСТЬ\nпередачі"], [])
    sheet.merge_cells("A3:G3")
    heads = ["№\nз/п", "Номер бирки", "№ пломби", "Установчі дані (за наявності)", None, None]
    parts = [None, None, None, "Прізвище", "Ім’я", "По батькові"]
    numbers = list(range(1, 8))
    for row in ([*heads, "Примітка"], parts, numbers):
        sheet.append(row)
    for place in "ABCG":
        sheet.merge_cells(f"{place}5:{place}6")
    sheet.merge_cells("D5:F5")
    for number in range(1, 13):
        sheet.append([number, f"{number:04}/25", "б/н", "невст.", None, None, "—"])
        if number == 6:
            for row in (["Разом по аркушу", 6], [*heads, "Примітка"], parts, numbers):
                sheet.append(row)
    for row in (
        ["Всього:", 12, "(дванадцять) мішків"],
        ["Передав:", None, None, "майор", None, "_______"],
        ["Прийняв:", None, None, "полковник", None, "_______"],
        [None, "(посада, підпис)"],
    ):
        sheet.append(row)

    report = read(saved(book), "list.xlsx")

    assert [one.values for one in report.lines] == [{"label": f"{n:04}/25"} for n in range(1, 13)]
    assert report.lines[0].row == 8
    assert report.problems == []
