"""The little of a workbook's styles that changes what a cell says to a person."""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

_ZEROS = re.compile(r'((?:"[^"]*"|\\.|[-/ ])*)(0{2,})')  # such as 0000 or "A-"0000


class Styles(NamedTuple):
    """By the number of the style, as cells name it."""

    dates: set[int]
    durations: set[int]
    zeros: dict[int, tuple[str, int]]  # 7 is shown as 0007 or A-0007: what comes before, the width
    struck: set[int]  # struck out


def read_styles(content: bytes) -> Styles:
    """Without styles a date is a bare number, which date columns understand."""
    found = Styles(set(), set(), {}, set())
    try:
        root = fromstring(content)
    except ParseError:
        return found
    codes = dict(BUILTIN_FORMATS) | {
        int(one.get("numFmtId", "0")): one.get("formatCode", "")
        for one in root.iterfind("{*}numFmts/{*}numFmt")
    }
    fonts = [_is_struck(font) for font in root.iterfind("{*}fonts/{*}font")]
    for style, cell in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        code = codes.get(int(cell.get("numFmtId", "0")), "General")
        if is_date_format(code):
            found.dates.add(style)
        if is_timedelta_format(code):
            found.durations.add(style)
        if match := _ZEROS.fullmatch(code):
            found.zeros[style] = (re.sub(r'["\\]', "", match[1]), len(match[2]))
        font = int(cell.get("fontId", "0"))
        if 0 <= font < len(fonts) and fonts[font]:
            found.struck.add(style)
    return found


def _is_struck(font: Element) -> bool:
    strike = font.find("{*}strike")
    return strike is not None and strike.get("val", "1") in {"1", "true"}
