"""What a file is, by its content; a name and a browser's word prove nothing. No Django here."""

import codecs
import io
import json
import unicodedata
import zipfile

import puremagic

from repatriation.errors import RuleBroken, Sentence, gettext_noop

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSM = "application/vnd.ms-excel.sheet.macroEnabled.12"  # kept as it was sent, never opened here
PDF = "application/pdf"
JSON = "application/json"
CSV = "text/csv"
TEXT = "text/plain"
JPEG, PNG = "image/jpeg", "image/png"  # only where the caller has drawn it anew
PICTURES = {JPEG: b"\xff\xd8\xff", PNG: b"\x89PNG\r\n\x1a\n"}
XML = "application/xml"  # only where the caller expects it: a browser could run it
ALLOWED = (XLSX, XLSM, CSV, TEXT, JSON, PDF)

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WIDE = ("utf-16-le", "utf-16-be")  # without their mark
HEAD = 4096
USUAL_CONTROLS = frozenset("\t\n\r\f\x1a")  # the last one ends files of old spreadsheets

EMPTY = gettext_noop("The file is empty.")
NOT_ALLOWED = gettext_noop(
    "This is not a file that can be kept here. Spreadsheets (XLSX), text (CSV), JSON and PDF can."
)
NOT_AS_NAMED = gettext_noop("The file was sent as %(claimed)s, but its content is %(found)s.")


class FileRefused(RuleBroken):
    code, status = "file_refused", 422


def media_type_of(data: bytes, name: str = "") -> str:
    """One of ALLOWED, or FileRefused. The name only tells a table from a plain text."""
    if not data:
        raise FileRefused(Sentence(EMPTY))
    if data.startswith(b"%PDF-") and PDF in _guesses(data):
        return PDF
    if data.startswith(b"PK") and (workbook := _workbook(data)):
        return workbook
    text = None if data.startswith(b"PK\x03\x04") else _text(data)
    if text is None or text.startswith("<"):  # markup could run in a browser
        raise FileRefused(Sentence(NOT_ALLOWED))
    if _is_json(text):
        return JSON
    return TEXT if name.lower().endswith(".txt") else CSV


def require_media_type(data: bytes, name: str, claimed: str) -> str:
    """Text is text: between its kinds the caller knows best."""
    if claimed == XML and data and (text := _text(data)) and text.startswith("<"):
        return XML
    if claimed in PICTURES and data.startswith(PICTURES[claimed]):
        return claimed
    found = media_type_of(data, name)
    if not claimed or claimed == found:
        return found
    if claimed in (CSV, TEXT) and found in (CSV, TEXT, JSON):
        return claimed
    raise FileRefused(Sentence(NOT_AS_NAMED, {"claimed": claimed, "found": found}))


def _guesses(data: bytes) -> set[str]:
    try:
        return {guess.mime_type for guess in puremagic.magic_string(data)}
    except puremagic.PureError:
        return set()


def _workbook(data: bytes) -> str | None:
    try:
        names = {name.lower() for name in zipfile.ZipFile(io.BytesIO(data)).namelist()}
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, LookupError):
        return None
    if "xl/workbook.xml" not in names:
        return None
    return XLSM if "xl/vbaproject.bin" in names else XLSX


def _text(data: bytes) -> str | None:
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_written(text) and (encoding not in WIDE or _is_of_here(text)):
            return text.lstrip()
    return None


def _encodings(data: bytes) -> tuple[str, ...]:
    """The reader of lists knows more of them; here it is only whether this is text."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return (encoding,)
    narrow = ("utf-8-sig", "cp1251")
    return (*WIDE, *narrow) if b"\x00" in data[:HEAD] else narrow


def _is_written(text: str) -> bool:
    """A stray sign of control does not make a program of a list; one in five does."""
    odd = sum(
        unicodedata.category(sign) in ("Cc", "Cn") and sign not in USUAL_CONTROLS for sign in text
    )
    return odd * 5 <= len(text)


def _is_of_here(text: str) -> bool:
    """Latin, Cyrillic and signs: of any bytes UTF-16 makes letters of some script."""
    head = text[:HEAD]
    return sum(sign < "\u0530" or "\u2000" <= sign < "\u2300" for sign in head) > 0.9 * len(head)


def _is_json(text: str) -> bool:
    if not text.startswith(("{", "[")):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
