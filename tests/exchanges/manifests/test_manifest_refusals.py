"""Files that are no list end in one sentence, never in garbage and never in an error of ours."""

import io
import zipfile

import pytest

from exchanges.manifests import COLUMNS, MAX_BYTES, read
from tests.factories.lists import as_csv, xlsx_list
from tests.factories.workbooks import workbook

pytestmark = pytest.mark.plain
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def archive(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("TYPES", "[Content_Types].xml"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \r\n\t \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        (b";;;;\n;;;;\n", "empty"),
        (b"\x00;\x00\n", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "picture"),
        (b"GIF89a\x01\x00\x01\x00", "picture"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "picture"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "picture"),
        (b"II*\x00\x08\x00\x00\x00", "picture"),
        (OLE + b"\x00" * 600, "old Excel format"),
        (OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "old Excel format"),
        (b"<!DOCTYPE html><html><table>", "web page"),
        (b'<?xml version="1.0"?><html xmlns="x">', "web page"),
        (b"\xef\xbb\xbf  <HTML xmlns:x=", "web page"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "web page"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:x">', "XML"),
        (b"{\\rtf1\\ansi", "text document"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "archive"),
        (b"Rar!\x1a\x07\x01\x00", "archive"),
        (b"\x1f\x8b\x08\x00", "archive"),
        (archive(**{"list.csv": "label\nL-1"}), "archive"),
        (archive(TYPES=TYPES, word__document="x"), "text document"),
        (archive(TYPES=TYPES, **{"xl/workbook.bin": "x"}), "format that is not read here"),
        (archive(mimetype="x", **{"content.xml": "x"}), "format that is not read here"),
        (archive(TYPES=TYPES, **{"xl/workbook.xml": "<x/>"}), "damaged"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20, "neither a workbook"),
        (b"Dear colleagues,\nplease find the list\nattached.\n", "column headings"),
        (b"1;2;3\n4;5;6\n", "column headings"),
        (b"a" * 40_000, "more than 32767 characters"),
    ],
)
def test_what_is_no_list_says_what_it_is(data, said):
    report = read(data, "list.xlsx")

    assert said in str(report.fatal)
    assert (report.rows, report.lines, report.problems) == (0, [], [])
    assert report.stops_import


@pytest.mark.parametrize("start", [b"BM", b"RIFF", b"GIF8", b"II*", b"PK"])
def test_a_text_that_begins_like_something_else_is_a_text(start):
    assert read(start + b";label\nx;L-1\n", "list.csv").rows == 1


def test_an_archive_of_too_many_parts_is_not_looked_into():
    data = archive(**{"xl/workbook.xml": "", **{f"xl/{n}": "" for n in range(5_000)}})
    assert "Unpacked" in str(read(data, "list.xlsx").fatal)


def test_no_headings_says_what_was_looked_for():
    said = str(read(b"a;b\nc;d\n", "list.csv").fatal)
    assert all(column in said for column in COLUMNS)


def test_no_label_column_is_refused_with_the_mapping_to_correct():
    report = read(as_csv([["Пломба", "Примітки", "Код"], ["S", "a", "L-1"]]), "list.csv")

    assert "none of them is the label" in str(report.fatal)
    assert report.mapping == {"Пломба": "seal", "Примітки": "remarks", "Код": None}
    assert report.lines == []

    report = read(as_csv([["Бирка", "Примітки"], ["L-1", "a"]]), "list.csv", {"Бирка": None})
    assert "none of them is the label" in str(report.fatal)


def test_headings_without_a_line_are_refused():
    report = read(as_csv([["label", "seal"], [], ["Total", "0"]]), "list.csv")
    assert "no line under it" in str(report.fatal)


def test_a_mapping_to_a_column_that_does_not_exist_is_refused():
    report = read(as_csv([["label"], ["L-1"]]), "list.csv", {"label": "lable"})
    assert "no column “lable”" in str(report.fatal)


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9, 0.999])
def test_a_workbook_cut_off_on_its_way(keep):
    data = xlsx_list(50)
    assert "damaged" in str(read(data[: int(len(data) * keep)], "list.xlsx").fatal)


def test_a_workbook_locked_as_an_archive():
    data = bytearray(xlsx_list(5))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    assert "password" in str(read(bytes(data), "list.xlsx").fatal)


def test_a_workbook_without_anything_on_it():
    assert "no visible sheet" in str(read(workbook(""), "list.xlsx").fatal)


def test_a_file_larger_than_any_list():
    assert "larger than 10 MB" in str(read(b"x" * (MAX_BYTES + 1), "list.csv").fatal)


@pytest.mark.parametrize("is_sheet", [True, False])
def test_a_zip_bomb_is_not_unpacked(is_sheet):
    name = "xl/worksheets/sheet1.xml" if is_sheet else "xl/sharedStrings.xml"
    data = archive(TYPES=TYPES, **{"xl/workbook.xml": "<x/>", name: b"<a>" + b" " * 200_000_000})

    assert len(data) < 1_000_000
    assert "Unpacked" in str(read(data, "list.xlsx").fatal)


def test_a_row_of_a_million_cells_is_not_built():
    data = workbook("<row>" + "<c/>" * 1_000_000 + "</row>")
    assert "Unpacked" in str(read(data, "list.xlsx").fatal)


def test_a_text_of_a_million_pieces_is_not_built():
    data = workbook("", shared="<si>" + "<r/>" * 9_000_000 + "</si>")
    assert "Unpacked" in str(read(data, "list.xlsx").fatal)


def test_one_text_shared_by_every_cell_is_not_copied():
    cells = "".join(f'<row r="{n}"><c t="s"><v>0</v></c></row>' for n in range(1, 5_000))
    data = workbook(cells, ["label " + "x" * 30_000])
    assert "more text than" in str(read(data, "list.xlsx").fatal)


def test_entities_are_not_expanded():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    data = workbook("", shared="<si><t>&b;</t></si>")
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name).decode() for name in old.namelist()}
    parts["xl/sharedStrings.xml"] = bomb + parts["xl/sharedStrings.xml"]
    assert "damaged" in str(read(archive(**parts), "list.xlsx").fatal)


def test_the_strict_dialect_is_named():
    data = archive(
        TYPES=TYPES, **{"xl/workbook.xml": '<workbook xmlns="http://purl.oclc.org/ooxml/x"/>'}
    )
    assert "format that is not read here" in str(read(data, "list.xlsx").fatal)


def test_more_lines_than_a_list_can_have():
    lines = b"".join(b"L-%d\n" % number for number in range(100_001))

    assert "more than 100000 lines" in str(read(b"label\n" + lines, "list.csv").fatal)
    assert "more than 100000 lines" in str(read(b"label\n" + lines * 2, "list.csv").fatal)


def test_more_columns_than_a_list_can_have():
    wide = ";".join(["label", *(f"c{n}" for n in range(200))])
    assert "more than 200 columns" in str(read(wide.encode(), "list.csv").fatal)


def test_a_cell_of_ten_megabytes():
    data = b'label;remarks\nL-1;"' + b"x" * 9_900_000 + b'"\n'
    assert "Row 2" in str(read(data, "list.csv").fatal) or "row 2" in str(
        read(data, "list.csv").fatal
    )


@pytest.mark.parametrize(
    "data",
    [
        as_csv([["label", "remarks"], *([["L", "a" + "\u0301\u0316" * 16_000]] * 150)]),
        as_csv([["label", "claimed_individuals"], *([["L", "1." + "0" * 32_000 + "!"]] * 150)]),
        as_csv([["label", "№"], *([["", "1" + " " * 32_000 + "x"]] * 150)]),
        as_csv([["label", "seal"], *([["a" + " -" * 16_000, "/ " * 16_000]] * 150)]),
        workbook(
            '<row><c t="s"><v>0</v></c></row>'
            + "".join(f"<row><c><v>{n}</v></c><c><v>{n}</v></c></row>" for n in range(9_000)),
            ["label"],
            behind="<mergeCells>" + '<mergeCell ref="B2:B9000"/>' * 20_000 + "</mergeCells>",
        ),
    ],
    ids=["accents", "zeros", "spaces", "dashes", "merges"],
)
def test_what_could_take_minutes_ends(data):
    report = read(data, "list")
    assert report.fatal or report.rows
