"""What a corrected version of a list changed: lines added, gone, changed and moved.

Between two versions of one side's list. The lists of the two sides are compared elsewhere.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from repatriation.tables.folding import fold_label

from .columns import COLUMNS
from .report import Line, Value


@dataclass(frozen=True)
class Change:
    """One line in both versions. `columns` are canonical names, or headings of the sender's own."""

    before: Line
    after: Line
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Differences:
    added: list[Line]
    gone: list[Line]
    changed: list[Change]
    moved: list[tuple[Line, Line]]  # before and after, where others kept their order

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.changed or self.moved)


def differences(before: Sequence[Line], after: Sequence[Line]) -> Differences:
    """The n-th line with a label is the n-th with it in the other version; a line without one is
    found by all that it says, or else by its seal."""
    pairs = _paired(before, after)
    kept = {old.position for old, _ in pairs}
    found = {new.position for _, new in pairs}
    changes = [Change(old, new, tuple(_columns(old, new))) for old, new in pairs]
    return Differences(
        added=[line for line in after if line.position not in found],
        gone=[line for line in before if line.position not in kept],
        changed=[change for change in changes if change.columns],
        moved=list(_moved(pairs)),
    )


def _paired(before: Sequence[Line], after: Sequence[Line]) -> list[tuple[Line, Line]]:
    """In the order of the new version. The surest way to know a line again comes first."""
    pairs: list[tuple[Line, Line]] = []
    left, right = list(before), list(after)
    for key in (_label, _everything, _seal):
        waiting: dict[object, list[Line]] = defaultdict(list)
        for line in reversed(left):
            waiting[key(line)].append(line)
        unpaired = []
        for line in right:
            if key(line) and waiting[key(line)]:
                pairs.append((waiting[key(line)].pop(), line))
            else:
                unpaired.append(line)
        taken = {old.position for old, _ in pairs}
        left, right = [line for line in left if line.position not in taken], unpaired
    return sorted(pairs, key=lambda pair: pair[1].position)


def _label(line: Line) -> object:
    return fold_label(str(line.values.get("label", "")))


def _everything(line: Line) -> object:
    return None if _label(line) else (*sorted(line.values.items()), *sorted(line.extra.items()))


def _seal(line: Line) -> object:
    return None if _label(line) else fold_label(str(line.values.get("seal", "")))


def _columns(old: Line, new: Line) -> Iterator[str]:
    for name in COLUMNS:
        if _value(old, name) != _value(new, name):
            yield name
    for heading in dict.fromkeys((*old.extra, *new.extra)):
        if old.extra.get(heading, "") != new.extra.get(heading, ""):
            yield heading
    if old.has_no_label != new.has_no_label and "label" not in old.values:
        yield "label"


def _value(line: Line, name: str) -> Value:
    return line.values.get(name, "")


def _moved(pairs: Iterable[tuple[Line, Line]]) -> Iterator[tuple[Line, Line]]:
    """All but the longest run of lines that stand in the same order in both."""
    pairs = list(pairs)
    ends: list[int] = []  # the least old position at which a run of that length ends
    at: list[int] = []  # which pair that is
    earlier: list[int] = []
    for index, (old, _) in enumerate(pairs):
        length = bisect_left(ends, old.position)
        ends[length : length + 1], at[length : length + 1] = [old.position], [index]
        earlier.append(at[length - 1] if length else -1)
    stays, index = set(), at[-1] if at else -1
    while index >= 0:
        stays.add(index)
        index = earlier[index]
    return (pair for index, pair in enumerate(pairs) if index not in stays)
