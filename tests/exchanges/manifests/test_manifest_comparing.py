"""Two lists of one handover: which of their lines are of one container, and where they differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchanges.manifests.comparing import Pairing, compare

pytestmark = pytest.mark.plain

SAME, OTHERWISE, PROBABLE = Pairing.SAME, Pairing.OTHERWISE, Pairing.PROBABLE
ONLY_FIRST, ONLY_SECOND = Pairing.ONLY_FIRST, Pairing.ONLY_SECOND


def line(label="", **values):
    return {"label": label} | values


def pairs(first, second):
    return [(pair.pairing, pair.first, pair.second) for pair in compare(first, second)]


def paired(one, other):
    """How two lines alone are paired."""
    return compare([one], [other])[0].pairing


def test_the_same_labels_are_pairs_in_any_order():
    found = pairs([line("A-1"), line("A-2")], [line("A-2"), line("A-1")])

    assert found == [(SAME, 0, 1), (SAME, 1, 0)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("А-12", "A-12"),  # a Cyrillic letter
        ("SYN-0012", "syn 12"),
        ("№ 12", "12"),
        ("мешок № 12", "bag 12"),
        ("SYN/12", "SYN–12"),
        ("SYN-0012", "12"),  # without its letters
        ("No. 7", "0007"),
    ],
)
def test_one_number_written_otherwise_is_a_pair(one, other):
    assert paired(line(one), line(other)) == OTHERWISE


@pytest.mark.parametrize(
    ("one", "other"), [("A-12", "B-12"), ("A-1-2", "A-12"), ("A-12", "A-13"), ("№", "-"), ("", "")]
)
def test_other_numbers_are_no_pair(one, other):
    assert paired(line(one), line(other)) == ONLY_FIRST


def test_a_number_without_letters_that_could_be_two_is_no_pair():
    found = pairs([line("12")], [line("A-12"), line("B-12")])

    assert [pairing for pairing, *_places in found] == [ONLY_FIRST, ONLY_SECOND, ONLY_SECOND]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Умовенко Олексій", "Умовенко Алексей"),
        ("Зразковенко Євген Прикладович", "Zrazkovenko Yevhen"),
        ("ВИГАДАНЮК Олександр", "Александр Выгаданюк"),
        ("Умовенко Дмитро Юрійович", "Umovenko D. Yu."),
    ],
)
def test_one_name_in_other_letters_makes_a_probable_pair(one, other):
    assert paired(line("A-1", claimed_name=one), line("Q-7", claimed_name=other)) == PROBABLE


def test_a_name_in_three_columns_is_compared_with_one_in_one_column():
    parts = {"claimed_surname": "Умовенко", "claimed_given_name": "Приклад"}

    (pair,) = compare([line("A-1", **parts)], [line("A-1", claimed_name="Умовенко Приклад")])

    assert pair.differs == ()


def test_a_surname_alone_is_not_enough_without_place_and_day():
    where = {"origin_place": "с. Вигадане", "recovered_on": "2025-06-05"}
    one, other = {"claimed_name": "Умовенко"}, {"claimed_name": "Умовенко Приклад Ілліч"}

    assert paired(line("A-1", **one), line("Q-7", **other)) == ONLY_FIRST
    assert paired(line("A-1", **one, **where), line("Q-7", **other, **where)) == PROBABLE


def test_another_day_of_birth_is_another_person():
    one = line("A-1", claimed_name="Умовенко Приклад", claimed_birth_date="1980-01-01")
    other = line("Q-7", claimed_name="Умовенко Приклад", claimed_birth_date="1991-05")

    assert paired(one, other) == ONLY_FIRST


def test_the_same_seal_makes_a_probable_pair():
    assert paired(line("A-1", seal="S-88"), line("Q-7", seal="s‑88")) == PROBABLE


def test_one_line_from_a_place_and_day_on_each_list_is_probable_and_two_are_not():
    where = {"origin_place": "с. Вигадане", "recovered_on": "2025-06-05"}

    assert paired(line("A-1", **where), line(**where)) == PROBABLE
    found = pairs([line("A-1", **where), line("A-2", **where)], [line(**where)])
    assert [pairing for pairing, *_places in found] == [ONLY_FIRST, ONLY_FIRST, ONLY_SECOND]


def test_repeated_labels_are_paired_by_what_agrees_and_then_in_order():
    first = [line("X", seal="1"), line("X", seal="2"), line("X")]
    second = [line("X", seal="2"), line("X"), line("X")]

    assert pairs(first, second) == [(SAME, 0, 1), (SAME, 1, 0), (SAME, 2, 2)]
    assert pairs([line("X")] * 3, [line("X")] * 2) == [
        (SAME, 0, 0),
        (SAME, 1, 1),
        (ONLY_FIRST, 2, None),
    ]


def test_very_many_of_one_label_are_paired_by_what_they_say():
    first = [line("X", remarks=str(number)) for number in range(60)]

    assert pairs(first, first[::-1]) == [(SAME, number, 59 - number) for number in range(60)]


def test_the_fields_that_differ_are_named():
    one = line("A-1", seal="1", container_kind="bag", recovered_on="2025", remarks="wet")
    other = line("A-1", seal="2", container_kind="bag", recovered_on="2025-06-05", remarks="WET ")

    assert compare([one], [other])[0].differs == ("seal",)


def test_what_a_list_has_no_column_for_does_not_differ():
    first = [line("A-1", seal="1", remarks="wet"), line("A-2", seal="2")]
    second = [line("A-1", seal="1"), line("A-2")]

    assert [pair.differs for pair in compare(first, second)] == [(), ("seal",)]


NAMES = ["", "Умовенко Приклад", "Умовенко П.", "Umovenko Pryklad", "Вигаданюк Зразок"]
LINES = st.fixed_dictionaries(
    {"label": st.sampled_from(["", "A-1", "А-1", "a 01", "1", "№1", "B-1", "X", "12"])},
    optional={
        "seal": st.sampled_from(["1", "2", "S-1"]),
        "claimed_name": st.sampled_from(NAMES),
        "origin_place": st.sampled_from(["с. Вигадане", "Vyhadane", "хутір Зразок"]),
        "recovered_on": st.sampled_from(["2025", "2025-06-05", "2025-06-07"]),
        "claimed_birth_date": st.sampled_from(["1980", "1980-01-01", "1991"]),
    },
)
LISTS = st.lists(LINES, max_size=12)


@given(LISTS, LISTS)
def test_every_line_is_in_exactly_one_pair(first, second):
    found = compare(first, second)

    assert sorted(p.first for p in found if p.first is not None) == list(range(len(first)))
    assert sorted(p.second for p in found if p.second is not None) == list(range(len(second)))


@given(LISTS, LISTS)
def test_it_is_the_same_from_either_side_and_every_time(first, second):
    turned = {SAME: SAME, OTHERWISE: OTHERWISE, PROBABLE: PROBABLE}
    turned |= {ONLY_FIRST: ONLY_SECOND, ONLY_SECOND: ONLY_FIRST}

    one = {(turned[p.pairing], p.second, p.first, p.differs) for p in compare(first, second)}

    assert one == {(p.pairing, p.first, p.second, p.differs) for p in compare(second, first)}
    assert compare(first, second) == compare(first, second)


@given(LISTS)
def test_a_list_agrees_with_itself(lines):
    lines = [one for one in lines if one["label"]]

    assert all(p.pairing == SAME and not p.differs for p in compare(lines, lines))
