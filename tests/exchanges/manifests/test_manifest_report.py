"""The report for programs, the digest that anybody can compute again, and our template."""

import csv
import hashlib
import io
import json
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from exchanges.manifests import (
    COLUMNS,
    Line,
    csv_template,
    digest,
    read,
    report_as_json,
    xlsx_template,
)
from tests.factories.lists import as_csv, csv_list

pytestmark = pytest.mark.plain


def some_lines():
    head = ["label", "claimed_individuals", "died_on", "Погода", "\uffee", "😀"]
    return read(as_csv([head, ["СИН-1", "2", "06.2025", "«ясно»\n", "a", "b"], ["б/б"]]), "x").lines


def test_the_report_for_programs_has_one_shape():
    data = as_csv([["label", "Погода", "seal"], ["", "x", "S"]])

    assert report_as_json(read(data, "list.csv"), lambda sentence: f"<{sentence.message[:9]}>") == {
        "fatal": None,
        "rows": 1,
        "mapping": {"label": "label", "Погода": None, "seal": "seal"},
        "problems": [
            {
                "row": 2,
                "column": "label",
                "code": "label_missing",
                "message": "<This line>",
                "severity": "error",
            }
        ],
    }
    assert report_as_json(read(b"", "list.csv")) == {
        "fatal": "The file is empty. Ask the sender for the list once more.",
        "rows": 0,
        "mapping": {},
        "problems": [],
    }


def test_the_digest_can_be_computed_without_our_code():
    empty = dict.fromkeys(COLUMNS, "") | {"claimed_individuals": None}
    first = empty | {"label": "СИН-1", "claimed_individuals": 2, "died_on": "2025-06"}
    extra = {"Погода": "«ясно»\n", "😀": "b", "\uffee": "a"}  # by UTF-16 units, as RFC 8785 says
    text = json.dumps(
        [[1, *first.values(), extra], [2, *empty.values(), {}]],
        ensure_ascii=False,
        separators=(",", ":"),
    )

    assert digest(some_lines()) == hashlib.sha256(text.encode("utf-8")).hexdigest()


def test_the_digest_of_no_lines():
    assert digest([]) == hashlib.sha256(b"[]").hexdigest()


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_is_under_the_seal(column):
    bare = Line(1, 2, {}, {}, {})
    assert digest([replace(bare, values={column: "7"})]) != digest([bare])


@pytest.mark.parametrize("change", [{"position": 2}, {"extra": {"a": "b"}}])
def test_the_position_and_what_has_no_column_are_under_the_seal(change):
    bare = Line(1, 2, {}, {}, {})
    assert digest([replace(bare, **change)]) != digest([bare])


def test_the_order_of_the_lines_is_under_the_seal():
    first, second = (Line(n, n, {}, {}, {}) for n in (1, 2))
    assert digest([first, second]) != digest([second, first])


def test_the_template_has_the_canonical_headings_and_nothing_to_guess():
    head = csv_template().decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(head))) == list(COLUMNS)

    book = load_workbook(io.BytesIO(xlsx_template(lambda sentence: sentence.message.upper())))
    first, second = book.worksheets
    assert [cell.value for cell in first[1]] == list(COLUMNS)
    meanings = [(name.value, text.value) for name, text in second.iter_rows()]
    assert [name for name, _ in meanings] == list(COLUMNS)
    assert all(text.isupper() and text.endswith(".") for _, text in meanings)


def test_a_template_that_was_filled_in_is_read_without_a_problem():
    book = load_workbook(io.BytesIO(xlsx_template()))
    book.worksheets[0]["A2"] = "L-1"
    out = io.BytesIO()
    book.save(out)

    report = read(out.getvalue(), "list.xlsx")

    assert report.problems == []
    assert report.mapping == {name: name for name in COLUMNS}
    assert report.lines[0].values == {"label": "L-1"}


def test_an_empty_template_is_no_list():
    assert "no line under it" in str(read(csv_template(), "list.csv").fatal)
    assert "no line under it" in str(read(xlsx_template(), "list.xlsx").fatal)


def test_what_was_read_can_be_sent_on_in_our_template():
    lines = read(csv_list(30), "list.csv").lines
    rows = [[str(line.values.get(name, "")) for name in COLUMNS] for line in lines]

    again = read(csv_template() + as_csv(rows, delimiter=","), "list.csv")

    assert again.problems == []
    assert [line.values for line in again.lines] == [line.values for line in lines]
