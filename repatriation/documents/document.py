"""What every printed page shares: typeface, header, footer, the mark of demonstration data."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal, cast

import fontpkg_pt_sans
from django.utils import timezone
from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos
from fpdf.fonts import FontFace

from repatriation.documents.qr import draw_qr
from repatriation.documents.visible import visible
from repatriation.documents.voice import BETWEEN, Voice
from repatriation.errors import Sentence, gettext_noop

FONT = "PT Sans"
FACES: dict[Literal["", "B"], str] = {"": "Regular", "B": "Bold"}
MARGIN, FOOTER_HEIGHT, QR_SIZE, BLANK_ROW = 15, 18, 22, 9  # millimetres
LONG_TEXT, LINES_OF_PIECE = 400, 25
TOTAL_PAGES = "\ue000" * 3  # private use, so that no text of a person's can hold it
INK, GREY, PALE = 20, 90, 225
MARKED = FontFace(emphasis="BOLD", fill_color=225)

PAGE_OF = gettext_noop("Page %(page)s of %(total)s")
PRINTED = gettext_noop("Printed %(at)s")
PRINTED_BY = gettext_noop("Printed %(at)s by %(by)s")
DEMONSTRATION = gettext_noop("Demonstration data")
DATE_AND_TIME = gettext_noop("date and time")


@dataclass(frozen=True)
class Column:
    """`width` is a share of the page: twice the number, twice the width."""

    title: object
    width: float = 1
    align: Literal["L", "C", "R"] = "L"


@dataclass(frozen=True)
class Imprint:
    """Who printed the page, where and when. `printed_by` is a reference or a role, as it shall
    stand on paper that leaves the house."""

    issuer: str
    printed_at: datetime
    printed_by: str = ""
    is_demonstration: bool = False


class Marked(tuple[object, ...]):
    """A row that must not be overlooked: drawn bold on grey."""


class Document(FPDF):
    """An A4 document, in the active language or in those of `voice`. Every text passes `shown`
    before it is drawn."""

    def __init__(
        self,
        title: object,
        imprint: Imprint,
        *,
        reference: str = "",
        wide: bool = False,
        voice: Voice | None = None,
    ):
        super().__init__(orientation="landscape" if wide else "portrait", format="A4")
        self.reference = reference
        self.imprint = imprint
        self.voice = voice or Voice()
        for style, face in FACES.items():
            self.add_font(FONT, style, face_path(face))
        self.heading = self.shown(title)
        self.alias_nb_pages(TOTAL_PAGES)
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(auto=True, margin=FOOTER_HEIGHT)
        self._describe()
        self.write_in()

    def shown(self, text: object, *, keep_lines: bool = False) -> str:
        said = self.voice.said(text, between="\n" if keep_lines else BETWEEN)
        return visible(said, drawable(), keep_lines=keep_lines)

    def write_in(self, size: float = 10, *, bold: bool = False, grey: int = INK) -> None:
        self.set_font(FONT, "B" if bold else "", size)
        self.set_text_color(grey)

    def header(self) -> None:
        if self.imprint.is_demonstration:
            self._mark_as_demonstration()
        right = self.w - MARGIN
        if self.reference:
            right -= QR_SIZE
            draw_qr(self, self.scanned, x=right, y=MARGIN - 4, size=QR_SIZE)
        width = right - MARGIN - 2
        self.set_xy(MARGIN, MARGIN)
        self.write_in(9, grey=GREY)
        self._line(width, 4.5, self.shown(self.imprint.issuer))
        self.write_in(15, bold=True)
        self.multi_cell(width, 6.5, self.heading, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        if self.reference:
            self.write_in(12, bold=True)
            self._line(width, 6, self.shown(self.reference))
        self.set_y(max(self.get_y(), MARGIN + QR_SIZE - 6 if self.reference else 0) + 3)
        self.write_in()

    @property
    def scanned(self) -> str:
        """What the code in the corner holds."""
        return self.reference

    @property
    def foot(self) -> Sentence:
        said = {"at": minute(self.imprint.printed_at), "by": self.imprint.printed_by}
        return Sentence(PRINTED_BY if self.imprint.printed_by else PRINTED, said)

    def footer(self) -> None:
        params = {"page": self.page_no(), "total": TOTAL_PAGES}
        """Two languages stand under each other: beside each other they are too long."""
        top = self.h - FOOTER_HEIGHT + 6
        self.set_y(top)
        self.write_in(8, grey=GREY)
        foot = self.shown(self.foot, keep_lines=True)
        self.multi_cell(self.epw * 0.7, 3.5, foot, align="L")
        self.set_xy(self.l_margin + self.epw * 0.7, top)
        pages = self.voice.said(Sentence(PAGE_OF, params), between="\n")
        self.multi_cell(self.epw * 0.3, 3.5, pages, align="R")

    def section(self, title: object, *, note: object = "", room: float = 24) -> None:
        """A heading that is not left alone at the foot of a page: `room` millimetres stand with
        it."""
        if self.will_page_break(room):
            self.add_page()
        self.ln(1)
        self.write_in(11, bold=True)
        self.multi_cell(
            self.epw, 5.5, self.shown(title), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT
        )
        self.ln(1)
        if note:
            self.paragraph(note)

    def paragraph(self, text: object) -> None:
        self.write_in()
        shown = self.shown(text, keep_lines=True)
        self.multi_cell(self.epw, 5, shown, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(2)

    def fact_list(self, facts: Sequence[tuple[object, object]]) -> None:
        """Names and values in two columns."""
        if not facts:
            return
        self.write_in()
        with self.table(
            borders_layout="NONE",
            first_row_as_headings=False,
            col_widths=(1, 3),
            line_height=5,
            text_align="L",
            v_align="TOP",
        ) as table:
            for fact in facts:
                for name, value in self._pieces(fact, (1, 3)):
                    row = table.row()
                    row.cell(name, style=FontFace(color=GREY))
                    row.cell(value)
        self.ln(3)

    def ruled_table(
        self,
        columns: Sequence[Column],
        rows: Iterable[Sequence[object]],
        *,
        blank_rows: int = 0,
        blank_height: float = BLANK_ROW,
        row_height: float | None = None,
    ) -> None:
        """The heading is repeated on every page; blank rows are high enough for handwriting."""
        self.write_in(9)
        self.set_draw_color(GREY)
        self.set_line_width(0.15)
        with self.table(
            col_widths=[column.width for column in columns],
            text_align=[column.align for column in columns],
            headings_style=FontFace(emphasis="BOLD", fill_color=235),
            line_height=4.5,
            padding=(1, 1.5),
            v_align="TOP",
        ) as table:
            table.row([self.shown(column.title, keep_lines=True) for column in columns])
            widths = [column.width for column in columns]
            for row in rows:
                style = MARKED if isinstance(row, Marked) else None
                for piece in self._pieces(row, widths):
                    table.row(piece, style=style, min_height=row_height)
            for _ in range(blank_rows):
                table.row([""] * len(columns), min_height=blank_height)
        self.ln(3)

    def signature_lines(self, signers: Sequence[object]) -> None:
        """A ruled place for each, with room for the date and the time."""
        for signer in signers:
            if self.will_page_break(18):
                self.add_page()
            self.ln(11)
            self.set_draw_color(INK)
            self.set_line_width(0.2)
            self.line(MARGIN, self.get_y(), MARGIN + self.epw * 0.65, self.get_y())
            self.line(MARGIN + self.epw * 0.7, self.get_y(), MARGIN + self.epw, self.get_y())
            self.write_in(8, grey=GREY)
            self.ln(0.5)
            self.cell(self.epw * 0.7, 4, self.shown(signer))
            said = self.shown(Sentence(DATE_AND_TIME))
            self.cell(self.epw * 0.3, 4, said, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _pieces(self, row: Sequence[object], widths: Sequence[float]) -> Iterator[Sequence[str]]:
        """The row, or several when a text is longer than a page may be: nothing is cut off."""
        texts = [self.shown(value, keep_lines=True) for value in row]
        if max(len(text) + 80 * text.count("\n") for text in texts) < LONG_TEXT:
            yield texts
            return
        scale = self.epw / sum(widths)
        columns = [
            self.wrapped(text, width * scale - 4) for text, width in zip(texts, widths, strict=True)
        ]
        for start in range(0, max(map(len, columns)), LINES_OF_PIECE):
            yield ["\n".join(lines[start : start + LINES_OF_PIECE]) for lines in columns]

    def wrapped(self, text: str, width: float) -> list[str]:
        lines = self.multi_cell(
            width, text=text, align="L", dry_run=True, output=MethodReturnValue.LINES
        )
        return cast(list[str], lines)

    def to_bytes(self) -> bytes:
        return bytes(self.output())

    def _line(self, width: float, height: float, text: str) -> None:
        self.cell(width, height, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _describe(self) -> None:
        """Only what was given, so that the same document is the same bytes."""
        self.set_title(self.heading)
        self.set_subject(self.reference)
        self.set_author(self.shown(self.imprint.issuer))
        self.set_producer("Repatriation")
        self.set_creation_date(self.imprint.printed_at)
        self.set_lang(self.voice.first)

    def _mark_as_demonstration(self) -> None:
        mark = self.shown(Sentence(DEMONSTRATION))
        self.write_in(54, bold=True, grey=PALE)
        width = self.get_string_width(mark)
        with self.rotation(40, self.w / 2, self.h / 2):
            self.text((self.w - width) / 2, self.h / 2, mark)
        self.write_in(9, bold=True)
        self.set_xy(MARGIN, 6)
        self.cell(self.epw, 5, mark, align="C")


def face_path(face: str) -> Path:
    return Path(fontpkg_pt_sans.ROOT) / "files" / f"PT_Sans-Web-{face}.ttf"


@cache
def drawable() -> frozenset[int]:
    """Code points that both faces can draw."""
    return frozenset.intersection(
        *(frozenset(TTFont(face_path(face)).getBestCmap()) for face in FACES.values())
    )


def minute(moment: datetime) -> str:
    """One way of writing it in every language, so that nobody mistakes a day for a month."""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M %Z")
