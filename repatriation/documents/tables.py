"""Ruled documents: tally sheets, handover lists, custody records."""

from collections.abc import Iterable, Sequence

from repatriation.documents.document import Column, Document, Imprint


def table_sheet(
    *,
    title: object,
    imprint: Imprint,
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]] = (),
    reference: str = "",
    facts: Sequence[tuple[object, object]] = (),
    blank_rows: int = 0,
    note: object = "",
    signers: Sequence[object] = (),
    wide: bool = False,
) -> bytes:
    """A PDF: facts, a note, one table with its heading on every page, places to sign.

    Texts may be Sentences. `blank_rows` are for handwriting; rows of several pages wrap whole.
    """
    document = Document(title, imprint, reference=reference, wide=wide)
    document.add_page()
    document.fact_list(facts)
    if note:
        document.paragraph(note)
    document.ruled_table(columns, rows, blank_rows=blank_rows)
    document.signature_lines(signers)
    return document.to_bytes()
