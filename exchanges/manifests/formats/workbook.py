"""XLSX, with openpyxl and defusedxml, row by row and never more than a list can hold.

Openpyxl's own reading loop is not used: it fills gaps (a stray cell in row 1,048,576 makes a
million rows), cannot give a formula's text where there is no result, and keeps what it has read.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from exchanges.manifests import refusals
from exchanges.manifests.limits import MAX_UNPACKED, Budget
from exchanges.manifests.refusals import Unreadable

from .sheet import Cells, read_sheet
from .styles import read_styles
from .table import Table

_STRINGS = re.compile(r"xl/sharedStrings\.xml$", re.IGNORECASE)
_SHEETS = re.compile(r"xl/worksheets/", re.IGNORECASE)
_READ = re.compile(r"\[Content_Types\]\.xml$|xl/(?!media/|embeddings/|drawings/)|_rels/")
_STRICT = b"http://purl.oclc.org/ooxml/"  # a dialect of XLSX that openpyxl cannot read
_MOST_TAGS = {True: 8_000_000, False: 1_500_000}  # in the shared texts; in every other part


def read_workbook(archive: zipfile.ZipFile, data: bytes, budget: Budget) -> list[Table]:
    """Every visible sheet with something on it, in the order of the workbook."""
    try:
        with archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's, about what it leaves out
            _refuse_bomb(archive)
            if _STRICT in archive.read("xl/workbook.xml")[:2000]:
                raise Unreadable(refusals.OTHER_SPREADSHEET)
            return list(_tables(data, budget))
    except Unreadable:
        raise
    except Exception as broken:  # a damaged file leads openpyxl to raise almost anything
        raise Unreadable(refusals.DAMAGED_WORKBOOK) from broken


def _tables(data: bytes, budget: Budget) -> Iterator[Table]:
    reader = ExcelReader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    book, styles = reader.wb, read_styles(reader.archive)
    for sheet, part in reader.parser.find_sheets():
        if sheet.state in {"hidden", "veryHidden"} or not part.Type.endswith("/worksheet"):
            continue
        days_later = 1462 if book.epoch == CALENDAR_MAC_1904 else 0
        table = Table([], sheet=sheet.name, days_later=days_later)
        with reader.archive.open(part.target) as source:
            cells = Cells(source, reader.shared_strings, book.epoch, styles)
            read_sheet(source, table, cells, budget)
        if table.rows:
            yield table


def _refuse_bomb(archive: zipfile.ZipFile) -> None:
    """Before anything is parsed: how large it says it is, and how many tags it really has."""
    parts = [part for part in archive.infolist() if _READ.match(part.filename)]
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Unreadable(refusals.UNPACKS_TOO_LARGE)
    for part in parts:
        if _SHEETS.match(part.filename):
            continue  # counted while they are read
        most, tags = _MOST_TAGS[bool(_STRINGS.match(part.filename))], 0
        with archive.open(part) as source:
            while chunk := source.read(1 << 16):
                tags += chunk.count(b"<")
                if tags > most:
                    raise Unreadable(refusals.UNPACKS_TOO_LARGE)
