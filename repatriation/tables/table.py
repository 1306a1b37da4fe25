"""A list before anybody asked what it says: rows of text at the places a spreadsheet shows."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from repatriation.tables.characters import is_blank


class DateText(str):
    """An ISO date that was a real date in the workbook."""


class FormulaText(str):
    """A formula whose result the workbook does not hold."""


class Row(NamedTuple):
    number: int  # 1 is the first line of the file
    cells: list[str]  # as long as there is text; blank rows are left out
    joined: int = 0  # lines of the file inside one cell that look like rows of their own


class Merge(NamedTuple):
    """Rows and places, from and to, counted as in Row."""

    first_row: int
    last_row: int
    first_place: int
    last_place: int


@dataclass
class Table:
    rows: list[Row]
    sheet: str | None = None
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    struck_rows: list[int] = field(default_factory=list)
    days_later: int = (
        0  # for bare numbers in date columns: 1462 where the workbook counts from 1904
    )


@dataclass(frozen=True)
class ReadAs:
    """How the bytes were understood."""

    format: Literal["", "xlsx", "csv", "json"] = ""
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    has_macros: bool = False


def without_blank_end(cells: list[str]) -> list[str]:
    last = len(cells)
    while last and is_blank(cells[last - 1]):
        last -= 1
    return cells[:last]
