"""What a file is, by its content; a name and a browser's word prove nothing. No Django here."""

import codecs
import io
import json
import unicodedata
import zipfile

import puremagic

from repatriation.errors import RuleBroken, Sentence, gettext_noop

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
JSON = "application/json"
CSV = "text/csv"
TEXT = "text/plain"
ALLOWED = (XLSX, CSV, TEXT, JSON, PDF)

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
USUAL_CONTROLS = frozenset("\t\n\r\f\x1a")  # the last one ends files of old spreadsheets

EMPTY = gettext_noop("The file is empty.")
NOT_ALLOWED = gettext_noop(
    "This is not a file that can be kept here. Spreadsheets (XLSX without macros), text (CSV), "
    "JSON and PDF can."
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
    if data.startswith(b"PK") and XLSX in _guesses(data) and _is_plain_workbook(data):
        return XLSX
    text = _text(data)
    if text is None or text.startswith("<"):  # markup could run in a browser
        raise FileRefused(Sentence(NOT_ALLOWED))
    if _is_json(text):
        return JSON
    return TEXT if name.lower().endswith(".txt") else CSV


def require_media_type(data: bytes, name: str, claimed: str) -> str:
    """Text is text: between its kinds the caller knows best."""
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


def _is_plain_workbook(data: bytes) -> bool:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except zipfile.BadZipFile:
        return False
    return "xl/workbook.xml" in names and "xl/vbaProject.bin" not in names


def _text(data: bytes) -> str | None:
    encodings = ("utf-16",) if data.startswith(UTF_16) else ("utf-8-sig", "cp1251")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text.lstrip() if _has_no_odd_controls(text) else None
    return None


def _has_no_odd_controls(text: str) -> bool:
    return all(
        sign in USUAL_CONTROLS for sign in set(text) if unicodedata.category(sign) in ("Cc", "Cn")
    )


def _is_json(text: str) -> bool:
    if not text.startswith(("{", "[")):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
