"""Whole numbers in words, as they stand on an act beside their digits. No Django here.

In the nominative and masculine, which is right for containers in English, Ukrainian and Russian.
A library for this exists, and rests on one that nobody has kept since 2014.
"""

from collections.abc import Iterator

MOST = 999_999_999  # more containers than anybody hands over

UNITS = {
    "en": (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen"
    ),
    "uk": (
        "нуль один два три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять "
        "тринадцять чотирнадцять п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять"
    ),
    "ru": (
        "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать "
        "тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
    ),
}
TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "uk": "двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто",
    "ru": "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
}
HUNDREDS = {
    "uk": "сто двісті триста чотириста п'ятсот шістсот сімсот вісімсот дев'ятсот",
    "ru": "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот",
}
# After one, after two to four, after all others.
SCALES = {
    "uk": (("тисяча", "тисячі", "тисяч"), ("мільйон", "мільйони", "мільйонів")),
    "ru": (("тысяча", "тысячи", "тысяч"), ("миллион", "миллиона", "миллионов")),
}
# A thousand is a she.
FEMININE = {"uk": {"один": "одна", "два": "дві"}, "ru": {"один": "одна", "два": "две"}}


def in_words(number: int, language: str) -> str:
    """Empty where nobody wrote the words down: another language, or a number beyond `MOST`."""
    if language not in UNITS or not 0 <= number <= MOST:
        return ""
    if number == 0:
        return UNITS[language].split()[0]
    return " ".join(_english(number) if language == "en" else _slavic(number, language))


def _english(number: int) -> Iterator[str]:
    for scale, name in ((1_000_000, "million"), (1000, "thousand")):
        if number >= scale:
            yield from _english(number // scale)
            yield name
            number %= scale
    if number >= 100:
        yield UNITS["en"].split()[number // 100]
        yield "hundred"
        number %= 100
    if number >= 20:
        tens, number = divmod(number, 10)
        ten = TENS["en"].split()[tens - 2]
        yield f"{ten}-{UNITS['en'].split()[number]}" if number else ten
    elif number:
        yield UNITS["en"].split()[number]


def _slavic(number: int, language: str) -> Iterator[str]:
    for place in (2, 1, 0):
        three = number // 1000**place % 1000
        words = list(_below_thousand(three, language))
        if place == 1 and words:
            words[-1] = FEMININE[language].get(words[-1], words[-1])
        yield from words
        if place and three:
            yield _after(three, SCALES[language][place - 1])


def _below_thousand(number: int, language: str) -> Iterator[str]:
    if number >= 100:
        yield HUNDREDS[language].split()[number // 100 - 1]
        number %= 100
    if number >= 20:
        yield TENS[language].split()[number // 10 - 2]
        number %= 10
    if number:
        yield UNITS[language].split()[number]


def _after(number: int, forms: tuple[str, str, str]) -> str:
    ones = number % 10
    if number % 100 in range(11, 20) or ones in (0, *range(5, 10)):
        return forms[2]
    return forms[0] if ones == 1 else forms[1]
