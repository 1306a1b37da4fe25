"""Files that go wrong, by accident or on purpose: what each is, and its bytes.

docs/handover-lists.md has a table of what each of them is told; a test holds the two together.
"""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from datetime import date

from tests.factories.lists import as_csv, as_xlsx, csv_list, xlsx_list
from tests.factories.workbooks import workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DTD = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "lol">%s]>'
BOMB = DTD % "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
OUTSIDE = DTD % '<!ENTITY a9 SYSTEM "file:///etc/hostname">'
SCRIPT = "<script>alert(1)</script>"
FORMULA = '=HYPERLINK("http://elsewhere.example","open")'
LABEL = '<row r="1"><c r="A1" t="inlineStr"><is><t>label</t></is></c></row>'
LINE = '<row r="2"><c r="A2" t="inlineStr"><is><t>L-1</t></is></c></row>'


def changed(data: bytes, **parts: str | bytes) -> bytes:
    """The workbook with other parts: `sharedStrings` is xl/sharedStrings.xml."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, parts.pop(name, old.read(name)))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def archive(**parts: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def list_of(*rows: list[str], encoding: str = "utf-8", **more) -> bytes:
    return as_csv([["label", "died_on", "remarks"], *rows], encoding=encoding, **more)


def with_entity(start: str) -> bytes:
    strings = start + "<sst><si><t>&a9;</t></si></sst>"
    return changed(workbook(LABEL + LINE), **{"xl/sharedStrings.xml": strings})


def sparse() -> bytes:
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    return workbook(LABEL + LINE + far)


def doubled() -> bytes:
    """Two parts of one name: which of them is the list?"""
    data = workbook(LABEL + LINE)
    other = f"<worksheet>{LABEL}</worksheet>"
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as made:
        made.fp.seek(0, 2)  # type: ignore[union-attr]
        made.NameToInfo.clear()
        made.writestr("xl/worksheets/sheet1.xml", other)
    return out.getvalue()


def lying() -> bytes:
    """Its directory says that a part of 200 MB has ten bytes."""
    data = bytearray(archive(**{"xl/workbook.xml": "<x/>", "xl/styles.xml": b" " * 200_000_000}))
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 10)
    return bytes(data)


def nested(opening: str, closing: str) -> bytes:
    deep = opening * 200_000 + closing * 200_000
    return f'[{{"label": {deep}}}]'.encode()


FILES: Mapping[str, Callable[[], bytes]] = {
    # not a list at all
    "nothing in it": lambda: b"",
    "only line ends and separators": lambda: b";;;;\r\n;;;;\r\n",
    "headings without a line": lambda: b"label;seal\r\n",
    "a letter instead of a table": lambda: b"Dear colleagues,\nthe list will follow.\n",
    "a picture called list.xlsx": lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200),
    "a PDF called list.csv": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "a web page called list.xls": lambda: b"<html><table><tr><td>label</td></tr></table></html>",
    "a text document (docx)": lambda: archive(**{"word/document.xml": "x"}),
    "another spreadsheet (ods)": lambda: archive(**{"mimetype": "x", "content.xml": "x"}),
    "an archive with the list inside": lambda: archive(**{"list.csv": "label\nL-1"}),
    "a program": lambda: b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20,
    "an old workbook (xls)": lambda: OLE + bytes(600),
    "a workbook with a password": lambda: (
        OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    ),
    "a workbook cut off on its way": lambda: xlsx_list(50)[:6000],
    # made to take memory or time
    "a zip bomb": lambda: archive(
        **{"xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": b"<a>" + b" " * 200_000_000}
    ),
    "a zip bomb that lies about its size": lying,
    "a bomb of entities": lambda: with_entity(BOMB),
    "an entity that reads a file of ours": lambda: with_entity(OUTSIDE),
    "10 MB in one cell": lambda: b'label;remarks\nL-1;"' + b"x" * 9_900_000 + b'"\n',
    "100,001 rows": lambda: b"label\n" + b"".join(b"L-%d\n" % n for n in range(100_001)),
    "100,000 columns": lambda: (
        ";".join(["label", *map(str, range(100_000))]) + "\nL-1\n"
    ).encode(),
    "a million cells in a row of a workbook": lambda: workbook(
        "<row>" + "<c/>" * 1_000_000 + "</row>"
    ),
    "one long text named by 5,000 cells": lambda: workbook(
        "".join(f'<row r="{n}"><c t="s"><v>0</v></c></row>' for n in range(1, 5_000)),
        ["label " + "x" * 30_000],
    ),
    "a cell at the far end of the sheet": sparse,
    "a sheet that says it has 17 thousand million cells": lambda: changed(
        workbook(LABEL + LINE),
        **{
            "xl/worksheets/sheet1.xml": (
                '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                f'<dimension ref="A1:XFD1048576"/><sheetData>{LABEL}{LINE}</sheetData></worksheet>'
            )
        },
    ),
    "JSON nested 200,000 deep": lambda: nested("[", "]"),
    "JSON objects nested 200,000 deep": lambda: nested('{"a":', "}"),
    # damaged
    "a text number that is not in the workbook": lambda: workbook(
        LABEL + '<row r="2"><c t="s"><v>99999999</v></c></row>'
    ),
    "a workbook with two sheets in one part": doubled,
    "a quotation mark that is never closed": lambda: b'label;remarks\nL-1;"wet\nL-2;x\nL-3;y\n',
    "a quotation mark inside a text": lambda: b'label;remarks\nL-1;a 2" pipe\nL-2;x\n',
    "UTF-8 with broken letters": lambda: csv_list(20).replace("Д".encode(), b"\xd0", 1),
    "letters of no encoding": lambda: "label;remarks\nL-1;日本語のテキスト\n".encode("shift-jis"),
    "JSON cut off on its way": lambda: b'[{"label": "L-1"}, {"label": "L-',
    "JSON that is not a list": lambda: b'{"label": "L-1"}',
    "JSON with huge numbers, NaN and a key twice": lambda: (
        b'[{"label": 1' + b"0" * 400 + b', "seal": NaN, "seal": 1e999, "x": -Infinity}]'
    ),
    "a number where a label is, in JSON": lambda: b'[{"label": 7}, {"label": 7.50}]',
    # odd, and read
    "UTF-16 without its mark": lambda: csv_list(5, "uk", encoding="utf-16-le"),
    "UTF-32": lambda: csv_list(5, "uk", encoding="utf-32"),
    "Windows-1251": lambda: csv_list(30, "uk", encoding="windows-1251"),
    "KOI8-U": lambda: csv_list(30, "uk").replace("№".encode(), b"N").decode().encode("koi8-u"),
    "Mac Cyrillic": lambda: csv_list(30, "uk", encoding="mac-cyrillic"),
    "three kinds of line ends": lambda: b"label;seal\r\nL-1;1\rL-2;2\nL-3;3\n\rL-4;4",
    "macros (xlsm)": lambda: changed(
        workbook(LABEL + LINE), **{"xl/vbaProject.bin": OLE + b"Auto_Open Shell"}
    ),
    "NUL and control characters": lambda: list_of(["L-1\x00\x07", "", "a\x00b\x1bc"]),
    "a text that turns its direction": lambda: list_of(["L-1", "", "abc\u202egpj.exe"]),
    "a formula": lambda: list_of([FORMULA, "", "=1+1"], ["L-2", "", "@SUM(A1)"]),
    "a formula without its result": lambda: workbook(
        LABEL + '<row r="2"><c r="A2"><f>1+1</f></c></row>'
    ),
    "a formula that went wrong": lambda: workbook(
        LABEL + '<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>'
    ),
    "a script": lambda: list_of([SCRIPT, "", f'"{SCRIPT}']),
    "a repeated label": lambda: list_of(["L-1", "", ""], ["L-1", "", ""]),
    "a label in letters that look the same": lambda: list_of(["CE-1", "", ""], ["СЕ-1", "", ""]),
    "a label that is a date": lambda: as_xlsx([["label"], [date(2025, 6, 5)]]),
    "a date that can be two": lambda: list_of(["L-1", "5/6/25", ""], ["L-2", "05/06/2025", ""]),
    "a date that does not exist": lambda: list_of(["L-1", "31.02.1999", ""]),
    "a line without a label": lambda: list_of(["", "", "wet"]),
    "a text of 6,000 letters": lambda: list_of(["L-1", "", "x" * 6_000]),
}
