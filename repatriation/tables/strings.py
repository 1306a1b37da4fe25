"""The texts of a workbook, which its cells share and name by number."""

import re
from collections.abc import Iterable
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse
from openpyxl.xml.constants import SHEET_MAIN_NS

MAIN = f"{{{SHEET_MAIN_NS}}}"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_strings(source: IO[bytes]) -> list[str]:
    strings = []
    for _, element in iterparse(source):
        if element.tag == f"{MAIN}si":
            strings.append(text_of(element))
            element.clear()
    return strings


def text_of(item: Element) -> str:
    """Of all its pieces; the reading aid of some scripts is no part of the text."""
    pieces: Iterable[Element] = (
        piece
        for child in item
        for piece in ((child,) if child.tag == f"{MAIN}t" else child.iterfind(f"{MAIN}t"))
        if child.tag != f"{MAIN}rPh"
    )
    return unescaped("".join(piece.text or "" for piece in pieces))


def unescaped(text: str) -> str:
    """“_x000D_” is a character that XML cannot hold, “_x005F_” an underscore before such a code."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if code < 32 or code == ord("_") else match[0]
