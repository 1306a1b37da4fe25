"""What clerks write over their columns, and where the headings stand."""

import pytest

from exchanges.manifests import COLUMNS, read
from exchanges.manifests.heading import MEANINGS, meaning_of
from exchanges.manifests.synonyms import NUMBERING, SYNONYMS
from repatriation.tables.folding import fold_heading
from tests.factories.lists import as_csv, as_xlsx

pytestmark = pytest.mark.plain


@pytest.mark.parametrize("column", COLUMNS)
def test_a_canonical_name_means_itself(column):
    assert meaning_of(column) == column
    assert meaning_of(column.upper().replace("_", " ")) == column


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Маркування", "label"),
        ("  МАРКУВАННЯ: ", "label"),
        ("№ бирки", "label"),
        ("Бирка №", "label"),
        ("номер мішка", "label"),
        ("Номер мешка", "label"),
        ("Bag No.", "label"),
        ("tag", "label"),
        ("Label / Маркування", "label"),
        ("1. Маркування", "label"),
        ("№ пломби", "seal"),
        ("Пломба", "seal"),
        ("№ пломбы", "seal"),
        ("Вид упаковки", "container_kind"),
        ("К-сть осіб", "claimed_individuals"),
        ("Кол-во тел", "claimed_individuals"),
        ("П.І.Б.", "claimed_name"),
        ("ПІБ (за наявності)", "claimed_name"),
        ("Прізвище, ім’я, по батькові", "claimed_name"),
        ("Прізвище, ім'я, по-батькові", "claimed_name"),
        ("Ф.И.О.", "claimed_name"),
        ("Прізвище", "claimed_surname"),
        ("Iм'я", "claimed_given_name"),  # with a Latin I
        ("По батькові", "claimed_patronymic"),
        ("Отчество", "claimed_patronymic"),
        ("Дата\nнародження", "claimed_birth_date"),
        ("Дата народження (дд.мм.рррр)", "claimed_birth_date"),
        ("Належність", "claimed_affiliation"),
        ("В/звання", None),
        ("Військове звання", "claimed_rank"),
        ("в/ч", "claimed_unit"),
        ("№ жетона", "claimed_service_number"),
        ("Місце виявлення", "origin_place"),
        ("Населённый пункт", "origin_place"),
        ("Населенный пункт", "origin_place"),
        ("Напрямок", "origin_sector"),
        ("Морг", "origin_facility"),
        ("Дата обнаружения", "recovered_on"),
        ("Дата смерті (загибелі)", "died_on"),
        ("Документы", "documents"),
        ("Особисті речі", "effects_packet"),
        ("Примітки", "remarks"),
        ("№ з/п", None),
        ("No.", None),
        ("Погода", None),
        ("Дата / місце виявлення", None),
        ("Звання / підрозділ", None),
        ("", None),
    ],
)
def test_a_heading_means_what_a_clerk_meant(heading, column):
    assert meaning_of(heading) == column


def test_no_synonym_means_two_columns():
    for column, synonyms in SYNONYMS.items():
        for synonym in synonyms:
            assert MEANINGS[fold_heading(synonym)] == column, synonym
    assert not {fold_heading(heading) for heading in NUMBERING} & MEANINGS.keys()


def test_columns_stand_in_any_order_and_unknown_ones_are_kept():
    report = read(as_csv([["Примітки", "Погода", "Label"], ["a", "ясно", "L-1"]]), "list.csv")

    assert report.problems == []
    assert list(report.mapping.items()) == [
        ("Примітки", "remarks"),
        ("Погода", None),
        ("Label", "label"),
    ]
    (line,) = report.lines
    assert line.values == {"label": "L-1", "remarks": "a"}
    assert line.extra == {"Погода": "ясно"}
    assert line.as_sent == {"Примітки": "a", "Погода": "ясно", "Label": "L-1"}


def test_a_repeated_heading_gets_a_number_and_is_told():
    report = read(as_csv([["label", "remarks", "remarks"], ["L-1", "a", "b"]]), "list.csv")

    assert report.mapping == {"label": "label", "remarks": "remarks", "remarks (2)": None}
    assert [(p.row, p.column, p.code) for p in report.problems] == [
        (1, "remarks (2)", "column_twice")
    ]
    assert report.lines[0].extra == {"remarks (2)": "b"}


def test_a_persons_mapping_comes_before_what_headings_mean():
    data = as_csv([["Бирка", "Код", "Примітки"], ["L-1", "K-9", "a"]])

    report = read(data, "list.csv", {"Код": "label", "Примітки": None})

    assert report.mapping == {"Бирка": None, "Код": "label", "Примітки": None}
    assert report.lines[0].values == {"label": "K-9"}
    assert report.problems == []


def test_a_persons_mapping_finds_headings_that_mean_nothing_here():
    data = as_csv([["Etikett", "Siegel", "Ort"], ["L-1", "S-1", "x"]], delimiter=",")

    unread = read(data, "list.csv")
    assert "No row with column headings" in str(unread.fatal)
    assert unread.mapping == {"Etikett": None, "Siegel": None, "Ort": None}

    report = read(data, "list.csv", {"Etikett": "label", "Siegel": "seal", "Ort": None})
    assert report.fatal is None
    assert report.lines[0].values == {"label": "L-1", "seal": "S-1"}


def test_a_column_without_heading_can_be_mapped_by_its_letter():
    data = as_csv([["label", "", "remarks"], ["L-1", "S-1", "a"]])

    plain = read(data, "list.csv")
    assert plain.mapping == {"label": "label", "[B]": None, "remarks": "remarks"}
    assert plain.problems == []
    report = read(data, "list.csv", {"[B]": "seal"})
    assert report.lines[0].values == {"label": "L-1", "seal": "S-1", "remarks": "a"}


def test_a_heading_that_looks_like_the_letter_of_a_column_hides_nothing():
    report = read(as_csv([["label", "", "[B]"], ["L-1", "a", "b"]]), "list.csv")

    assert report.mapping == {"label": "label", "[B] (2)": None, "[B]": None}
    assert report.lines[0].extra == {"[B] (2)": "a", "[B]": "b"}
    report = read(as_csv([["label", "", "[B]"], ["L-1", "a", "b"]]), "list.csv", {"[B]": "seal"})
    assert report.lines[0].values["seal"] == "b"


def test_text_to_the_right_of_the_headings_is_kept_and_told():
    rows = [["label", "seal"], ["L-1", "S-1", "a", "b"], ["L-2", "S-2", "c"]]
    report = read(as_csv(rows), "list.csv")

    assert [(p.row, p.column, p.code) for p in report.problems] == [
        (2, "[C]", "cell_without_heading"),
        (2, "[D]", "cell_without_heading"),
        (3, "[C]", "cell_without_heading"),
    ]
    assert report.lines[0].extra == {"[C]": "a", "[D]": "b"}


def test_two_rows_of_headings_are_one():
    rows = [
        ["№", "Маркування", "Особа", "", "", "Примітки"],
        ["", "", "Прізвище", "Ім'я", "По батькові", ""],
        ["1", "L-1", "Зразченко", "Приклад", "Умовнович", "a"],
    ]
    for report in (read(as_csv(rows), "list.csv"), read(as_xlsx(rows), "list.xlsx")):
        assert report.mapping == {
            "№": None,
            "Маркування": "label",
            "Прізвище": "claimed_surname",
            "Ім'я": "claimed_given_name",
            "По батькові": "claimed_patronymic",
            "Примітки": "remarks",
        }
        assert [line.row for line in report.lines] == [3]


def test_headings_in_two_languages_one_under_the_other_are_no_line():
    rows = [["Label", "Seal", "Remarks"], ["Маркування", "Пломба", "Примітки"], ["L-1", "S", ""]]

    report = read(as_csv(rows), "list.csv")

    assert [line.values["label"] for line in report.lines] == ["L-1"]


def test_a_list_of_nothing_but_labels_is_a_list():
    report = read(as_csv([["Бирка"], ["L-1"], ["L-2"]]), "list.csv")

    assert [line.values["label"] for line in report.lines] == ["L-1", "L-2"]
    assert report.problems == []


def test_a_title_right_above_the_headings_is_a_title():
    report = read(as_csv([["Список"], ["label", "seal", "seal"], ["L-1", "S", ""]]), "list.csv")

    assert [(p.row, p.code) for p in report.problems] == [(2, "column_twice")]


def test_the_mapping_of_a_report_gives_the_same_report():
    rows = [["Бирка", "Пломба", "Пломба", "№"], ["L-1", "a", "b", "c", "d"], ["Бирка", "Пломба"]]
    first = read(as_csv(rows), "list.csv")
    again = read(as_csv(rows), "list.csv", first.mapping)

    assert (again.mapping, again.lines) == (first.mapping, first.lines)
    assert {p.code for p in again.problems} | {"column_twice"} == {p.code for p in first.problems}


def test_two_rows_of_headings_can_be_mapped_otherwise():
    rows = [["Маркування", "Особа", ""], ["", "Прізвище", "Ім'я"], ["L-1", "a", "b"]]
    report = read(as_csv(rows), "list.csv", {"Прізвище": "remarks", "Ім'я": None})

    assert [one.values for one in report.lines] == [{"label": "L-1", "remarks": "a"}]
    assert report.problems == []


def test_one_heading_under_another_is_no_second_row_of_headings():
    report = read(as_csv([["Маркування", "x"], ["", "Пломба"], ["L-1", "S"]]), "list.csv")

    assert report.mapping == {"Маркування": "label", "x": None}
    assert [(p.row, p.code) for p in report.problems] == [(2, "row_skipped")]


def test_long_headings_are_headings_if_there_are_several():
    long = f"Примітки ({'щодо стану ' * 8})"
    assert read(as_csv([["Бирка", long], ["L-1", "a"]]), "list.csv").lines[0].values == {
        "label": "L-1",
        "remarks": "a",
    }
    prose = ["Бирка", "це напис, який відправник зробив на мішку, коробі або труні перед передачею"]
    assert "column headings" in str(read(as_csv([prose, ["a", "b"]]), "list.csv").fatal)


@pytest.mark.parametrize("rows", [[["проза"], ["ще проза"]], [["a", "12"], ["b", "34"]]])
def test_what_cannot_be_headings_is_not_offered_for_mapping(rows):
    assert read(as_csv(rows), "list.csv").mapping == {}
