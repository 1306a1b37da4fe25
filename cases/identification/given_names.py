"""First names that are one name: Микола, Николай, Nicholas; and the father's name in a patronymic.

The classes stand in given_names.txt. A form may be of several, as Саша is; a class is called by
its first form.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from cases.identification.spelling import fold

# Of a folded patronymic: -ович, -евич, -ич; -івна, -овна, -евна, -ична.
_PATRONYMIC = re.compile(r"(?:[eo]viQ|[eoi]vna|iniQna|iQna|iQ)$")
_SOFTENED = "єїюяёйyj"  # written with Y or I in Latin letters
_LAST_VOWELS = re.compile(r"[aeiou]+$")
# Where the father's name loses or gains a sound: Лев, Львович; Яків, Яковлевич.
_IRREGULAR = {"lv": "lev", "akovl": "akov", "ak": "akov"}


@cache
def classes_of(word: str) -> frozenset[str]:
    """The classes this form of a first name is of; none where it is not known as one."""
    return _by_form().get(fold(word), frozenset())


@cache
def initials_of(word: str) -> frozenset[str]:
    """The folded first letters this name may be shortened to: Олександр is О. in one language and
    А. in another; and Євген, as Yevhen, is Y."""
    longer = {form for one in classes_of(word) | fathers_of(word) for form in _formal()[one]}
    forms = {word, *longer}
    softened = {"i" for form in forms if form[:1].casefold() in _SOFTENED}
    return frozenset(fold(form)[:1] for form in forms) | softened


@cache
def fathers_of(word: str) -> frozenset[str]:
    """The classes of the father's first name where the word is a patronymic: Миколайович and
    Николаевич are of one. None where it is none, or of a name that is not known."""
    folded = fold(word)
    stem = _LAST_VOWELS.sub("", _PATRONYMIC.sub("", folded))
    if not _PATRONYMIC.search(folded) or not stem:
        return frozenset()
    stem = _stem(_IRREGULAR.get(stem, stem))
    return _by_stem().get(stem, frozenset())


def _stem(folded: str) -> str:
    return _LAST_VOWELS.sub("", folded)


@cache
def _lines() -> tuple[tuple[str, ...], ...]:
    text = files(__package__).joinpath("given_names.txt").read_text(encoding="utf-8")
    return tuple(tuple(line.split()) for line in text.splitlines() if not line.startswith("#"))


@cache
def _formal() -> Mapping[str, tuple[str, ...]]:
    """The Ukrainian and the Russian form of a class: short forms are not made initials."""
    return {forms[0]: forms[:2] for forms in _lines()}


@cache
def _by_form() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for forms in _lines():
        for form in forms:
            found[fold(form)].add(forms[0])
    return {form: frozenset(classes) for form, classes in found.items()}


@cache
def _by_stem() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for form, classes in _by_form().items():
        found[_stem(form)] |= classes
    return {stem: frozenset(classes) for stem, classes in found.items()}
