"""One worksheet as a table of text: what a person who opens it would read."""

import re
from datetime import date, datetime, time
from typing import IO, Any

from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import WINDOWS_EPOCH
from openpyxl.worksheet._reader import (
    FORMULA_TAG,
    ROW_TAG,
    WorkSheetParser,
)
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from exchanges.manifests import refusals
from exchanges.manifests.limits import MAX_COLUMNS, Budget
from exchanges.manifests.refusals import TOO_MANY_COLUMNS, Unreadable

from .styles import Styles
from .table import DateText, FormulaText, Merge, Row, Table, without_blank_end

_MERGE_TAG = f"{{{SHEET_MAIN_NS}}}mergeCell"
_MOST_TAGS, _MOST_AT_ONCE = 8_000_000, 200_000
_MOST_MERGES = 20_000
_ESCAPED = re.compile(r"_x00([01][0-9A-Fa-f])_")


def read_sheet(source: IO[bytes], table: Table, parser: "Cells", budget: Budget) -> None:
    """Fill the table."""
    tags = at_once = 0
    for _, element in iterparse(source):
        tags, at_once = tags + 1, at_once + 1
        if tags > _MOST_TAGS or at_once > _MOST_AT_ONCE:
            raise Unreadable(refusals.UNPACKS_TOO_LARGE)
        if element.tag == _MERGE_TAG and len(table.merges) < _MOST_MERGES:
            first, top, last, bottom = range_boundaries(element.get("ref"))
            if top:  # whole columns have none
                table.merges.append(Merge(top, bottom, first - 1, last - 1))
        elif element.tag == ROW_TAG:
            _add_row(table, element, parser, budget)
            element.clear()
            at_once = 0


def _add_row(table: Table, element: Any, parser: "Cells", budget: Budget) -> None:
    number, parsed = parser.parse_row(element)
    cells: dict[int, str] = {cell["column"] - 1: cell["value"] for cell in parsed if cell["value"]}
    if not cells:
        return
    if max(cells) >= MAX_COLUMNS:
        raise Unreadable(TOO_MANY_COLUMNS, row=number, limit=MAX_COLUMNS)
    row = without_blank_end([cells.get(place, "") for place in range(max(cells) + 1)])
    if row:
        budget.spend(number, row)
        table.rows.append(Row(number, row))
        if element.get("hidden") in {"1", "true"}:
            table.hidden_rows.append(number)


class Cells(WorkSheetParser):  # type: ignore[misc]
    """Openpyxl's cells, with every value as the text that is shown."""

    def __init__(self, source: IO[bytes], strings: list[str], epoch: datetime, styles: Styles):
        super().__init__(
            source,
            strings,
            data_only=True,
            epoch=epoch,
            date_formats=styles.dates,
            timedelta_formats=styles.durations,
        )
        self.zeros = styles.zeros

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        value = cell["value"]
        formula = element.find(FORMULA_TAG) if value is None else None
        if formula is not None and element.get("t") != "str":  # "str": the result is no text
            cell["value"] = FormulaText(f"={formula.text or '…'}")
        elif isinstance(value, int) and cell["style_id"] in self.zeros:
            before, width = self.zeros[cell["style_id"]]
            cell["value"] = f"{before}{value:0{width}}"
        else:
            cell["value"] = _shown(value)
        return cell


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        if value.year < 1900:  # a negative number, which a spreadsheet cannot show as a date
            return str((value - WINDOWS_EPOCH).days)
        whole = (value.hour, value.minute, value.second) == (0, 0, 0)
        return DateText(f"{value:%Y-%m-%d}" if whole else f"{value:%Y-%m-%d %H:%M}")
    if isinstance(value, date):
        return DateText(value.isoformat())
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(value))
