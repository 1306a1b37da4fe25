"""Two lists of one handover, compared line by line: what each side wrote about the same container.

A pair is the first of these that holds: the same label; the same number written otherwise; seal,
service number, name, place and date that make it probable. What is left stands on one list only.
No line is in two pairs, the answer is the same either way round and on every run, and the work
grows with the number of lines: only what shares a key is looked at.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from cases.identification.names import similarity
from cases.identification.spelling import fold, skeleton, words_of
from repatriation.tables.folding import fold_label, fold_words

from .columns import COLUMNS, Kind
from .numbers import digits_of, may_be_one, number_parts
from .report import Value

LARGEST_GROUP = 400  # pairs of lines under one label that are weighed each against each
LARGEST_BLOCK = 100  # pairs under one name, seal or place; a more common key says too little
# Of names: spellings of one, most likely one, and one surname with two first names.
ONE_NAME, LIKE_NAME, HALF_A_NAME = 0.95, 0.9, 0.8
ONE_WORD = 0.85  # at most, where one list gives a single word
MARKS = ("seal", "claimed_service_number")
PARTS_OF_NAME = ("claimed_surname", "claimed_given_name", "claimed_patronymic")
COMPARED = [name for name in COLUMNS if name not in ("label", *PARTS_OF_NAME)]


class Pairing(StrEnum):
    SAME = "same"
    OTHERWISE = "otherwise"  # the same number, written otherwise
    PROBABLE = "probable"
    ONLY_FIRST = "only_first"
    ONLY_SECOND = "only_second"


@dataclass(frozen=True)
class Pair:
    """Places in the two sequences. `differs` names the columns that both lists have and where the
    two lines do not say the same."""

    pairing: Pairing
    first: int | None
    second: int | None
    differs: tuple[str, ...] = ()


Values = Mapping[str, Value]


class _Read:
    """A line as it is compared; `place` is its place in the list."""

    def __init__(self, place: int, values: Values):
        self.place, self.label = place, str(values.get("label", ""))
        self.values = {name: values[name] for name in COMPARED if values.get(name)}
        if name := whole_name(values):
            self.values["claimed_name"] = name
        self.parts = number_parts(self.label)
        self.name = str(self.values.get("claimed_name", ""))
        self.words = len(words_of(self.name))
        self.where = tuple(sorted({w for w in sounds(self.text("origin_place")) if len(w) > 2}))
        self.born = self.text("claimed_birth_date")
        self.days = [self.text(column) for column in ("recovered_on", "died_on")]
        self.marks = {column: fold_label(self.text(column)) for column in MARKS}

    def text(self, column: str) -> str:
        return str(self.values.get(column, ""))


def compare(first: Sequence[Values], second: Sequence[Values]) -> list[Pair]:
    """In the order of the first list; then what only the second has, in its own order."""
    left = [_Read(place, values) for place, values in enumerate(first)]
    right = [_Read(place, values) for place, values in enumerate(second)]
    columns = _in_both(left, right)
    pairing = _Pairing(left, right, columns)
    pairing.by(Pairing.SAME, lambda line: line.label)
    pairing.by(Pairing.OTHERWISE, lambda line: line.parts)
    pairing.by_digits()
    pairing.by_evidence()
    only_first = [Pair(Pairing.ONLY_FIRST, line.place, None) for line in pairing.left.values()]
    only_second = [Pair(Pairing.ONLY_SECOND, None, line.place) for line in pairing.right.values()]
    ordered = sorted([*pairing.found, *only_first], key=lambda pair: pair.first or 0)
    return ordered + only_second


def whole_name(values: Values) -> str:
    """As it was written: in one column, or put together from three."""
    if name := values.get("claimed_name"):
        return str(name)
    return " ".join(str(values[part]) for part in PARTS_OF_NAME if values.get(part))


class _Pairing:
    """`left` and `right` are the lines that have no pair yet, in their order."""

    def __init__(self, left: list[_Read], right: list[_Read], columns: list[str]):
        self.left = {line.place: line for line in left}
        self.right = {line.place: line for line in right}
        self.columns, self.found = columns, list[Pair]()

    def by(self, pairing: Pairing, key: Callable[[_Read], Hashable]) -> None:
        """Those with one key; of several the most alike first, then the n-th with the n-th."""
        for ours, theirs in self._grouped(key):
            for one, other in _best(ours, theirs, self.columns):
                self._pair(pairing, one, other)

    def by_digits(self) -> None:
        """One side left the letters out, and no other line can be meant."""
        for ours, theirs in self._grouped(lambda line: digits_of(line.parts)):
            if len(ours) == len(theirs) == 1 and may_be_one(ours[0].parts, theirs[0].parts):
                self._pair(Pairing.OTHERWISE, ours[0], theirs[0])

    def by_evidence(self) -> None:
        """The strongest first."""
        strengths: dict[tuple[int, int], float] = {}
        for ours, theirs in self._blocks():
            for one in ours:
                for other in theirs:
                    places = (one.place, other.place)
                    if places not in strengths:
                        strengths[places] = _strength(one, other)
        for ours, theirs in self._grouped(_place_and_day):
            if len(ours) == len(theirs) == 1 and not _contradict(ours[0], theirs[0]):
                places = (ours[0].place, theirs[0].place)
                strengths[places] = max(strengths.get(places, 0.0), 0.5)
        ranked = [(-found, *_nearest(i, j)) for (i, j), found in strengths.items() if found]
        for *_rank, i, j in sorted(ranked):
            if i in self.left and j in self.right:
                self._pair(Pairing.PROBABLE, self.left[i], self.right[j])

    def _pair(self, pairing: Pairing, one: _Read, other: _Read) -> None:
        del self.left[one.place], self.right[other.place]
        differs = tuple(name for name in self.columns if not _agree(name, one, other))
        self.found.append(Pair(pairing, one.place, other.place, differs))

    def _grouped(
        self, key: Callable[[_Read], Hashable]
    ) -> Iterable[tuple[list[_Read], list[_Read]]]:
        """Of those with no pair yet; a line without a key is in no group."""
        groups: dict[Hashable, tuple[list[_Read], list[_Read]]] = defaultdict(lambda: ([], []))
        for side, lines in enumerate((self.left, self.right)):
            for line in lines.values():
                if found := key(line):
                    groups[found][side].append(line)
        return [(ours, theirs) for ours, theirs in groups.values() if ours and theirs]

    def _blocks(self) -> Iterable[tuple[list[_Read], list[_Read]]]:
        blocks: dict[Hashable, tuple[list[_Read], list[_Read]]] = defaultdict(lambda: ([], []))
        for side, lines in enumerate((self.left, self.right)):
            for line in lines.values():
                for key in _keys(line):
                    blocks[key][side].append(line)
        return [
            (ours, theirs)
            for ours, theirs in blocks.values()
            if 0 < len(ours) * len(theirs) <= LARGEST_BLOCK
        ]


def _best(
    ours: list[_Read], theirs: list[_Read], columns: list[str]
) -> Iterable[tuple[_Read, _Read]]:
    if len(ours) == len(theirs) == 1:
        return [(ours[0], theirs[0])]
    if len(ours) * len(theirs) > LARGEST_GROUP:
        return _in_order(ours, theirs)
    ranked = sorted(
        (-_agreement(one, other, columns), *_nearest(i, j))
        for i, one in enumerate(ours)
        for j, other in enumerate(theirs)
    )
    left, right, pairs = set(range(len(ours))), set(range(len(theirs))), []
    for *_rank, i, j in ranked:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((ours[i], theirs[j]))
    return pairs


def _in_order(ours: list[_Read], theirs: list[_Read]) -> Iterable[tuple[_Read, _Read]]:
    """Too many for each against each: first those that say the very same, then as they stand."""
    alike: dict[Hashable, list[_Read]] = defaultdict(list)
    for other in theirs:
        alike[_all_of(other)].append(other)
    pairs, rest = [], []
    for one in ours:
        if same := alike[_all_of(one)]:
            pairs.append((one, same.pop(0)))
        else:
            rest.append(one)
    taken = {other.place for _one, other in pairs}
    return pairs + list(
        zip(rest, (other for other in theirs if other.place not in taken), strict=False)
    )


def _all_of(line: _Read) -> Hashable:
    return tuple(sorted((name, str(value)) for name, value in line.values.items()))


def _nearest(i: int, j: int) -> tuple[int, int, int, int]:
    """Among equals, the n-th with the n-th; and the same whichever list comes first."""
    return abs(i - j), i + j, i, j


def _in_both(left: list[_Read], right: list[_Read]) -> list[str]:
    """What one list has no column for does not differ from the other list."""
    ours = {name for line in left for name in line.values}
    theirs = {name for line in right for name in line.values}
    return [name for name in COMPARED if name in ours and name in theirs]


def _agreement(one: _Read, other: _Read, columns: list[str]) -> int:
    """What both say alike, less what they say otherwise."""
    said = [name for name in columns if name in one.values or name in other.values]
    return sum(1 if _agree(name, one, other) else -1 for name in said)


def _agree(column: str, one: _Read, other: _Read) -> bool:
    ours, theirs = one.values.get(column), other.values.get(column)
    if ours == theirs:
        return True
    if not ours or not theirs:
        return False
    if column == "claimed_name":
        return one.words == other.words and similarity(one.name, other.name) >= ONE_NAME
    if COLUMNS[column].kind is Kind.DATE:
        return _dates_agree(str(ours), str(theirs))
    if COLUMNS[column].kind is not Kind.TEXT:
        return False
    if column in MARKS:
        return one.marks[column] == other.marks[column]
    return (fold_words(str(ours)) or ours) == (fold_words(str(theirs)) or theirs)


def _dates_agree(one: str, other: str) -> bool:
    """“2025” says less than “2025-06-05”, and nothing else."""
    return one.startswith(other) or other.startswith(one)


def _keys(line: _Read) -> Iterable[Hashable]:
    """What two lines of one container are likely to share, if their labels do not."""
    words = sorted({word for word in sounds(line.name)[:6] if len(word) > 1})
    yield from (("name", word) for word in words)
    yield from (("names", *pair) for pair in combinations(words, 2))
    yield from ((column, text) for column, text in line.marks.items() if text)


def _place_and_day(line: _Read) -> Hashable:
    day = line.text("recovered_on")
    return (line.where, day) if line.where and len(day) == len("2025-06-05") else ()


def _contradict(one: _Read, other: _Read) -> bool:
    if _born_apart(one, other):
        return True
    return bool(one.name and other.name) and _likeness(one, other) < HALF_A_NAME


def _born_apart(one: _Read, other: _Read) -> bool:
    return bool(one.born and other.born) and not _dates_agree(one.born, other.born)


def _likeness(one: _Read, other: _Read) -> float:
    alike = similarity(one.name, other.name)
    return min(alike, ONE_WORD) if min(one.words, other.words) < 2 else alike


def sounds(text: str) -> list[str]:
    """Each word by its consonants, in whatever script."""
    return [skeleton(fold(word)) for word in words_of(text)]


def _strength(one: _Read, other: _Read) -> float:
    """0 where it is not probable. A seal or a service number says more than a name."""
    if any(text and text == other.marks[column] for column, text in one.marks.items()):
        return 2.0 + _likeness(one, other)
    if _born_apart(one, other):
        return 0.0
    place = not {*one.where}.isdisjoint(other.where)
    days = zip(one.days, other.days, strict=True)
    day = any(ours and theirs and _dates_agree(ours, theirs) for ours, theirs in days)
    name = _likeness(one, other)
    if name >= LIKE_NAME or (name >= HALF_A_NAME and place and day):
        return name + 0.2 * place + 0.1 * day
    return 0.0
