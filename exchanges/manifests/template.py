"""Our own template of a handover list: canonical columns, so that nothing has to be guessed."""

import csv
import io
from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from repatriation.errors import Sentence

from .columns import COLUMNS

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_template() -> bytes:
    """The headings alone, in UTF-8 with the mark by which spreadsheets know it."""
    text = io.StringIO()
    csv.writer(text).writerow(COLUMNS)
    return text.getvalue().encode("utf-8-sig")


def xlsx_template(say: Callable[[Sentence], str] = str) -> bytes:
    """The headings, and on a second sheet a sentence on each, in the language of `say`."""
    book = Workbook()
    sheet = book.active
    sheet.title = "list"
    sheet.append(list(COLUMNS))
    sheet.freeze_panes = "A2"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = max(14, len(cell.value) + 4)
        for row in range(2, 2 + 500):  # text, or the spreadsheet turns labels into dates
            sheet.cell(row, cell.column).number_format = "@"
    meanings = book.create_sheet("columns")
    for column in COLUMNS.values():
        meanings.append([column.name, say(Sentence(column.meaning))])
    meanings.column_dimensions["A"].width = 26
    meanings.column_dimensions["B"].width = 100
    for (cell,) in meanings.iter_rows(min_col=2, max_col=2):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
