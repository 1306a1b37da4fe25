"""Sheets of labels: a large reference for people, a QR for scanners, never a name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from repatriation.documents.document import DEMONSTRATION, GREY, INK, Document, Imprint
from repatriation.documents.qr import draw_qr
from repatriation.errors import Sentence

POINT = 25.4 / 72  # millimetres


@dataclass(frozen=True)
class Label:
    """`qr_text` is the reference and nothing else. `lines` hold no name: bags are seen by many."""

    reference: str
    qr_text: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """Labels over the whole of an A4 sheet, in millimetres."""

    columns: int
    rows: int
    padding: float
    largest: float  # of the reference, in points
    line: float  # of the lines under it, in points

    @property
    def width(self) -> float:
        return 210 / self.columns

    @property
    def height(self) -> float:
        return (297 - 1) // self.rows

    @property
    def per_sheet(self) -> int:
        return self.columns * self.rows


THREE_BY_EIGHT = Layout(columns=3, rows=8, padding=4, largest=21, line=8.5)  # 70 x 37
TWO_BY_FOUR = Layout(columns=2, rows=4, padding=7, largest=30, line=13)  # 105 x 74


def label_sheet(
    labels: Iterable[Label],
    *,
    title: object,
    is_demonstration: bool,
    layout: Layout = THREE_BY_EIGHT,
    skip: int = 0,
    has_cut_lines: bool = False,
    printed_at: datetime | None = None,
) -> bytes:
    """A PDF for label stock. `skip` leaves out places that are used up on the first sheet."""
    imprint = Imprint("", printed_at or timezone.now(), is_demonstration=is_demonstration)
    sheet = _Sheet(title, imprint)
    for place, label in enumerate(labels, start=skip):
        row, column = divmod(place % layout.per_sheet, layout.columns)
        if not sheet.pages_count or not (row or column):
            sheet.add_page()
        top = (297 - layout.rows * layout.height) / 2
        sheet.draw(label, layout, column * layout.width, top + row * layout.height)
        if has_cut_lines:
            sheet.outline(layout, column * layout.width, top + row * layout.height)
    if not sheet.pages_count:
        sheet.add_page()
    return sheet.to_bytes()


class _Sheet(Document):
    """Label stock has no room for a header: what a label must say stands on each label, since
    labels are parted from their sheet."""

    def __init__(self, title: object, imprint: Imprint):
        super().__init__(title, imprint)
        self.set_auto_page_break(auto=False)

    def header(self) -> None:
        pass

    def footer(self) -> None:
        pass

    def draw(self, label: Label, layout: Layout, x: float, y: float) -> None:
        left, width = x + layout.padding, layout.width - 2 * layout.padding
        baseline = y + layout.padding / 2 + layout.largest * POINT
        self._fitted(label.reference, layout.largest, left, baseline, width, bold=True)
        below = baseline + 1.5
        size = y + layout.height - layout.padding / 2 - below
        draw_qr(self, label.qr_text, x=left - 2, y=below, size=size)
        lines = [(line, INK) for line in label.lines]
        if self.imprint.is_demonstration:
            lines.append((self.shown(Sentence(DEMONSTRATION)), GREY))
        step = min(layout.line * POINT * 1.25, size / max(len(lines), 1))
        for number, (line, grey) in enumerate(lines, 1):
            place = (left + size, below + number * step, width - size)
            self._fitted(line, step / POINT / 1.25, *place, grey=grey)

    def outline(self, layout: Layout, x: float, y: float) -> None:
        self.set_draw_color(200)
        self.set_line_width(0.1)
        self.rect(x, y, layout.width, layout.height)

    def _fitted(
        self,
        text: str,
        size: float,
        x: float,
        baseline: float,
        width: float,
        *,
        bold: bool = False,
        grey: int = INK,
    ) -> None:
        """Made smaller until it fits: on a label nothing is cut off."""
        shown = self.shown(text)
        self.write_in(size, bold=bold, grey=grey)
        if (needed := self.get_string_width(shown)) > width:
            self.write_in(size * width / needed, bold=bold, grey=grey)
        self.text(x, baseline, shown)
