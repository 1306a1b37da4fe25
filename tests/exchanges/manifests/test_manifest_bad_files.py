"""Every kind of bad file that is known: what it is told, in how much memory, and where it says so.

To write the table of docs/handover-lists.md anew: python -m tests.exchanges.manifests.bad_table
"""

import json

import pytest

from exchanges.manifests import MAX_BYTES, read
from tests.exchanges.manifests.bad_table import PAGE, rows_of_the_page, table
from tests.exchanges.manifests.measuring import peak_of
from tests.factories.bad_files import FILES
from tests.factories.lists import as_csv, list_rows
from tests.factories.workbooks import workbook

pytestmark = pytest.mark.plain


def test_the_page_says_what_each_bad_file_is_told():
    assert rows_of_the_page() == table(), f"write the table of {PAGE.name} anew"


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_ends_in_bounded_memory(name, tmp_path):
    path = tmp_path / "list"
    path.write_bytes(FILES[name]())

    assert peak_of(path) < 300_000_000


def narrow() -> bytes:
    rows = [[*row[:6], *row[7:9]] for row in list_rows(100_000, "uk")]
    return as_csv(rows)


def wide() -> bytes:
    return b"label" + b";x" * 24 + b"\n" + (b"L-1" + ";жa".encode() * 24 + b"\n") * 98_000


def objects() -> bytes:
    lines = [{"label": f"S-{n}", "seal": str(n), "died_on": "5/6/25"} for n in range(100_000)]
    return json.dumps(lines).encode()


def sheet() -> bytes:
    cells = '<c t="n"><v>{n}</v></c><c t="s"><v>1</v></c><c t="n" s="1"><v>45813</v></c>'
    rows = "".join(f"<row>{cells.format(n=n)}</row>" for n in range(100_000))
    return workbook('<row><c t="s"><v>0</v></c></row>' + rows, ["label", "приклад"])


@pytest.mark.parametrize("made", [narrow, wide, objects, sheet])
def test_the_largest_lists_are_read_in_less_than_300_megabytes(made, tmp_path):
    path = tmp_path / "list"
    path.write_bytes(made()[:MAX_BYTES].rpartition(b"\n")[0] if made is narrow else made())

    assert peak_of(path) < 300_000_000


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_told_in_sentences_and_loses_no_line(name):
    report = read(FILES[name](), "list")

    assert bool(report.fatal) != bool(report.lines)
    assert report.rows == len(report.lines)
    assert all(str(problem.sentence) for problem in report.problems)


def test_a_formula_and_a_script_are_kept_as_text():
    formula, script = (read(FILES[name](), "list").lines[0] for name in ("a formula", "a script"))

    assert formula.values["label"].startswith("=HYPERLINK(")
    assert formula.values["remarks"] == "=1+1"
    assert script.values["label"] == "<script>alert(1)</script>"


def test_what_is_not_seen_is_left_out_and_what_is_kept_is_told():
    (line,) = read(FILES["NUL and control characters"](), "list").lines

    assert line.values == {"label": "L-1", "remarks": "abc"}
    assert line.as_sent == {"label": "L-1\x07", "remarks": "ab\x1bc"}
