"""CSV as spreadsheets and registers of three countries write it."""

import pytest

from exchanges.manifests import read
from repatriation.tables.encoding import decode
from tests.factories.lists import as_csv, csv_list

pytestmark = pytest.mark.plain
HEAD = ["Маркування", "Вид упаковки", "Місце, де виявлено", "Примітки"]
ROWS = [HEAD, ["L-1", "мішок", "с. Вигадане; хутір", "раз, два"], ["L-2", "труна", "", "три"]]


def test_twelve_hundred_lines_with_russian_headings():
    report = read(csv_list(), "list.csv")

    assert report.fatal is None
    assert report.rows == 1245
    assert report.problems == []
    assert report.read_as.format == "csv"
    assert report.read_as.encoding == "utf-8"
    assert report.read_as.delimiter == ";"
    assert len([one for one in report.lines if "claimed_name" in one.values]) > 100
    assert {one.values["container_kind"] for one in report.lines} == {"bag", "box", "coffin"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_any_delimiter_and_any_line_end(delimiter, line_end, encoding):
    data = as_csv(ROWS, delimiter=delimiter, line_end=line_end, encoding=encoding)

    report = read(data, "list.csv")

    assert report.read_as.delimiter == delimiter
    assert report.problems == []
    assert [one.as_sent for one in report.lines] == [
        dict(zip(HEAD, ROWS[1], strict=True)),
        {"Маркування": "L-2", "Вид упаковки": "труна", "Примітки": "три"},
    ]


@pytest.mark.parametrize("is_dressed", [False, True])
@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1251", "windows-1251"),
    ],
)
@pytest.mark.parametrize("language", ["uk", "ru"])
def test_other_encodings(encoding, name, language, is_dressed):
    report = read(csv_list(60, language, encoding=encoding, is_dressed=is_dressed), "list.csv")

    assert report.read_as.encoding == name
    assert report.problems == []
    assert report == _as_utf_8(report, language, is_dressed)


def _as_utf_8(report, language, is_dressed):
    plain = read(csv_list(60, language, is_dressed=is_dressed), "list.csv")
    return type(report)(**(vars(plain) | {"read_as": report.read_as}))


@pytest.mark.parametrize(
    ("codec", "name"),
    [("koi8-u", "koi8-u"), ("cp1125", "cp1125"), ("cp866", "cp866"), ("cp1251", "windows-1251")],
)
@pytest.mark.parametrize(
    "text",
    [
        "Бирка;Место обнаружения\nА-1;с. Выдуманное\n",
        "БИРКА;МЕСТО ОБНАРУЖЕНИЯ\nА-1;С. ВЫДУМАННОЕ\n",
        "label;remarks\nA-1;дом\nA-2;хутор Образец\n",
    ],
)
def test_one_byte_encodings_are_told_apart_even_in_capitals(codec, name, text):
    decoded = decode(text.encode(codec))

    assert decoded.text == text
    assert decoded.encoding in {name, "cp866"} if name == "cp1125" else decoded.encoding == name


def test_a_list_in_latin_letters_with_a_few_signs():
    decoded = decode("№;label;remarks\n1;A-1;5° – “x”\n".encode("cp1251"))
    assert (decoded.encoding, decoded.text[0]) == ("windows-1251", "№")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("Größe;Änderung\nschön;Übung\n".encode("latin-1"), "encoding"),
        ("表;列\nラベル;番号\n".encode("shift-jis"), "encoding"),
        (b"label;remarks\nA-1;\xff\xfe\xfd\xfc\xfb\xfa\n", "encoding"),
        ("Маркування;Примітки\nL-1;".encode() * 20 + b"\xd0\n", "damaged near line"),
        ("\ufeffМаркування;Примітки\n".encode() * 9 + b"\xd0\n", "damaged near line 10"),
        ("label;remarks\nA-1;ж\n".encode("utf-16")[:-1], "encoding"),
    ],
)
def test_letters_are_never_guessed(data, said):
    assert said in str(read(data, "list.csv").fatal)


def test_a_row_is_what_a_spreadsheet_shows():
    data = b'label;remarks\r\nL-1;"one\r\ntwo\r\n\r\nfour"\r\n\r\nL-2;"a ""b"" c"\r\n'

    report = read(data, "list.csv")

    assert [(one.row, one.values["label"]) for one in report.lines] == [(2, "L-1"), (4, "L-2")]
    assert report.lines[0].as_sent["remarks"] == "one\r\ntwo\r\n\r\nfour"
    assert report.lines[1].as_sent["remarks"] == 'a "b" c'


def test_a_quotation_mark_that_is_never_closed_is_refused():
    data = 'label;remarks\nL-1;a\nL-2;"Вигадка\nL-3;b\nL-4;c'.encode()

    report = read(data, "list.csv")

    assert "opens in row 3" in str(report.fatal)
    assert report.lines == []


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_swallowed_by_two_stray_quotation_marks_are_told(line_end):
    rows = ["label;seal;remarks;documents"]
    rows += ['L-1;S-1;"Вигадка;x', "L-2;S-2;b;y", "L-3;S-3;c;y", 'L-4;S-4;d";z', "L-5;S-5;e;z"]

    report = read(line_end.join(rows).encode(), "list.csv")

    (problem,) = [one for one in report.problems if one.code == "lines_joined"]
    assert (problem.row, problem.severity) == (2, "error")
    assert report.stops_import


def test_quotation_marks_inside_a_text_are_text():
    report = read('label;remarks\nL-1;в/ч "Приклад" 7\n'.encode(), "list.csv")
    assert report.lines[0].values["remarks"] == 'в/ч "Приклад" 7'


def test_a_text_with_delimiters_over_two_lines_is_a_text():
    rows = [["label", "seal", "remarks", "documents"], ["L-1", "S", "a, b,\nc, d, e, f", "g"]]
    assert read(as_csv(rows), "list.csv").problems == []


def test_the_line_that_excel_puts_there_for_itself():
    report = read(b"sep=|\r\nlabel\r\nL-1, a\r\nL-2, b\r\n", "list.csv")

    assert report.read_as.delimiter == "|"
    assert [(one.row, one.values["label"]) for one in report.lines] == [
        (3, "L-1, a"),
        (4, "L-2, b"),
    ]


def test_a_heading_full_of_commas_does_not_hide_the_semicolons():
    data = "Прізвище, ім'я, по батькові;Маркування\nа, б, в;L-1\n".encode()

    report = read(data, "list.csv")

    assert report.mapping == {"Прізвище, ім'я, по батькові": "claimed_name", "Маркування": "label"}


def test_one_column_needs_no_delimiter():
    report = read(b"label\nA, B\nC; D\n", "list.csv")
    assert [one.as_sent["label"] for one in report.lines] == ["A, B", "C; D"]


def test_the_name_breaks_a_tie_between_delimiters():
    data = b"Etikett\tOrt, Land\na\tb, c\n"

    assert read(data, "list.tsv").mapping == {"Etikett": None, "Ort, Land": None}
    assert read(data, "list.csv").mapping == {"Etikett Ort": None, "Land": None}


def test_a_long_blank_beginning_hides_nothing():
    report = read(b";" * 120_000 + b"\nlabel;seal\nL-1;S-1\n", "list.csv")
    assert report.lines[0].values == {"label": "L-1", "seal": "S-1"}


def test_a_list_that_is_almost_ascii_is_read_in_its_encoding():
    plain = b"label;remarks\n" + b"L;plain text\n" * 10_000
    report = read(plain + "L;№ 7, Зразок\n".encode("cp1251"), "list.csv")

    assert report.lines[-1].values["remarks"] == "№ 7, Зразок"


@pytest.mark.parametrize("text", ["label;seal\nL\x00-1;S\n", "label;seal\nL\x00-1;S-\n"])
def test_nul_in_a_text_does_not_make_it_utf_16(text):
    report = read(text.encode(), "list.csv")

    assert report.read_as.encoding == "utf-8"
    assert report.lines[0].values["label"] == "L-1"


def test_titles_do_not_mislead_about_the_delimiter():
    data = "Список, складений у с. Вигадане, 2025, зразок, приклад\n\nБирка\tПломба\nL-1\tS-1\n"

    report = read(data.encode(), "list.txt")

    assert report.read_as.delimiter == "\t"
    assert report.lines[0].values == {"label": "L-1", "seal": "S-1"}


def test_text_like_the_end_mark_of_the_reader_ends_nothing():
    report = read(b"label\nend\nend!\nend!!\nL-2\n", "list.csv")
    assert report.rows == 4
