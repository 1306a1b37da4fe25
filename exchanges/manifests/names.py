"""Whether two names may be one, whoever wrote them down: in Ukrainian, Russian or Latin letters.

A first, small answer: how the consonants sound, nothing about diminutives or other forms of a given
name (Микола, Николай). It only suggests a pair that a person then looks at.
"""

import re
import unicodedata
from functools import lru_cache

ONE_EDIT_FROM = 4  # consonants; of shorter words too many lie one edit apart
SAME, NEARLY, INITIAL = 1.0, 0.8, 0.7

_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = str.maketrans(
    dict(zip("бвгґджзклмнпрстфхцчшщ", "bvggdzzklmnprstfχccss", strict=True))
    | dict.fromkeys("аеёєиіїйоуўыэюя", "a")
    | dict.fromkeys("ьъ", "")
)
# In this order; χ stands for the sound of х while x still is the letter.
_LATIN = (
    *(("shch", "s"), ("sch", "s"), ("sh", "s"), ("zh", "z"), ("kh", "χ"), ("ch", "c"), ("ts", "c")),
    *(("tz", "c"), ("ph", "f"), ("ck", "k"), ("x", "ks"), ("w", "v"), ("q", "k"), ("h", "g")),
    ("χ", "x"),
)
_VOWELS = re.compile("[aeiouyj]+")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def sounds(text: str) -> tuple[str, ...]:
    """Each word by its consonants; a first vowel is an “a”: Олексій and Alexei are both “alks”."""
    plain = text.casefold().replace("’", "").replace("'", "").replace("ʼ", "")
    return tuple(_sound(word) for word in _WORD.findall(plain))


def likeness(one: str, other: str) -> float:
    """From 0 to 1, the same either way round. One word in common is never more than a half."""
    first, second = sorted((sounds(one), sounds(other)))
    if not first or not second:
        return 0.0
    pairs = sorted(
        (-_alike(a, b), abs(i - j), i + j, i, j)
        for i, a in enumerate(first)
        for j, b in enumerate(second)
    )
    left, right, found = set(range(len(first))), set(range(len(second))), 0.0
    for score, _apart, _sum, i, j in pairs:
        if score and i in left and j in right:
            left.remove(i)
            right.remove(j)
            found -= score
    return found / max(min(len(first), len(second)), 2)


def _sound(word: str) -> str:
    word = unicodedata.normalize("NFKD", word.translate(_CYRILLIC))
    word = "".join(char for char in word if not unicodedata.combining(char))
    for written, sound in _LATIN:
        word = word.replace(written, sound)
    first = "a" if _VOWELS.match(word) else ""
    return _TWICE.sub(r"\1", first + _VOWELS.sub("", word))


def _alike(a: str, b: str) -> float:
    if a == b:
        return SAME if len(a) > 1 else INITIAL
    if min(len(a), len(b)) == 1:
        return INITIAL if a[0] == b[0] else 0.0
    if min(len(a), len(b)) >= ONE_EDIT_FROM and _one_edit_apart(a, b):
        return NEARLY
    return 0.0


def _one_edit_apart(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    if len(long) - len(short) > 1:
        return False
    same = next((i for i, char in enumerate(short) if char != long[i]), len(short))
    rest = short[same:] if len(short) < len(long) else short[same + 1 :]
    return rest == long[same + 1 :]
