"""Comparing names as they are written: in three scripts, with words in any order, with initials,
short forms and typing errors. Every spelling is kept elsewhere, as written; this only compares.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import permutations

from rapidfuzz.distance import JaroWinkler

from cases.identification.given_names import classes_of, fathers_of, initials_of
from cases.identification.romanisation import Scheme, romanise
from cases.identification.spelling import fold, skeleton, words_of

__all__ = [
    "Scheme",
    "heard",
    "keys",
    "keys_kept",
    "romanise",
    "same_given_name",
    "similarity",
    "sort_key",
]

# How much a word says of who somebody is: there are many surnames, and few first names.
SURNAME, GIVEN, PATRONYMIC = 0.5, 0.3, 0.2
SAME_CLASS = 0.97  # Микола and Николай: one name, written otherwise
SAME_SKELETON = 0.92
INITIAL = 0.85  # it does not contradict, and says little
OTHER_NAME = 0.55  # two first names that are known to be different, however alike they look
LEFT_OUT = 0.04  # for each word that one has and the other has not
WITHOUT_SURNAME = 0.7  # at most, where only first name and patronymic are compared
MOST_WORDS = 4  # more are compared by their first four: the number of orders grows too fast


@dataclass(frozen=True)
class _Word:
    written: str

    @cached_property
    def folded(self) -> str:
        return fold(self.written)

    @cached_property
    def consonants(self) -> str:
        return skeleton(self.folded)

    @cached_property
    def is_initial(self) -> bool:
        return len(self.folded) == 1 or len(self.written.rstrip(".")) == 1

    @cached_property
    def given(self) -> frozenset[str]:
        return frozenset() if self.is_initial else classes_of(self.written)

    @cached_property
    def father(self) -> frozenset[str]:
        return frozenset() if self.is_initial else fathers_of(self.written)

    @cached_property
    def weight(self) -> float:
        if self.father:
            return PATRONYMIC
        return GIVEN if self.given or self.is_initial else SURNAME


def same_given_name(a: str, b: str) -> bool:
    """Two forms of one first name, in any of the three scripts: Олександр, Саша, Alexander."""
    return fold(a) == fold(b) or bool(classes_of(a) & classes_of(b))


def keys(full_name: str) -> frozenset[str]:
    """What to look for among many: two spellings of one name share a key as a rule, and two
    people may share one too. `n:` a surname as it is heard, `s:` its consonants, `f:` first name
    with patronymic; of a first name alone, `g:` its class. Of nothing that can be read, none."""
    words = _whole(full_name)
    surnames = _surnames(words)
    found = {f"n:{word.folded}" for word in surnames}
    found |= {f"s:{word.consonants}" for word in surnames if len(word.consonants) > 2}
    given = {one for word in words for one in word.given}
    fathers = {one for word in words for one in word.father}
    found |= {f"f:{one}/{father}" for one in given for father in fathers}
    if not surnames:
        found |= {f"g:{one}" for one in given}
        found |= {f"n:{word.folded}" for word in words}
    return frozenset(found)


def keys_kept(full_name: str) -> frozenset[str]:
    """The keys that stand beside a name in the store: also `g:` where there is a surname, and `i:`
    the initials. They tell apart those who share a surname, and a first name alone finds all."""
    words = _words(full_name)
    given = {f"g:{one}" for word in words for one in word.given}
    short = (word.written for word in words if word.is_initial or word.given or word.father)
    return keys(full_name) | given | {f"i:{one}" for text in short for one in initials_of(text)}


def heard(full_name: str) -> tuple[str, ...]:
    """What may be the surname, as it is heard, in letters that differ without case: by these a
    slip is found, or a part."""
    return tuple(word.folded.casefold() for word in _surnames(_whole(full_name)))


def similarity(a: str, b: str) -> float:
    """How alike two names are, 0..1; 1 where they are spellings of the same words, in any order.

    The words are paired as they fit best; each pair counts by what it says (a surname more than a
    first name, a patronymic least), by Jaro-Winkler on the folded spellings, or by class. Words
    that only one of the two has are unknown, not different. Symmetric.
    """
    first, second = _words(a)[:MOST_WORDS], _words(b)[:MOST_WORDS]
    if not first or not second:
        return 0.0
    if len(first) > len(second):
        first, second = second, first
    alike = max(_of_orders(first, second))
    left_out = len(second) - len(first)
    if left_out and not any(word.weight == SURNAME for word in first):
        alike = min(alike, WITHOUT_SURNAME)
    return round(alike * (1 - LEFT_OUT * left_out), 6)  # the same both ways round


def sort_key(full_name: str) -> str:
    """Names of all scripts in one order: by their Ukrainian romanisation, without case."""
    return romanise(full_name, "uk_kmu2010").casefold()


def _whole(name: str) -> list[_Word]:
    return [word for word in _words(name) if not word.is_initial]


def _surnames(words: list[_Word]) -> list[_Word]:
    """A surname may look like a first name or a patronymic: then every word may be one."""
    surnames = [word for word in words if not word.given and not word.father]
    return surnames or (words if len(words) > 1 else [])


@lru_cache(maxsize=10_000)
def _words(name: str) -> tuple[_Word, ...]:
    return tuple(_word(word) for word in words_of(name))


@lru_cache(maxsize=100_000)
def _word(written: str) -> _Word:
    """Once for all who bear it: what is asked of a word is not cheap."""
    return _Word(written)


def _of_orders(first: tuple[_Word, ...], second: tuple[_Word, ...]) -> Iterator[float]:
    """Every way of giving each of the first another of the second."""
    rows = [[_weighed(one, other) for other in second] for one in first]
    for order in _orders(len(first), len(second)):
        found = total = 0.0
        for row, place in zip(rows, order, strict=True):
            weight, alike = row[place]
            found += weight * alike
            total += weight
        yield found / total


@lru_cache
def _orders(few: int, many: int) -> tuple[tuple[int, ...], ...]:
    return tuple(permutations(range(many), few))


def _weighed(one: _Word, other: _Word) -> tuple[float, float]:
    return (one.weight + other.weight) / 2, _alike(one, other)


def _alike(one: _Word, other: _Word) -> float:
    if one.is_initial or other.is_initial:
        return INITIAL if initials_of(one.written) & initials_of(other.written) else 0.0
    if one.folded == other.folded:
        return 1.0
    if one.given & other.given or one.father & other.father:
        return SAME_CLASS
    alike = JaroWinkler.similarity(one.folded, other.folded)
    if (one.given and other.given) or (one.father and other.father):
        return min(alike, OTHER_NAME)
    if one.consonants == other.consonants:
        return max(alike, SAME_SKELETON)
    return alike
