"""What a file is, by its content. Its name is not believed."""

import io
import struct
import zipfile

from repatriation.tables import refusals
from repatriation.tables.limits import MAX_PARTS
from repatriation.tables.refusals import Unreadable

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_BOXED_PICTURES = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")
_ARCHIVES = (b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BROKEN_ARCHIVE = (
    *(zipfile.BadZipFile, NotImplementedError, OSError, EOFError, struct.error),
    *(ValueError, LookupError, ArithmeticError),
)
_WEB = (b"<!doctype html", b"<html", b"<table", b"<head", b"mime-version:", b"<meta")


def open_workbook_archive(data: bytes) -> zipfile.ZipFile | None:
    """The archive if the file is an XLSX, None if it is text; all else is refused by its name."""
    if data.startswith(b"PK\x03\x04"):
        return _workbook(data)
    if data.startswith(_OLE):
        raise Unreadable(refusals.ENCRYPTED if _OLE_ENCRYPTED in data else refusals.OLD_EXCEL)
    if data.startswith((b"\x09\x08", b"\x09\x04\x06\x00", b"\x09\x00\x04\x00")):
        raise Unreadable(refusals.OLD_EXCEL)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        raise Unreadable(refusals.PDF)
    if _is_picture(data):
        raise Unreadable(refusals.PICTURE)
    if data.startswith((*_ARCHIVES, b"PK\x05\x06", b"PK\x07\x08")):
        raise Unreadable(refusals.ARCHIVE)
    _refuse_markup(data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower())
    return None


def _is_picture(data: bytes) -> bool:
    is_like_one = data.startswith(_PICTURES) or data[4:12] in _BOXED_PICTURES
    return is_like_one and b"\x00" in data[:64]  # a text may begin with BM


def _refuse_markup(start: bytes) -> None:
    if start.startswith(_WEB):
        raise Unreadable(refusals.WEB_PAGE)
    if start.startswith(b"<?xml"):
        raise Unreadable(refusals.WEB_PAGE if b"<html" in start else refusals.XML)
    if start.startswith(b"{\\rtf"):
        raise Unreadable(refusals.TEXT_DOCUMENT)


def _workbook(data: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN_ARCHIVE as broken:
        raise Unreadable(refusals.DAMAGED_WORKBOOK) from broken
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    if len(parts) > MAX_PARTS:
        raise Unreadable(refusals.UNPACKS_TOO_LARGE)
    if len(names) < len(parts):  # two parts of one name: which is the list would be a guess
        raise Unreadable(refusals.DAMAGED_WORKBOOK)
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(refusals.ENCRYPTED)
    if "xl/workbook.bin" in names or {"mimetype", "content.xml"} <= names:
        raise Unreadable(refusals.OTHER_SPREADSHEET)
    if any(name.startswith("word/") for name in names):
        raise Unreadable(refusals.TEXT_DOCUMENT)
    if "xl/workbook.xml" not in names:
        raise Unreadable(refusals.ARCHIVE)
    return archive
