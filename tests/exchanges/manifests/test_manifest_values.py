"""What the cells say: kinds, affiliations, numbers, names and characters that nobody sees."""

import unicodedata

import pytest

from exchanges.manifests import COLUMNS, LONG, SHORT, read
from exchanges.manifests.vocabulary import (
    AFFILIATION_WORDS,
    COUNTED,
    KIND_WORDS,
    NO_LABEL,
    NONE_THERE,
    NOT_KNOWN,
    PAGE_WORDS,
    PEOPLE,
    SIGNATURES,
    TOTALS,
)
from repatriation.tables.folding import fold_words
from repatriation.tables.words import MONTHS
from tests.factories.lists import as_csv

pytestmark = pytest.mark.plain


def line_with(column, text):
    """The value of one cell and the codes of its problems."""
    report = read(as_csv([["label", column], ["L-1", text]]), "list.csv")
    assert report.lines[0].values["label"] == "L-1"
    assert {(p.row, p.column) for p in report.problems} <= {(2, column)}
    return report.lines[0].values.get(column), [p.code for p in report.problems]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("bag", "bag"),
        ("Body bag", "bag"),
        ("мішок", "bag"),
        ("Мешок", "bag"),
        ("чорний мішок", "bag"),
        ("пакет (чёрный)", "bag"),
        ("box", "box"),
        ("ящик", "box"),
        ("Коробка", "box"),
        ("coffin", "coffin"),
        ("труна", "coffin"),
        ("домовина", "coffin"),
        ("Гроб", "coffin"),
        ("-", None),
        ("невідомо", None),
    ],
)
def test_a_kind_of_container_in_three_languages(text, kind):
    assert line_with("container_kind", text) == (kind, [])


@pytest.mark.parametrize("text", ["кошик", "мішок або труна", "7", "x" * 400])
def test_an_unknown_kind_is_a_warning_and_empty(text):
    assert line_with("container_kind", text) == (None, ["value_unknown"])


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("ours", "ours"),
        ("наші", "ours"),
        ("Свой", "ours"),
        ("theirs", "theirs"),
        ("їхній", "theirs"),
        ("чужой", "theirs"),
        ("civilian", "civilian"),
        ("цивільний", "civilian"),
        ("Гражданское лицо", "civilian"),
        ("other_state", "other_state"),
        ("Other state", "other_state"),
        ("іноземець", "other_state"),
        ("иностранец", "other_state"),
        ("unknown", "unknown"),
        ("?", "unknown"),
        ("невідомо", "unknown"),
        ("не установлено", "unknown"),
        ("-", "unknown"),
    ],
)
def test_an_affiliation_in_three_languages(text, whose):
    assert line_with("claimed_affiliation", text) == (whose, [])


def test_an_empty_affiliation_is_not_unknown():
    report = read(as_csv([["label", "claimed_affiliation"], ["L-1", ""]]), "list.csv")
    assert report.lines[0].values == {"label": "L-1"}


@pytest.mark.parametrize("text", ["хто знає", "наш?", "5"])
def test_an_affiliation_in_other_words_is_a_warning_and_unknown(text):
    assert line_with("claimed_affiliation", text) == ("unknown", ["value_unknown"])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1),
        ("0", 0),
        (" 2 ", 2),
        ("2.0", 2),
        ("2,00", 2),
        ("1 200", 1200),
        ("1\u00a0200", 1200),
        ("2 чол.", 2),
        ("3 особи", 3),
        ("2 persons", 2),
        ("2 (двоє)", 2),
        ("невідомо", None),
        ("-", None),
    ],
)
def test_a_whole_number(text, number):
    assert line_with("claimed_individuals", text) == (number, [])


@pytest.mark.parametrize(
    "text", ["-1", "1.5", "2,5", "двоє", "1-2", "2+", "1e3", "99999999999999", "1,200", "2 гуски"]
)
def test_what_is_no_whole_number_is_a_warning_and_empty(text):
    assert line_with("claimed_individuals", text) == (None, ["number_invalid"])


@pytest.mark.parametrize("column", [name for name in COLUMNS if name != "label"])
@pytest.mark.parametrize("text", ["невідомо", "Неизвестно", "UNKNOWN", "—", "н/д", "n/a", "..."])
def test_words_for_not_known_are_empty_everywhere(column, text):
    empty = "unknown" if column == "claimed_affiliation" else None
    assert line_with(column, text) == (empty, [])


def test_none_is_empty_where_one_thing_is_named_and_text_where_it_says_something():
    assert line_with("seal", "немає") == (None, [])
    assert line_with("claimed_service_number", "б/н") == (None, [])
    assert line_with("documents", "нет") == ("нет", [])


def test_a_text_is_trimmed_composed_and_kept_as_sent():
    decomposed = unicodedata.normalize("NFD", "Приклад Її")
    report = read(as_csv([["label", "remarks"], ["L-1", f"  {decomposed} "]]), "list.csv")

    assert report.lines[0].values["remarks"] == "Приклад Її"
    assert report.lines[0].as_sent["remarks"] == f"  {decomposed} "


def test_a_wrapped_label_is_one_label_and_a_remark_keeps_its_lines():
    rows = [["label", "remarks"], ["SYN\n0001", "one\ntwo"]]
    report = read(as_csv(rows), "list.csv")

    assert report.lines[0].values == {"label": "SYN 0001", "remarks": "one\ntwo"}
    assert report.lines[0].as_sent["label"] == "SYN\n0001"


def test_the_trick_that_keeps_leading_zeros_is_undone():
    report = read(b'label;seal\n="0001";"=""0007"""\n', "list.csv")

    assert report.lines[0].values == {"label": "0001", "seal": "0007"}
    assert read(b'label;seal\nL;=""\n', "list.csv").lines[0].values == {"label": "L"}


@pytest.mark.parametrize("unseen", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u200b", "\ufeff"])
def test_characters_that_nobody_sees_are_left_out_and_told(unseen):
    report = read(as_csv([["label", "seal"], [f"L{unseen}-1", "S"]]), "list.csv")

    assert report.lines[0].values["label"] == "L-1"
    assert [(p.row, p.column, p.code) for p in report.problems] == [
        (2, "label", "control_character")
    ]
    assert report.lines[0].as_sent["label"] == f"L{unseen}-1".replace("\x00", "")


def test_a_character_that_turns_the_writing_is_kept_and_told():
    assert line_with("seal", "S\u202e1") == ("S\u202e1", ["bidi_control"])


@pytest.mark.parametrize(("column", "most"), [("seal", SHORT), ("remarks", LONG)])
def test_half_a_text_would_be_a_lie(column, most):
    assert line_with(column, "ж" * most) == ("ж" * most, [])
    assert line_with(column, "ж" * (most + 1)) == (None, ["text_too_long"])


def test_a_text_too_long_stops_the_import_also_in_a_column_of_the_senders():
    report = read(as_csv([["label", "Погода"], ["L-1", "ж" * (LONG + 1)]]), "list.csv")

    assert [(p.code, p.severity) for p in report.problems] == [("text_too_long", "error")]
    assert report.stops_import


def test_a_whole_name_beside_a_surname_is_told_once():
    header = ["label", "claimed_name", "claimed_surname"]
    rows = [["L-1", "a", ""], ["L-2", "a b", "a"], ["L-3", "c d", "c"], ["L-4", "", "e"]]
    report = read(as_csv([header, *rows]), "list.csv")

    assert [(p.row, p.column, p.code) for p in report.problems] == [
        (3, "claimed_name", "name_twice")
    ]
    assert "2" in str(report.problems[0].sentence)


def test_the_error_of_a_formula_is_an_empty_cell_and_told():
    assert line_with("seal", "#N/A") == (None, ["formula_error"])
    report = read(as_csv([["label", "seal"], ["#REF!", "S"]]), "list.csv")
    assert [p.code for p in report.problems] == ["formula_error", "label_missing"]


def test_the_vocabulary_is_written_as_it_is_compared():
    sets = (NO_LABEL, NOT_KNOWN, NONE_THERE, TOTALS, COUNTED, SIGNATURES, PAGE_WORDS, PEOPLE)
    tables = (*KIND_WORDS.values(), *AFFILIATION_WORDS.values(), *MONTHS)
    for words in (*sets, *tables):
        for word in words:
            assert fold_words(word) in {word, word.replace("_", " ")}, word


@pytest.mark.parametrize("table", [KIND_WORDS, AFFILIATION_WORDS])
def test_no_word_means_two_things(table):
    words = [word for words in table.values() for word in words]
    assert len(words) == len(set(words))
