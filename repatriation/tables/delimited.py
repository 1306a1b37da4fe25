"""CSV: text with a delimiter, as spreadsheets and registers of three countries write it."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain, islice

from repatriation.tables import refusals
from repatriation.tables.limits import HEAD, MAX_CELL, Budget
from repatriation.tables.refusals import Unreadable
from repatriation.tables.table import Row, Table, without_blank_end

DELIMITERS = ",;\t|"
_SEPARATOR_LINE = re.compile(r"sep=([,;\t|])[\r\n]")  # what Excel puts there for itself
_LINE_END = re.compile(r"\r\n?|\n")
_HEAD_CHARACTERS = 100_000
_MOST_KNOWN = 50_000  # texts

Score = Callable[[list[list[str]]], int]


def read_delimited(text: str, name: str, headings_in: Score, budget: Budget) -> tuple[Table, str]:
    """The table and its delimiter. `headings_in` says how many columns are recognised in a head."""
    if not text.strip(DELIMITERS + '" \r\n'):
        raise Unreadable(refusals.EMPTY)
    delimiter = _delimiter(text, name, headings_in)
    rows: list[Row] = []
    known: dict[str, str] = {}
    for row in _records(text, delimiter):
        if row.cells:
            budget.spend(row.number, row.cells)
            rows.append(row._replace(cells=[_once(cell, known) for cell in row.cells]))
    _tell_joined(rows, delimiter)
    return Table(rows), delimiter


def _once(cell: str, known: dict[str, str]) -> str:
    """The same text in a hundred thousand rows is kept once."""
    return known.setdefault(cell, cell) if len(known) < _MOST_KNOWN else known.get(cell, cell)


def _delimiter(text: str, name: str, headings_in: Score) -> str:
    """The one with which most headings are known; then the one that gives an even table."""
    if match := _SEPARATOR_LINE.match(text):
        return match[1]
    beginning = text.lstrip(DELIMITERS + " \r\n")[:_HEAD_CHARACTERS]
    order = "\t,;|" if name.lower().endswith((".tsv", ".tab")) else DELIMITERS

    def likeness(delimiter: str) -> tuple[int, bool, float]:
        records = csv.reader(_lines(beginning), delimiter=delimiter)
        try:
            head = [cells for cells in islice(records, HEAD * 2) if any(cells)]
        except csv.Error:
            return (-1, False, 0.0)
        if not head:
            return (0, False, 0.0)
        width, often = Counter(map(len, head)).most_common(1)[0]
        return (headings_in(head[:HEAD]), width > 1, often / len(head))

    return max(order, key=likeness)


def _lines(text: str) -> Iterator[str]:
    """Ended by LF, CR LF or CR, each kept, so that a line end inside quotes stays as it was."""
    return iter(io.StringIO(text, newline=""))


def _records(text: str, delimiter: str) -> Iterator[Row]:
    """Each record with its row. One more is put behind the last: a quotation mark that was never
    closed swallows it."""
    end = "end"
    while end in text:
        end += "!"
    records = csv.reader(chain(_lines(text), [end]), delimiter=delimiter)
    row = 0
    try:
        for row, cells in enumerate(records, 1):
            if cells and end in cells[-1]:
                if cells != [end]:
                    raise Unreadable(refusals.OPEN_QUOTE, row=row)
                return
            yield Row(row, without_blank_end(cells))
    except csv.Error as error:
        raise Unreadable(refusals.TOO_LONG_CELL, row=row + 1, limit=MAX_CELL) from error


def _tell_joined(rows: list[Row], delimiter: str) -> None:
    """Marks rows with a cell over several lines that have about as many delimiters as a row."""
    widths = Counter(len(row.cells) for row in rows)
    wanted = max(2, widths.most_common(1)[0][0] - 2) if rows else 2
    for at, row in enumerate(rows):
        wrapped = [cell for cell in row.cells if "\n" in cell or "\r" in cell]
        inner = [line for cell in wrapped for line in _LINE_END.split(cell)[1:]]
        if joined := sum(line.count(delimiter) >= wanted for line in inner):
            rows[at] = row._replace(joined=joined)
