"""A file is what its content says."""

import io
import zipfile

import openpyxl
import pytest

from repatriation.files.media_types import (
    CSV,
    JSON,
    PDF,
    TEXT,
    XLSM,
    XLSX,
    FileRefused,
    media_type_of,
    require_media_type,
)

HEADER = "мітка;пломба;ім’я\n17;A-4;\n"


def workbook(*extra: str) -> bytes:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["label", "seal"])
    book.save(buffer)
    with zipfile.ZipFile(buffer, "a") as archive:
        for name in extra:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (workbook(), "list.csv", XLSX),
        (b"%PDF-1.7\n%\xe2\xe3\n%%EOF", "list.xlsx", PDF),
        (b'{"lines": []}', "list.json", JSON),
        (b"[1, 2]", "", JSON),
        (HEADER.encode(), "", CSV),
        (HEADER.encode("utf-8-sig"), "list.csv", CSV),
        (HEADER.encode("utf-16"), "list.csv", CSV),
        (HEADER.replace("і", "и").replace("’", "'").encode("cp1251"), "list.csv", CSV),
        (b"BM,MZ,PK\n1,2,3\n", "list.csv", CSV),
        (b"{not json}", "note.TXT", TEXT),
        (workbook("xl/vbaProject.bin"), "list.xlsm", XLSM),
        (b"label;seal\n\x00\x01", "list.csv", CSV),
        ("бирка;пломба".encode("utf-16-le"), "list.csv", CSV),
        ("бирка;пломба".encode("utf-32"), "list.csv", CSV),
    ],
)
def test_content_decides(data, name, kind):
    assert media_type_of(data, name) == kind


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ\x90\x00" + bytes(60),
        b"\x89PNG\r\n\x1a\n" + bytes(20),
        b"<html><script>alert(1)</script>",
        b"\xef\xbb\xbf  <svg xmlns='http://www.w3.org/2000/svg'/>",
        b"PK\x03\x04 no archive at all",
        b"\x00\x01\x02\x03\x04label",
    ],
)
def test_everything_else_is_refused(data):
    with pytest.raises(FileRefused):
        media_type_of(data, "list.csv")


def test_an_archive_that_is_no_workbook_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "x")
    with pytest.raises(FileRefused, match="Spreadsheets"):
        media_type_of(buffer.getvalue())


def test_what_the_caller_expects_must_be_so():
    assert require_media_type(b"{}", "a.json", JSON) == JSON
    assert require_media_type(b"[1]", "a.txt", TEXT) == TEXT
    with pytest.raises(FileRefused, match="sent as application/pdf, but its content is text/csv"):
        require_media_type(b"a;b", "a.pdf", PDF)
