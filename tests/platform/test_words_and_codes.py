"""Numbers in words, and codes as people read and type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatriation.documents.codes import ALPHABET, code_meant, code_shown, new_code
from repatriation.documents.words import MOST, in_words

SAID = {
    0: ("zero", "нуль", "ноль"),
    1: ("one", "один", "один"),
    2: ("two", "два", "два"),
    13: ("thirteen", "тринадцять", "тринадцать"),
    40: ("forty", "сорок", "сорок"),
    1002: ("one thousand two", "одна тисяча два", "одна тысяча два"),
    1245: (
        "one thousand two hundred forty-five",
        "одна тисяча двісті сорок п'ять",
        "одна тысяча двести сорок пять",
    ),
    12_000: ("twelve thousand", "дванадцять тисяч", "двенадцать тысяч"),
    22_011: (
        "twenty-two thousand eleven",
        "двадцять дві тисячі одинадцять",
        "двадцать две тысячи одиннадцать",
    ),
    1_000_000: ("one million", "один мільйон", "один миллион"),
}


@pytest.mark.parametrize(("number", "said"), SAID.items())
def test_numbers_are_said_as_people_say_them(number, said):
    assert tuple(in_words(number, language) for language in ("en", "uk", "ru")) == said


@given(st.lists(st.integers(0, MOST), min_size=2, max_size=2, unique=True))
@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_two_numbers_are_never_said_alike(language, numbers):
    first, second = (in_words(number, language) for number in numbers)

    assert first != second
    assert first == " ".join(first.split()) != ""


def test_what_nobody_wrote_down_is_not_said():
    assert [in_words(5, "fr"), in_words(MOST + 1, "en"), in_words(-1, "uk")] == ["", "", ""]


def test_a_code_is_read_however_it_is_typed():
    code = "1A0CEHKMPTX7"

    for typed in (code, code_shown(code), "1a0c-ehkm-ptx7", "IАOС ЕНКМ РТХ7", f" {code} "):
        assert code_meant(typed) == code


@pytest.mark.parametrize(
    "typed", ["", "K7QF", "K7QF-2M9X-4TBC-1", "ЖЖЖЖ-ЖЖЖЖ-ЖЖЖЖ", "U" * 12, "\0"]
)
def test_what_is_no_code_is_none(typed):
    assert code_meant(typed) == ""


def test_codes_are_not_alike_and_are_read_back():
    codes = {new_code() for _ in range(200)}

    assert len(codes) == 200
    assert all(
        code_meant(code_shown(code)) == code and set(code) <= set(ALPHABET) for code in codes
    )
