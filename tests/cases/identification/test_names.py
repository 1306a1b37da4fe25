"""Names as people write them: three scripts, any order, initials, short forms, typing errors."""

import random
from importlib.resources import files
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.identification.given_names import classes_of, fathers_of
from cases.identification.names import keys, romanise, same_given_name, similarity, sort_key
from cases.identification.spelling import fold
from tests.factories.spellings import FATHERS, GIVEN, SURNAMES, spellings, with_a_slip


@pytest.mark.parametrize(
    ("written", "scheme", "latin"),
    [
        ("Згурський Євген Юрійович", "uk_kmu2010", "Zghurskyi Yevhen Yuriiovych"),
        ("Їжакевич Знам'янка Ґалаґан", "uk_kmu2010", "Yizhakevych Znamianka Galagan"),
        ("ЩЕРБАК Ющенко", "uk_kmu2010", "SHCHERBAK Yushchenko"),
        ("Йосипівка Стрий Яготин Костянтин", "uk_kmu2010", "Yosypivka Stryi Yahotyn Kostiantyn"),
        ("Подъячев Эльвира Царёв", "ru_icao", "Podieiachev Elvira Tsarev"),
        ("Щукин Юрьевич Хохлова", "ru_icao", "Shchukin Iurevich Khokhlova"),
        ("Smith, 12", "uk_kmu2010", "Smith, 12"),
    ],
)
def test_names_are_romanised_by_the_tables_of_passports(written, scheme, latin):
    assert romanise(written, scheme) == latin


@pytest.mark.parametrize(
    "forms",
    [
        "Олександр Александр Oleksandr Aleksandr Alexander Саша",
        "Микола Николай Mykola Nikolay Nicholas",
        "Дмитро Дмитрий Dmytro Dmitry",
        "Михайло Михаил Mykhailo Mikhail",
        "Олексій Алексей Oleksii Alexey",
        "Ганна Анна Hanna Anna",
        "Євген Евгений Yevhen Evgeny",
        "Сергій Сергей Serhii Sergey",
        "Володимир Владимир Volodymyr Vladimir",
    ],
)
def test_forms_of_one_first_name_are_one(forms):
    for one, other in product(forms.split(), repeat=2):
        assert same_given_name(one, other), f"{one} and {other}"


@pytest.mark.parametrize(
    ("one", "other"), [("Олена", "Олег"), ("Марія", "Марина"), ("Олександр", "Олексій")]
)
def test_first_names_that_look_alike_are_two(one, other):
    assert not same_given_name(one, other)
    assert similarity(f"Гальчин {one}", f"Гальчин {other}") < 0.9


def test_there_are_three_hundred_classes_of_more_than_one_form():
    text = files("cases.identification").joinpath("given_names.txt").read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]

    assert len([forms for forms in lines if len(forms) > 1]) >= 300
    assert all(forms[0] in classes_of(form) for forms in lines for form in forms)


@pytest.mark.parametrize("father", FATHERS)
def test_a_patronymic_names_the_father_in_both_languages(father):
    ours, theirs = FATHERS[father]

    assert father in fathers_of(ours) & fathers_of(theirs)
    assert father in fathers_of(romanise(ours, "uk_kmu2010"))


def test_a_surname_is_not_taken_for_a_patronymic_of_nobody():
    assert fathers_of("Хомичук") == fathers_of("Непийвода") == frozenset()


@pytest.mark.parametrize("surname", SURNAMES)
def test_a_surname_in_four_spellings_shares_a_key(surname):
    ours, theirs, latin, other_latin = (keys(one) for one in spellings(surname, "Іван", "Микола"))

    assert ours & theirs
    assert ours & latin
    assert theirs & other_latin


def test_signs_that_look_alike_are_one():
    assert fold("Мельник") == fold("Mельник") == fold("МЕЛЬНИК")  # the second begins in Latin
    assert fold("Лук'янчук") == fold("Лук’янчук") == fold("Лукʼянчук") == fold("Лукянчук")
    assert fold("Ковалёв") == fold("Ковалев") == fold("Ковальов")


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        ("Хомичук Тарас Іванович", "Тарас Иванович Хомичук", 0.99),
        ("Хомичук Тарас Іванович", "Taras Khomychuk", 0.95),
        ("Хомичук Т. І.", "Хомичук Тарас Іванович", 0.9),
        ("Хомичук О.", "Хомычук Александр", 0.9),
        ("Іванович Хомичук Тарас", "Хомичук Тарас Іванович", 1.0),
        ("Хомичкк Тарас", "Хомичук Тарас", 0.9),
    ],
)
def test_one_person_written_in_two_ways_is_found_alike(one, other, least):
    assert similarity(one, other) >= least


@pytest.mark.parametrize(
    ("one", "other", "most"),
    [
        ("Хомичук Тарас", "Побігайло Степан", 0.6),
        ("Хомичук Тарас", "Хомичук Степан", 0.9),
        ("Тарас Іванович", "Хомичук Тарас Іванович", 0.7),
        ("Хомичук О.", "Хомичук Тарас", 0.7),
        ("", "Хомичук", 0.0),
        ("—", "12", 0.0),
    ],
)
def test_two_people_are_not(one, other, most):
    assert similarity(one, other) <= most


NAMES = st.lists(
    st.text(alphabet="абвгґдеєжзиіїйклмнопрстуфхцчшщьюяёыэъabcxyz'’.-", max_size=12), max_size=5
).map(" ".join)


@given(NAMES, NAMES)
def test_likeness_is_between_nothing_and_one_and_the_same_both_ways(one, other):
    alike = similarity(one, other)

    assert 0 <= alike <= 1
    assert similarity(other, one) == pytest.approx(alike)


@given(NAMES)
def test_a_name_is_like_itself(name):
    if keys(name):
        assert similarity(name, name) >= 0.85


@given(st.text(max_size=60))
def test_nothing_that_is_written_breaks_it(text):
    keys(text), similarity(text, text), sort_key(text)
    romanise(text, "ru_icao")


def test_keys_find_the_same_person_among_many_in_another_spelling():
    """At least 95 of 100, also with a slip of the hand; and how many others they find is told."""
    chance = random.Random(20261122)
    people = [
        (chance.choice(SURNAMES), chance.choice(GIVEN), chance.choice(list(FATHERS)))
        for _ in range(600)
    ]
    found = others = 0
    index = [keys(spellings(*one)[0]) for one in people]
    for number, one in enumerate(people):
        asked = chance.choice(spellings(*one)[1:])
        if chance.random() < 0.3:
            asked = with_a_slip(asked, chance)
        sought = keys(asked)
        hits = {at for at, known in enumerate(index) if known & sought}
        found += number in hits
        others += len(hits - {number})

    assert found / len(people) >= 0.95
    assert others / len(people) < 60  # of 600, with fifty surnames


def test_names_of_all_scripts_stand_in_one_order():
    assert sorted(["Щербак", "Abel", "Бойко", "ґудзь"], key=sort_key) == [
        "Abel", "Бойко", "ґудзь", "Щербак",
    ]  # fmt: skip
