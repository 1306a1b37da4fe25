"""CSV: text with a delimiter, as spreadsheets and registers of three countries write it."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain, islice

from exchanges.manifests import refusals
from exchanges.manifests.limits import HEAD, MAX_CELL, Budget
from exchanges.manifests.refusals import Unreadable

from .table import Row, Table, without_blank_end

DELIMITERS = ",;\t|"
_SEPARATOR_LINE = re.compile(r"sep=([,;\t|])[\r\n]")  # what Excel puts there for itself
_HEAD_CHARACTERS = 100_000

Score = Callable[[list[list[str]]], int]


def read_delimited(text: str, name: str, headings_in: Score, budget: Budget) -> tuple[Table, str]:
    """The table and its delimiter. `headings_in` says how many columns are recognised in a head."""
    delimiter = _delimiter(text, name, headings_in)
    rows: list[Row] = []
    for number, row in enumerate(_records(text, delimiter), 1):
        if not row.cells:
            continue
        budget.spend(number, row.cells)
        rows.append(row._replace(number=number))
    return Table(rows), delimiter


def _delimiter(text: str, name: str, headings_in: Score) -> str:
    """The one with which most headings are known; then the one that gives an even table."""
    if match := _SEPARATOR_LINE.match(text):
        return match[1]
    order = "\t,;|" if name.lower().endswith((".tsv", ".tab")) else DELIMITERS

    def likeness(delimiter: str) -> tuple[int, float]:
        records = csv.reader(_lines(text[:_HEAD_CHARACTERS]), delimiter=delimiter)
        try:
            head = [cells for cells in islice(records, HEAD * 2) if any(cells)]
        except csv.Error:
            return (-1, 0.0)
        widths = Counter(map(len, head[:-1] or head))
        width, often = widths.most_common(1)[0] if widths else (0, 0)
        return (headings_in(head[:HEAD]), often / len(head) if width > 1 else 0.0)

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
    text = text if text.endswith(("\n", "\r")) else text + "\n"
    records = csv.reader(chain(_lines(text), [end]), delimiter=delimiter)
    row = 0
    try:
        for row, cells in enumerate(records, 1):
            if cells and end in cells[-1]:
                if cells != [end]:
                    raise Unreadable(refusals.OPEN_QUOTE, row=row)
                return
            yield Row(row, without_blank_end(cells), _joined(cells, delimiter))
    except csv.Error as error:
        raise Unreadable(refusals.TOO_LONG_CELL, row=row + 1, limit=MAX_CELL) from error


def _joined(cells: list[str], delimiter: str) -> int:
    """How many lines inside one cell have about as many delimiters as a line of the list."""
    if len(cells) < 2:
        return 0
    wanted = max(2, (len(cells) - 1) // 2)
    inner = [line for cell in cells for line in re.split(r"\r\n?|\n", cell)[1:]]
    return sum(line.count(delimiter) >= wanted for line in inner)
