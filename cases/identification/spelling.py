"""Spellings of one name in three scripts, folded into one: a key finds, it never proves."""

import re
import unicodedata

from cases.identification.romanisation import APOSTROPHES

# Latin letters that hide in a Cyrillic word.
_TO_CYRILLIC = str.maketrans("aceopxyiABCEHIKMOPTX", "асеорхуіАВСЕНІКМОРТХ")
_LATIN = re.compile(r"[a-zA-Z]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*\.?")

# Capitals are sounds of more than one Latin letter: C ts, J zh, Q ch, X sh and shch. G is also H,
# which stands for Ukrainian г and, as KH, for х.
_FOLDED = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ё": "e",
        "ж": "J", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "ы": "i", "к": "k", "л": "l",
        "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "v",
        "ф": "f", "х": "g", "ц": "C", "ч": "Q", "ш": "X", "щ": "X", "ь": "", "ъ": "", "э": "e",
        "ю": "iu", "я": "ia", "'": "",
    }
)  # fmt: skip
_SOFT_E = re.compile(r"ь[оёєе]|й[оё]|'є|ъе")  # one vowel, softened, written in many ways
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (  # long before short
        ("shch|szcz|sch|sh|sz", "X"),
        ("tch|ch|cz", "Q"),
        ("zh", "J"),
        ("ts|tz|c(?=[eiy])", "C"),
        ("kh|[gh]", "g"),
        ("ph", "f"),
        ("x", "ks"),
        ("ck|[cq]", "k"),
        ("w", "v"),
        ("[yj]", "i"),
    )
]
_I_BEFORE_VOWEL = re.compile(r"i+(?=[aeou])")
_TWICE = re.compile(r"(.)\1+")
_EV = re.compile(r"(?<=..)ev(?=a?$|iQ$|na$)")  # heard as -ов too; not in Лев


def words_of(name: str) -> list[str]:
    """The words of a name as written, initials with their dot; a double surname is two words."""
    plain = unicodedata.normalize("NFC", name).translate(APOSTROPHES)
    return _WORD.findall(plain)


def fold(word: str) -> str:
    """Ukrainian, Russian and Latin spellings of one word fall together, as far as letters go:
    Ковальов, Ковалёв and Kovalov; Григор'єв and Grigoriev; Щербак and Shcherbak."""
    plain = unicodedata.normalize("NFKC", word).translate(APOSTROPHES).rstrip(".")
    if _CYRILLIC.search(plain):
        if _LATIN.search(plain):
            plain = plain.translate(_TO_CYRILLIC)
        folded = _SOFT_E.sub("е", plain.casefold()).translate(_FOLDED)
    else:
        folded = _without_marks(plain.casefold())
        for sound, sign in _SOUNDS:
            folded = sound.sub(sign, folded)
    folded = _TWICE.sub(r"\1", _I_BEFORE_VOWEL.sub("", folded))
    return _EV.sub("ov", folded)


def skeleton(folded: str) -> str:
    """The first sign and the consonants: what stays where vowels are heard differently, as in
    Дніпровський and Днепровский."""
    return folded[:1] + re.sub("[aeiou]", "", folded[1:])


def _without_marks(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.replace("š", "sh").replace("č", "ch"))
    kept = apart.replace("ž", "zh").replace("'", "")
    return "".join(char for char in kept if not unicodedata.combining(char))
