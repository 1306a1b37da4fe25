"""Which letters the bytes are. One function decides; a new encoding is one more row in a table."""

import codecs
import re
from itertools import islice
from typing import NamedTuple

from repatriation.tables import refusals
from repatriation.tables.refusals import Unreadable

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Capitals of Mac Cyrillic are those of DOS: a text of nothing else is the same in both.
_ONE_BYTE = ("windows-1251", "koi8-u", "cp866", "cp1125", "mac-cyrillic")
_SELDOM = {"mac-cyrillic": 16.0}  # of any bytes it makes letters, so they must be words
# How often a letter stands in Ukrainian or Russian, in thousandths; seldom ones are left out.
_LETTERS = "оаинетрсвлкдпмуязьбгчйіхїжшюцщєфґыэё"
_OFTEN = (
    "95 82 65 65 62 55 48 48 48 38 37 33 30 31 31 22 19 17 17 16 14 11 "
    "40 11 6 9 8 9 8 4 5 3 1 15 3 1"
)
_USUAL = dict(zip(_LETTERS, map(int, _OFTEN.split()), strict=True))
_SIGNS = set("№«»–—’‘“”„…°• \xa0§±")
_MIXED = re.compile(r"[A-Za-z][А-яІЇЄҐЁіїєґё]|[А-яІЇЄҐЁіїєґё][A-Za-z]|[а-яіїєґё][А-ЯІЇЄҐЁ]")
_PLAUSIBLE = 14.0  # mean of a text of nonsense letters is far below, of words far above
_SAMPLE = 5_000
_NOT_ASCII = re.compile(rb"[ -~]?[\x80-\xff]+[ -~]?")
_HEAD = 4096
_OF_HERE = re.compile("[\t\r\n -~\xa0-\u052f\u2000-\u22ff]")  # Latin, Cyrillic and signs


class Decoded(NamedTuple):
    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """The text, or a refusal: letters are never guessed at the price of garbage."""
    data = data.removeprefix(codecs.BOM_UTF8)
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _decoded(data, codec)
    if b"\x00" in data[:_HEAD] and (wide := _wide(data)):
        return wide
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged(data, error)
    candidates = {name: _likeness(data, name) - _SELDOM.get(name, 0) for name in _ONE_BYTE}
    best = max(candidates, key=candidates.__getitem__)  # of equals the first
    if candidates[best] < _PLAUSIBLE:
        controls = sum(byte < 32 and byte not in b"\t\r\n" for byte in data[:_HEAD])
        is_binary = controls * 50 > len(data[:_HEAD])
        raise Unreadable(refusals.UNKNOWN_FORMAT if is_binary else refusals.UNKNOWN_ENCODING)
    return _decoded(data, best)


def _decoded(data: bytes, codec: str) -> Decoded:
    try:
        return Decoded(data.decode(codec), codec)
    except UnicodeDecodeError as error:
        raise Unreadable(refusals.UNKNOWN_ENCODING) from error


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without its mark: every other byte of digits and separators is NUL."""
    is_big = data[:_HEAD:2].count(0) > data[1:_HEAD:2].count(0)
    codec = "utf-16-be" if is_big else "utf-16-le"
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    head = text[: _HEAD // 2]
    return Decoded(text, codec) if len(_OF_HERE.findall(head)) > 0.9 * len(head) else None


def _refuse_damaged(data: bytes, error: UnicodeDecodeError) -> None:
    """UTF-8 with some broken bytes is not another encoding."""
    text = data.decode("utf-8", "replace")
    broken = text.count("�")
    if broken * 10 < sum(char > "\x7f" for char in text):
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(refusals.BROKEN_TEXT, line=line) from error


def _likeness(data: bytes, codec: str) -> float:
    """How much the text looks like Ukrainian or Russian: the mean over all that is not ASCII."""
    sample = b" ".join(match[0] for match in islice(_NOT_ASCII.finditer(data), _SAMPLE))
    try:
        text = sample.decode(codec)
    except UnicodeDecodeError:
        return -1.0
    points = [_points(char) for char in text if char > "\x7f"]
    return (sum(points) - 60 * len(_MIXED.findall(text))) / len(points)


def _points(char: str) -> int:
    return 20 if char in _SIGNS else _USUAL.get(char.casefold(), -80)
