"""QR codes as filled paths, which stay sharp on every printer. No Django here."""

from collections.abc import Iterator, Sequence

import segno
from fpdf import FPDF

QUIET_ZONE = 4  # modules of white around the code, which readers need


def draw_qr(pdf: FPDF, text: str, *, x: float, y: float, size: float) -> None:
    """A square of `size` (in the document's unit) with its quiet zone, its corner at x, y."""
    matrix = matrix_of(text)
    module = size / (len(matrix) + 2 * QUIET_ZONE)
    left, top = x + QUIET_ZONE * module, y + QUIET_ZONE * module
    boxes = (
        (left + start * module, top + row * module, length * module, module)
        for row, start, length in runs(matrix)
    )
    _fill(pdf, boxes)


def matrix_of(text: str) -> Sequence[Sequence[int]]:
    return segno.make(text, error="q", micro=False, boost_error=False).matrix


def runs(matrix: Sequence[Sequence[int]]) -> Iterator[tuple[int, int, int]]:
    """The dark modules, neighbours in a row joined: row, first column, length."""
    for row, modules in enumerate(matrix):
        start = None
        for column, is_dark in enumerate([*modules, 0]):
            if is_dark and start is None:
                start = column
            elif not is_dark and start is not None:
                yield row, start, column - start
                start = None


def _fill(pdf: FPDF, boxes: Iterator[tuple[float, float, float, float]]) -> None:
    """One path and one fill: rectangles filled one by one show white seams on some screens.

    fpdf2 has no call for many rectangles in one path, hence its internal output.
    """
    points = [
        f"{x * pdf.k:.3f} {(pdf.h - y) * pdf.k:.3f} {width * pdf.k:.3f} {-height * pdf.k:.3f} re"
        for x, y, width, height in boxes
    ]
    pdf._out(" ".join(("q 0 g", *points, "f Q")))
