"""Whatever the bytes, reading ends in a report; whatever the cells, they are kept as sent."""

import io
import unicodedata
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from exchanges.manifests import (
    COLUMNS,
    csv_template,
    digest,
    read,
    report_as_json,
    xlsx_template,
)
from tests.factories.lists import as_csv, as_xlsx, csv_list, saved, xlsx_list

pytestmark = pytest.mark.plain

STARTS = [b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"label;", b"[{", b"\xd0\xcf\x11\xe0"]
XLSX, CSV = xlsx_list(3, is_dressed=True), csv_list(3, is_dressed=True)


def reads(data):
    report = read(data, "list")
    said = report_as_json(report)
    assert report.fatal or report.rows == len(report.lines) > 0
    assert all(isinstance(problem["message"], str) for problem in said["problems"])
    assert report.fatal is None or str(report.fatal)
    assert len(digest(report.lines)) == 64
    for line in report.lines:
        assert line.values.keys() <= COLUMNS.keys()
        assert "\x00" not in "".join([*map(str, line.values.values()), *line.as_sent.values()])


@settings(deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=300))
@example(b"", b"\x00")
@example(b"", b"label\n\x00")
@example(b"label;", b'"')
@example(b"[{", b'"label":""}]')
def test_any_bytes(start, rest):
    reads(start + rest)


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-8-sig"]))
def test_any_text_under_a_heading(text, encoding):
    reads(("label;died_on;remarks\n" + text).encode(encoding, "replace"))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(XLSX) - 1), st.binary(min_size=1, max_size=8))
def test_a_workbook_with_some_bytes_changed(at, bytes_):
    reads(XLSX[:at] + bytes_ + XLSX[at + len(bytes_) :])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_workbook_with_one_part_spoilt(data):
    with zipfile.ZipFile(io.BytesIO(XLSX)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    at = data.draw(st.integers(0, len(parts[name])))
    put = data.draw(st.sampled_from([b"", b"<", b"<c>", b'r="0"', b'"', b"-1", b"&#0;", b"9" * 30]))
    parts[name] = parts[name][:at] + put + parts[name][at + data.draw(st.integers(0, 30)) :]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for part, content in parts.items():
            new.writestr(part, content)
    reads(out.getvalue())


@settings(deadline=None)
@given(st.integers(0, len(CSV)), st.binary(max_size=8))
def test_a_text_with_some_bytes_put_in(at, bytes_):
    reads(CSV[:at] + bytes_ + CSV[at:])


printable = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20
)
tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(printable, min_size=width, max_size=width), min_size=1, max_size=6
    )
)


def as_lines(table):
    """A label before each row, which makes it a line; the columns mean nothing here."""
    head = ["label", *(f"колонка {n}" for n, _ in enumerate(table[0], 1))]
    return [head, *([f"L-{n}", *row] for n, row in enumerate(table, 1))]


def assert_kept(report, rows):
    head, *lines = rows
    assert report.fatal is None
    assert len(report.lines) == len(lines)
    for line, row in zip(report.lines, lines, strict=True):
        sent = {name: line.as_sent.get(name, "") for name in head}
        blank = {name: cell for name, cell in zip(head, row, strict=True) if not sent[name]}
        assert all(not cell.strip("\u200b\u00ad\u2060\ufeff").strip() for cell in blank.values())
        assert {n: c for n, c in sent.items() if c} == {
            n: c for n, c in zip(head, row, strict=True) if n not in blank
        }


@settings(deadline=None)
@given(tables, st.sampled_from(",;\t|"))
def test_a_table_of_any_texts_is_kept_as_sent_in_csv(table, delimiter):
    rows = as_lines(table)
    data = as_csv(rows, delimiter=delimiter, is_quoted=True)
    assert_kept(read(data, "list.csv"), rows)


@settings(max_examples=50, deadline=None)
@given(tables)
def test_a_table_of_any_texts_is_kept_as_sent_in_xlsx(table):
    rows = [[cell.replace("_x", "x").lstrip("=") for cell in row] for row in as_lines(table)]
    assert_kept(read(as_xlsx(rows), "list.xlsx"), rows)


words = st.sampled_from(["Total", "Всього", "1", "label", "Передав", "L-1", "x", "", "5/6/25"])


@settings(deadline=None)
@given(st.lists(st.lists(words, min_size=1, max_size=5), max_size=12))
def test_no_row_that_could_be_a_line_is_lost_unseen(rows):
    """Each row is a line, or is told, or is one of the few things that are left out in silence:
    blank, the headings again, a total, a bare number, a signature."""
    rows = [row if any(row) else ["", ""] for row in rows]
    report = read(as_csv([["№", "label", "died_on"], ["1", "SYN-1", ""], *rows]), "list.csv")

    told = {line.row for line in report.lines} | {problem.row for problem in report.problems}
    for number, row in enumerate(rows, 3):
        texts = [cell for cell in row if cell]
        has_label = len(row) > 1 and row[1] in {"L-1", "x"} and row[0] in {"", "1", "x"}
        if has_label and len(texts) > 1:
            assert number in told, (row, report)


# Said of what a line says, and not of the words of totals, pages, signatures and headings.
said = st.text(st.sampled_from("абвгґїЯxyzQ"), min_size=1, max_size=6).map("щ{}".format)
cells = st.one_of(said, st.sampled_from(["", "1", "5/6/25", "-", "L-1", "б/н", "невідомо"]))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(cells, min_size=4, max_size=4), max_size=8), st.booleans())
def test_a_row_that_says_something_is_a_line_or_is_told(rows, is_text):
    """The rows given are the lines and the rows told; only what says nothing is in neither."""
    table = [["№", "label", "died_on", "remarks"], ["1", "SYN-1", "", ""], *rows]
    data = as_csv(table, is_quoted=True) if is_text else as_xlsx(table)
    report = read(data, "list.csv" if is_text else "list.xlsx")

    lines, told = {line.row for line in report.lines}, {one.row for one in report.problems}
    speaks = {n for n, row in enumerate(rows, 3) if any(cell.startswith("щ") for cell in row)}

    assert report.fatal is None
    assert speaks <= lines | told
    assert lines <= set(range(2, len(rows) + 3))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text(st.characters(categories=["Lu", "Nd"]), min_size=1, max_size=9), min_size=1),
    st.sampled_from(["csv", "xlsx"]),
)
def test_our_own_template_filled_in_comes_back(labels, form):
    """Nothing of it is guessed: each column is itself, each label comes back in its row."""
    filled = [[f"L{n}-{label}", *[""] * (len(COLUMNS) - 1)] for n, label in enumerate(labels)]
    if form == "csv":
        data = csv_template() + as_csv(filled, delimiter=",")
    else:
        book = load_workbook(io.BytesIO(xlsx_template()))
        for row, cells in enumerate(filled, 2):
            book["list"].cell(row, 1, cells[0])
        data = saved(book)

    report = read(data, f"list.{form}")

    assert report.mapping == {name: name for name in COLUMNS}
    sent = [unicodedata.normalize("NFC", cells[0]) for cells in filled]
    assert [line.values["label"] for line in report.lines] == sent
