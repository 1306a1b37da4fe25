"""XLSX: which sheets a workbook has, and how its cells are to be read.

Parts are read one by one with defusedxml. Openpyxl's own reader refuses what some registers write
(an empty fill, a capital letter in the name of a part), and its loop makes a million rows of one
stray cell in the last row.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import IO, NamedTuple
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from openpyxl.xml.constants import REL_NS

from repatriation.tables import refusals
from repatriation.tables.limits import MAX_TAGS, MAX_UNPACKED, Budget
from repatriation.tables.refusals import Unreadable
from repatriation.tables.sheet import Shown, read_sheet
from repatriation.tables.strings import read_strings
from repatriation.tables.styles import read_styles
from repatriation.tables.table import Table

_BOOK = "xl/workbook.xml"
_STRICT = b"http://purl.oclc.org/ooxml/"  # a dialect of XLSX with other names for everything
_NOT_READ = re.compile(r"xl/(media|embeddings|drawings|charts|externallinks|pivot\w*)/|customxml/")


class _Part(NamedTuple):
    kind: str  # the last word of its type: worksheet, chartsheet, sharedStrings, styles ...
    name: str


class _Archive:
    """The parts of a workbook. Their names differ in capitals from writer to writer."""

    def __init__(self, archive: zipfile.ZipFile):
        self._archive = archive
        self._parts = {part.filename.lower(): part for part in archive.infolist()}

    def read(self, name: str) -> bytes:
        part = self._parts.get(name.lower())
        return self._archive.read(part) if part else b""

    def open(self, name: str) -> IO[bytes]:
        part = self._parts.get(name.lower())
        return self._archive.open(part) if part else io.BytesIO(b"<none/>")

    def refuse_bomb(self) -> None:
        """Before anything is parsed: how large it says it is, and how many tags it really has.

        Sheets are counted while they are read.
        """
        parts = [part for name, part in self._parts.items() if not _NOT_READ.match(name)]
        if sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise Unreadable(refusals.UNPACKS_TOO_LARGE)
        tags = 0
        for part in parts:
            if "worksheets/" in part.filename.lower():
                continue
            with self._archive.open(part) as source:
                while chunk := source.read(1 << 16):
                    tags += chunk.count(b"<")
                    if tags > MAX_TAGS:
                        raise Unreadable(refusals.UNPACKS_TOO_LARGE)


def has_macros_in(archive: zipfile.ZipFile) -> bool:
    return any(part.filename.lower().endswith("vbaproject.bin") for part in archive.infolist())


def read_workbook(archive: zipfile.ZipFile, budget: Budget) -> list[Table]:
    """Every visible sheet with something on it, in the order of the workbook."""
    try:
        with archive:
            parts = _Archive(archive)
            parts.refuse_bomb()
            return list(_tables(parts, budget))
    except Unreadable:
        raise
    except Exception as broken:  # what a damaged archive or its XML may raise has no common name
        raise Unreadable(refusals.DAMAGED_WORKBOOK) from broken


def _tables(parts: _Archive, budget: Budget) -> Iterator[Table]:
    content = parts.read(_BOOK)
    if _STRICT in content[:2000]:
        raise Unreadable(refusals.OTHER_SPREADSHEET)
    book = fromstring(content)
    related = _related(parts)
    by_kind = {part.kind: part.name for part in related.values()}
    shown = Shown(
        read_strings(parts.open(by_kind.get("sharedStrings", ""))),
        read_styles(parts.read(by_kind.get("styles", ""))),
        counts_from_1904=_attribute(book, "workbookPr", "date1904") in {"1", "true"},
    )
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        part = related.get(sheet.get(f"{{{REL_NS}}}id", ""))
        if part is None or part.kind != "worksheet" or sheet.get("state", "visible") != "visible":
            continue
        table = Table([], sheet=sheet.get("name"), days_later=shown.days_later)
        with parts.open(part.name) as source:
            read_sheet(source, table, shown, budget)
        if table.rows:
            yield table


def _related(parts: _Archive) -> dict[str, _Part]:
    """The parts that the workbook names, by the id under which it names them."""
    folder, name = posixpath.split(_BOOK)
    root = fromstring(parts.read(f"{folder}/_rels/{name}.rels"))
    return {
        one.get("Id", ""): _Part(
            one.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/"),
        )
        for one in root
    }


def _attribute(root: Element, tag: str, name: str) -> str:
    found = root.find(f"{{*}}{tag}")
    return found.get(name, "") if found is not None else ""
