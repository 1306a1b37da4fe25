"""One worksheet as a table of text: what a person who opens it would read."""

from datetime import date, datetime, time
from typing import IO, Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, range_boundaries
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel, from_ISO8601

from repatriation.tables import refusals
from repatriation.tables.limits import MAX_TAGS, Budget
from repatriation.tables.refusals import Unreadable
from repatriation.tables.strings import MAIN, text_of, unescaped
from repatriation.tables.styles import Styles
from repatriation.tables.table import DateText, FormulaText, Merge, Row, Table, without_blank_end

_ROW, _MERGE = f"{MAIN}row", f"{MAIN}mergeCell"
_CELL, _VALUE, _FORMULA, _INLINE = (f"{MAIN}{tag}" for tag in ("c", "v", "f", "is"))
_MOST_AT_ONCE = 200_000  # tags of one row, or of what is no row
_MOST_MERGES = 20_000


def read_sheet(source: IO[bytes], table: Table, shown: "Shown", budget: Budget) -> None:
    """Fill the table."""
    at_once = number = 0
    for _, element in iterparse(source):
        budget.tags, at_once = budget.tags + 1, at_once + 1
        if budget.tags > MAX_TAGS or at_once > _MOST_AT_ONCE:
            raise Unreadable(refusals.UNPACKS_TOO_LARGE)
        if element.tag == _MERGE and len(table.merges) < _MOST_MERGES:
            first, top, last, bottom = range_boundaries(element.get("ref"))
            if top:  # whole columns have none
                table.merges.append(Merge(top, bottom, first - 1, last - 1))
        elif element.tag == _ROW:
            number = int(element.get("r", number + 1))
            _add_row(table, number, element, shown, budget)
            element.clear()
            at_once = 0


def _add_row(table: Table, number: int, row: Element, shown: "Shown", budget: Budget) -> None:
    cells: dict[int, str] = {}
    is_struck, place = False, -1
    for cell in row.iterfind(_CELL):
        place = _place(cell) if cell.get("r") else place + 1
        if text := shown.text(cell):
            cells[place] = text
            is_struck = is_struck or int(cell.get("s", 0)) in shown.styles.struck
    if not cells:
        return
    texts = without_blank_end([cells.get(place, "") for place in range(max(cells) + 1)])
    if texts:
        budget.spend(number, texts)
        table.rows.append(Row(number, texts))
        if row.get("hidden") in {"1", "true"}:
            table.hidden_rows.append(number)
        if is_struck:
            table.struck_rows.append(number)


def _place(cell: Element) -> int:
    letters, _ = coordinate_from_string(cell.get("r"))
    return int(column_index_from_string(letters)) - 1


class Shown:
    """What the cells of a workbook show."""

    def __init__(self, strings: list[str], styles: Styles, *, counts_from_1904: bool):
        self.strings, self.styles = strings, styles
        self.epoch = MAC_EPOCH if counts_from_1904 else WINDOWS_EPOCH
        self.days_later = (self.epoch - WINDOWS_EPOCH).days

    def text(self, cell: Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find(_INLINE)
            return text_of(inline) if inline is not None else ""
        value = cell.findtext(_VALUE)
        if not value:
            formula = cell.find(_FORMULA)
            if formula is None or kind == "str":  # "str": the result is an empty text
                return ""
            return FormulaText(f"={formula.text or '…'}")
        if kind == "s":
            return self.strings[int(value)]
        if kind == "n":
            return self._number(value, int(cell.get("s", 0)))
        if kind == "d":
            return _written(from_ISO8601(value))
        return {"0": "FALSE", "1": "TRUE"}.get(value, value) if kind == "b" else unescaped(value)

    def _number(self, value: str, style: int) -> str:
        is_whole = value.lstrip("-").isdecimal()
        number = int(value) if is_whole and len(value) < 18 else float(value)
        if style in self.styles.dates:
            return _written(from_excel(number, self.epoch, style in self.styles.durations))
        if style in self.styles.zeros and isinstance(number, int):
            before, width = self.styles.zeros[style]
            return f"{before}{number:0{width}}"
        if isinstance(number, float):
            is_whole = number.is_integer() and abs(number) < 1e15
            return str(int(number)) if is_whole else f"{number:.15g}"
        return str(number)


def _written(value: Any) -> str:
    """A date so that nobody can misread it."""
    if isinstance(value, datetime):
        if value.year < 1900:  # a negative number, which a spreadsheet cannot show as a date
            return str((value - WINDOWS_EPOCH).days)
        is_day = (value.hour, value.minute, value.second) == (0, 0, 0)
        return DateText(f"{value:%Y-%m-%d}" if is_day else f"{value:%Y-%m-%d %H:%M}")
    if isinstance(value, date):
        return DateText(value.isoformat())
    return value.isoformat("minutes") if isinstance(value, time) else str(value)
