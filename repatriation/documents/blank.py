"""Papers to fill in by hand, where there is no signal or no device: rows high enough for gloves."""

from collections.abc import Sequence

from repatriation.documents.document import Column, Document, Imprint
from repatriation.documents.voice import Voice
from repatriation.errors import Sentence, gettext_noop

ROWS, HEIGHT = 15, 11.5  # millimetres; what gloved fingers can write in

COLUMNS = (
    Column(Sentence(gettext_noop("No.")), 0.5, "R"),
    Column(Sentence(gettext_noop("Label, or our reference")), 3),
    Column(Sentence(gettext_noop("Seal")), 1.5),
    Column(Sentence(gettext_noop("Our reference, if it got a new one")), 2),
    Column(Sentence(gettext_noop("Time")), 0.9),
    Column(Sentence(gettext_noop("Remark")), 3),
)
ENTERED = gettext_noop(
    "One sheet for a vehicle or a bay, one row for each container or case. Write what you see; "
    "leave empty what you cannot read. What is entered from this sheet is marked so."
)


def blank_tally_sheet(
    *,
    title: object,
    imprint: Imprint,
    facts: Sequence[tuple[object, object]],
    header: Sequence[object],
    signers: Sequence[object],
    reference: str = "",
    voice: Voice | None = None,
    rows: int = ROWS,
) -> bytes:
    """`facts` are printed; `header` are the names of what is written above the rows by hand."""
    paper = Document(title, imprint, reference=reference, wide=True, voice=voice)
    paper.add_page()
    paper.fact_list(facts)
    paper.ruled_table([Column(name) for name in header], [], blank_rows=1, blank_height=HEIGHT)
    paper.paragraph(Sentence(ENTERED))
    numbered = [(number, *[""] * (len(COLUMNS) - 1)) for number in range(1, rows + 1)]
    paper.ruled_table(COLUMNS, numbered, row_height=HEIGHT)
    paper.signature_lines(signers)
    return paper.to_bytes()
