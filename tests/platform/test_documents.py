"""Printed pages: legible, marked, the same twice, and never obeying what they print."""

import re
import time
from datetime import UTC, datetime

import pytest
import segno
from django.utils import translation
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st

from repatriation.documents.document import Column, Imprint, drawable
from repatriation.documents.labels import THREE_BY_EIGHT, TWO_BY_FOUR, Label, label_sheet
from repatriation.documents.qr import QUIET_ZONE, draw_qr, runs
from repatriation.documents.tables import table_sheet
from repatriation.documents.visible import visible
from repatriation.errors import Sentence
from repatriation.references import reference

AT = datetime(2026, 11, 22, 12, 5, tzinfo=UTC)
IMPRINT = Imprint("Координаційний центр", AT, "U-17")
COLUMNS = (Column("No.", 1, "R"), Column("Мітка", 3), Column("Remarks", 4))


def labels(count: int) -> list[Label]:
    written = (reference("RC", 26, serial) for serial in range(1, count + 1))
    return [Label(text, text, ("bag", "мітка Ґ-17 ЄІЇ")) for text in written]


def sheet(**more) -> bytes:
    given = {"title": "Handover list", "imprint": IMPRINT, "columns": COLUMNS} | more
    return table_sheet(**given)


def dark_modules(pdf: FPDF, side: int, size: float, corner: float) -> set[tuple[int, int]]:
    """The modules that the rectangles in the page's own drawing commands cover."""
    module = size / (side + 2 * QUIET_ZONE)
    covered = set()
    for box in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) -[\d.]+ re", pdf.pages[1].contents.decode()):
        left, top, width = (float(number) / pdf.k for number in box)
        row = round((pdf.h - top - corner) / module) - QUIET_ZONE
        first = round((left - corner) / module) - QUIET_ZONE
        covered |= {(row, first + step) for step in range(round(width / module))}
    return covered


@pytest.mark.parametrize("text", ["RC-26-000123-J", "EB-26-0041-I", "x" * 60])
def test_the_drawn_squares_are_the_code(text):
    matrix = segno.make(text, error="q", micro=False, boost_error=False).matrix
    pdf = FPDF()
    pdf.add_page()
    draw_qr(pdf, text, x=20, y=20, size=30)
    dark = {
        (row, column)
        for row, line in enumerate(matrix)
        for column, is_dark in enumerate(line)
        if is_dark
    }
    assert dark_modules(pdf, len(matrix), 30, 20) == dark


def test_a_reference_takes_the_smallest_code_so_that_its_squares_are_large():
    assert segno.make("RC-26-000123-J", error="q", micro=False).version == 1


@given(st.lists(st.lists(st.integers(0, 1), min_size=5, max_size=5), max_size=5))
def test_joined_squares_cover_each_dark_one_once(matrix):
    covered = [
        (row, column + step) for row, column, length in runs(matrix) for step in range(length)
    ]
    dark = [(row, column) for row, line in enumerate(matrix) for column in range(5) if line[column]]
    assert covered == dark


@pytest.mark.parametrize(("layout", "sheets"), [(THREE_BY_EIGHT, 2), (TWO_BY_FOUR, 4)])
def test_labels_fill_sheets(pages_of, layout, sheets):
    pages = pages_of(label_sheet(labels(25), title="Labels", is_demonstration=False, layout=layout))
    assert len(pages) == sheets
    assert pages[0].startswith("RC-26-000001-2\nbag\nмітка Ґ-17 ЄІЇ\n")
    assert all(label.reference in "".join(pages) for label in labels(25))


def test_used_up_places_are_left_out(pages_of):
    pages = pages_of(label_sheet(labels(2), title="Labels", is_demonstration=False, skip=23))
    assert ["000001" in page for page in pages] == [True, False]


def test_no_labels_are_one_empty_sheet(pages_of):
    assert pages_of(label_sheet([], title="Labels", is_demonstration=True)) == [""]


def test_every_label_of_a_demonstration_says_so(pages_of):
    (page,) = pages_of(label_sheet(labels(9), title="Labels", is_demonstration=True))
    assert page.count("Demonstration data") == 9


def test_a_day_of_labels_takes_seconds():
    begun = time.perf_counter()
    pdf = label_sheet(labels(1245), title="Labels", is_demonstration=False)
    assert time.perf_counter() - begun < 15
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 52


def test_a_long_line_on_a_label_is_made_smaller_and_not_cut(pages_of):
    label = Label("CN-26-000001-5", "CN-26-000001-5", ("мітка " * 30, *map(str, range(20))))
    (page,) = pages_of(label_sheet([label], title="Labels", is_demonstration=True))
    assert ("мітка " * 30).strip() in page
    assert page.endswith("18\n19\nDemonstration data")


def test_the_same_document_is_the_same_bytes():
    assert sheet(reference="EB-26-0041-I") == sheet(reference="EB-26-0041-I")


def test_the_head_and_foot_of_every_page_say_whose_which_when_and_who(pages_of):
    rows = [(number, f"ҐЄІЇ-{number}", "note " * 9) for number in range(90)]
    pages = pages_of(sheet(reference="EB-26-0041-I", rows=rows))
    assert len(pages) == 3
    for number, page in enumerate(pages, 1):
        for text in ("Координаційний центр", "Handover list", "EB-26-0041-I", "Мітка"):
            assert text in page
        assert f"Page {number} of 3" in " ".join(page.split())
        assert "by U-17" in page
    assert "ҐЄІЇ-89" in pages[2]
    assert "Demonstration" not in "".join(pages)


def test_every_page_of_a_demonstration_says_so(pages_of):
    imprint = Imprint("Register", AT, is_demonstration=True)
    pages = pages_of(sheet(imprint=imprint, blank_rows=60))
    assert len(pages) > 2
    assert all(page.count("Demonstration data") == 2 for page in pages)
    assert all("Printed 2026-11-22" in page and " by " not in page for page in pages)


def test_a_blank_sheet_has_room_to_write(pages_of):
    pages = pages_of(sheet(blank_rows=24, wide=True, signers=("Counted by", "Witness")))
    assert len(pages) == 2
    assert "Counted by\ndate and time\nWitness" in pages[-1]


def test_a_text_longer_than_a_page_goes_on_on_the_next(pages_of):
    long = " ".join(str(number) for number in range(3000))
    pages = pages_of(sheet(rows=[(1, "A-1", long)], facts=[("Venue", long)]))
    assert " ".join("\n".join(pages).split()).count("2999") == 2
    assert len(pages) > 5


def test_the_page_speaks_the_language_of_who_prints_it(pages_of):
    with translation.override("uk"):
        (page,) = pages_of(sheet(facts=[(Sentence("state"), "—")]))
    assert "Сторінка 1 з 1" in " ".join(page.split())


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("gpj.\u202etxt", "gpj.[RLO]txt"),
        ("a\x00b\x1b[31m", "a[NUL]b[ESC][31m"),
        ("zero\u200bwidth", "zero[ZWSP]width"),
        ("i\u0308 и\u0306", "ï й"),
        ("two\tlines\r\nhere", "two lines here"),
        ("שלום", "[U+05E9][U+05DC][U+05D5][U+05DD]"),
        ("\ue000\udcff", "[U+E000][U+DCFF]"),
        ("Ґудзь № 5 — «Їжак»", "Ґудзь № 5 — «Їжак»"),
        ("a\u202f1", "a\u00a01"),
    ],
)
def test_signs_that_would_be_obeyed_or_lost_are_shown(typed, printed):
    assert visible(typed, drawable()) == printed


@given(st.text())
def test_everything_that_is_printed_can_be_drawn(text):
    assert {ord(sign) for sign in visible(text, drawable())} <= drawable()


def test_a_hostile_cell_is_printed_and_not_obeyed(pages_of):
    (page,) = pages_of(sheet(rows=[("{nb}", "\u202e\x00(\\)", "**bold** \ue000\ue000\ue000")]))
    assert "{nb}" in page
    assert "[RLO][NUL](\\)" in page
    assert "**bold** [U+E000]" in page
