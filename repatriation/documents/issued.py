"""A paper that is issued: with its version, the code that proves it, and places to sign."""

from collections.abc import Sequence
from typing import cast

from fpdf.enums import XPos, YPos

from repatriation.documents.document import GREY, INK, MARGIN, Document, Imprint, minute
from repatriation.documents.issuing import Stamp
from repatriation.documents.voice import Voice
from repatriation.errors import Sentence, gettext_noop

SIGNATURE = 30  # millimetres

FOOT = gettext_noop("Version %(number)s, issued %(at)s. Code %(code)s")
PROOF = gettext_noop(
    "Whether this paper was issued, and whether a newer version exists, is answered at "
    "%(address)s for the code %(code)s, or by scanning the square in the corner."
)
NAME_AND_OFFICE = gettext_noop("name and office")
SIGNED = gettext_noop("signature")
DATE_AND_TIME = gettext_noop("date and time")


class IssuedPaper(Document):
    """The square in the corner leads to the page that answers for the code."""

    def __init__(
        self,
        title: object,
        imprint: Imprint,
        stamp: Stamp,
        *,
        reference: str,
        voice: Voice | None = None,
        wide: bool = False,
    ):
        self.stamp = stamp
        super().__init__(title, imprint, reference=reference, voice=voice, wide=wide)
        self.add_page()

    @property
    def scanned(self) -> str:
        return self.stamp.address

    @property
    def foot(self) -> Sentence:
        said = {"number": self.stamp.number, "code": self.stamp.code_shown}
        return Sentence(FOOT, said | {"at": minute(self.stamp.issued_at)})

    def proof(self) -> None:
        said = {"address": self.stamp.address.partition("?")[0], "code": self.stamp.code_shown}
        self.paragraph(Sentence(PROOF, said))


def signature_fields(paper: Document, signers: Sequence[object]) -> None:
    """For each signer a block that no page break parts: name and office, signature, when."""
    for signer in signers:
        said = paper.shown(signer)
        paper.write_in(10, bold=True)
        lines = len(paper.wrapped(said, paper.epw))
        if paper.will_page_break(SIGNATURE + 5 * (lines - 1)):
            paper.add_page()
        paper.ln(2)
        paper.write_in(10, bold=True)
        paper.multi_cell(paper.epw, 5, said, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        paper.ln(12)
        _ruled(paper, (NAME_AND_OFFICE, 0.42), (SIGNED, 0.3), (DATE_AND_TIME, 0.22))


def _ruled(paper: Document, *fields: tuple[str, float]) -> None:
    left, top = float(MARGIN), paper.get_y()
    paper.set_draw_color(INK)
    paper.set_line_width(0.2)
    for text, share in fields:
        paper.line(left, top, left + cast(float, paper.epw) * share, top)
        paper.write_in(8, grey=GREY)
        paper.set_xy(left - 1, top + 0.5)
        paper.cell(paper.epw * share, 4, paper.shown(Sentence(text)))
        left += paper.epw * (share + 0.03)
    paper.set_xy(MARGIN, top + 6)
