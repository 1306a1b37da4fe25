"""Ukrainian and Russian names in Latin letters, by the tables that passports follow.

`uk_kmu2010`: resolution 55 of the Cabinet of Ministers of Ukraine, 27 January 2010 (the table of
BGN/PCGN 2019 gives the same). `ru_icao`: ICAO Doc 9303 part 3, table B, for Russian.
"""

from typing import Literal

Scheme = Literal["uk_kmu2010", "ru_icao"]

_SHARED = {
    "а": "a", "б": "b", "в": "v", "д": "d", "е": "e", "ж": "zh", "з": "z", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "iu", "я": "ia",
    "'": "",
}  # fmt: skip
_LETTERS: dict[Scheme, dict[str, str]] = {
    # What Ukrainian does not have is read as Russian, and the other way round: names stand in
    # lists of either country.
    "uk_kmu2010": _SHARED
    | {"г": "h", "ґ": "g", "є": "ie", "и": "y", "і": "i", "ї": "i", "й": "i"}
    | {"ё": "e", "ы": "y", "э": "e", "ъ": ""},
    "ru_icao": _SHARED
    | {"г": "g", "и": "i", "й": "i", "ё": "e", "ы": "y", "э": "e", "ъ": "ie"}
    | {"ґ": "g", "є": "ie", "і": "i", "ї": "i"},
}
_AT_THE_START = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
APOSTROPHES = dict.fromkeys(map(ord, "’ʼ‘`´ʹ′＇"), "'")


def romanise(text: str, scheme: Scheme) -> str:
    """Letter by letter; what is not Cyrillic stays. Capitals stay capitals, of a letter that
    becomes several the first, or all where the word is in capitals."""
    plain = text.translate(APOSTROPHES)
    letters = _LETTERS[scheme]
    out: list[str] = []
    before = ""  # the letter before, in lower case; "" at the start of a word
    for at, char in enumerate(plain):
        low = char.lower()
        latin = letters.get(low)
        if latin is None or (low == "'" and not _is_in_a_word(plain, at)):
            out.append(char)
            before = low if char.isalpha() else ""
            continue
        if scheme == "uk_kmu2010":
            if low == "г" and before == "з":
                latin = "gh"
            elif not before:
                latin = _AT_THE_START.get(low, latin)
        out.append(_as_written(latin, char, _is_shouted(plain, at)))
        before = low
    return "".join(out)


def _is_in_a_word(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalpha() and text[at + 1].isalpha()


def _is_shouted(text: str, at: int) -> bool:
    beside = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return any(char.isupper() for char in beside) and not any(char.islower() for char in beside)


def _as_written(latin: str, char: str, is_shouted: bool) -> str:
    if not char.isupper():
        return latin
    return latin.upper() if is_shouted else latin.capitalize()
