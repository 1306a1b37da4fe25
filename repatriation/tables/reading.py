"""Bytes in, tables of text out: one module for each format, and here which of them it is."""

from collections.abc import Sequence

from repatriation.tables import refusals
from repatriation.tables.delimited import Score, read_delimited
from repatriation.tables.encoding import decode
from repatriation.tables.json_array import read_json
from repatriation.tables.limits import MAX_BYTES, Budget
from repatriation.tables.refusals import Unreadable
from repatriation.tables.signature import open_workbook_archive
from repatriation.tables.table import ReadAs, Table
from repatriation.tables.workbook import has_macros_in, read_workbook


def tables_of(data: bytes, filename: str, headings_in: Score) -> tuple[Sequence[Table], ReadAs]:
    """By content; the name only breaks a tie between delimiters. Never without a table."""
    if len(data) > MAX_BYTES:
        raise Unreadable(refusals.TOO_LARGE, limit=MAX_BYTES // 1_000_000)
    budget = Budget()
    if archive := open_workbook_archive(data):
        has_macros = has_macros_in(archive)
        tables = read_workbook(archive, budget)
        if not tables:
            raise Unreadable(refusals.NO_SHEET)
        return tables, ReadAs("xlsx", has_macros=has_macros)
    text, encoding = decode(data)
    text = text.removeprefix("\ufeff")  # the mark of UTF-16 where the codec leaves it
    if table := read_json(text, budget):
        read_as = ReadAs("json", encoding)
    else:
        table, delimiter = read_delimited(text, filename, headings_in, budget)
        read_as = ReadAs("csv", encoding, delimiter)
    if not table.rows:
        raise Unreadable(refusals.EMPTY)
    return [table], read_as
