"""The little of a workbook's styles that says how a number is shown: as a date, or with zeros.

Openpyxl's own reading of styles refuses the whole sheet for an empty fill, which many registers
write. Only number formats are read here.
"""

import re
import zipfile
from typing import NamedTuple
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import fromstring
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.xml.constants import ARC_STYLE, SHEET_MAIN_NS

_MAIN = f"{{{SHEET_MAIN_NS}}}"
_ZEROS = re.compile(r'((?:"[^"]*"|\\.|[-/ ])*)(0{2,})')  # such as 0000 or "A-"0000


class Styles(NamedTuple):
    dates: set[int]
    durations: set[int]
    zeros: dict[int, tuple[str, int]]  # style -> text before the number, and its width


def read_styles(archive: zipfile.ZipFile) -> Styles:
    """By the number of the style, as cells name it. Without styles a date is a bare number."""
    found = Styles(set(), set(), {})
    try:
        root = fromstring(archive.read(ARC_STYLE))
    except (KeyError, ParseError):
        return found
    codes = dict(BUILTIN_FORMATS) | {
        int(one.get("numFmtId", "0")): one.get("formatCode", "")
        for one in root.iterfind(f"{_MAIN}numFmts/{_MAIN}numFmt")
    }
    for style, cell in enumerate(root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")):
        code = codes.get(int(cell.get("numFmtId", "0")), "General")
        if is_date_format(code):
            found.dates.add(style)
        if is_timedelta_format(code):
            found.durations.add(style)
        if match := _ZEROS.fullmatch(code):
            found.zeros[style] = (re.sub(r'["\\]', "", match[1]), len(match[2]))
    return found
