"""What two spellings of one container's number have in common."""

import re

from repatriation.tables.folding import fold_label

from .synonyms import NUMBER_WORDS
from .vocabulary import KIND_WORDS

_PART = re.compile(r"\d+|[^\W\d_]+")
_SPACED = re.compile(r"[\W_]+")
# What stands before a number and says no more than that it is one, or what it is a number of.
_EMPTY_WORDS = frozenset(
    part
    for word in (*NUMBER_WORDS, *(word for words in KIND_WORDS.values() for word in words))
    for part in _PART.findall(fold_label(word))
)


def number_parts(label: str) -> tuple[str, ...]:
    """Letters and numbers in turn: “№ SYN–0012”, “syn 12” and “SYN/12” are all `("syn", "12")`.

    Without marks, spaces and leading zeros; letters that look alike are one; words that only say
    “number” or “bag” are left out, where something is left without them.
    """
    words = [fold_label(word) for word in _SPACED.split(label.replace("№", " ")) if word]
    parts = [part for word in words for part in _PART.findall(word)]
    parts = [part for part in parts if part not in _EMPTY_WORDS] or parts
    return tuple(part.lstrip("0") or "0" if part.isdigit() else part for part in parts)


def digits_of(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for part in parts if part.isdigit())


def may_be_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Where the numbers are the same: one of the two is written without the letters."""
    return one == other or digits_of(one) == one or digits_of(other) == other
