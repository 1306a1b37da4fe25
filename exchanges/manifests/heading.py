"""Headings to canonical columns: what a heading means, and which row holds the headings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from openpyxl.utils import column_index_from_string

from repatriation.tables.characters import cleaned, is_blank
from repatriation.tables.folding import fold_heading
from repatriation.tables.headings import Meanings, unique
from repatriation.tables.limits import HEAD
from repatriation.tables.table import Row

from .synonyms import NUMBER_WORDS, NUMBERING, SYNONYMS

LONGEST_HEADING = 60  # a longer text beside a lone label is prose, not a heading
_LETTERS = re.compile(r"\[([A-Z]{1,2})\]")

_UNDERSTOOD = Meanings(SYNONYMS, NUMBER_WORDS)
MEANINGS = _UNDERSTOOD.by_heading
meaning_of = _UNDERSTOOD.of
RUNNING_NUMBERS = {fold_heading(heading) for heading in NUMBERING} | {""}


@dataclass(frozen=True)
class Heading:
    """The headings of a table. Two rows of them (a group over its parts) become one."""

    row: int  # the row of the upper one
    above: int  # how many of the table's rows are titles
    rows: tuple[tuple[str, ...], ...]  # folded, to know them again on the next printed page
    names: Mapping[int, str]  # place -> heading as sent; a repeated one gets " (2)"
    columns: Mapping[int, str]  # place -> canonical column
    twice: Mapping[int, str]  # place -> canonical column which an earlier one already is

    @cached_property
    def label(self) -> int | None:
        return next((place for place, name in self.columns.items() if name == "label"), None)

    @cached_property
    def numbering(self) -> int | None:
        """The first column, if it is the running number of the list."""
        first = min(self.names)
        name = fold_heading(self.names[first])
        return first if first not in self.columns and name in RUNNING_NUMBERS else None

    @property
    def mapping(self) -> dict[str, str | None]:
        return {name: self.columns.get(place) for place, name in self.names.items()}


def find_heading(rows: Sequence[Row], chosen: Mapping[str, str | None]) -> Heading | None:
    """The row, or pair of rows, that a person named or else where most is understood."""
    best, most = None, (0, False, 1)
    for index, row in enumerate(rows[:HEAD]):
        below = rows[index + 1] if index + 1 < len(rows) else None
        for cells in (row.cells, *_joined(row, below)):
            heading = _heading(cells, index, row, below, chosen)
            score = _score(heading, chosen)
            if score > most and (score[2] > 1 or _is_short(cells)):
                best, most = heading, score
    return best


def headings_in(rows: Sequence[Sequence[str]], chosen: Mapping[str, str | None]) -> int:
    """How much of the best row is understood, as one number to compare tables by."""
    heading = find_heading([Row(n, list(cells)) for n, cells in enumerate(rows, 1)], chosen)
    if heading is None:
        return 0
    named, has_label, known = _score(heading, chosen)
    return named * 10_000 + has_label * 1_000 + known


def _score(heading: Heading, chosen: Mapping[str, str | None]) -> tuple[int, bool, int]:
    """Headings that the person named; whether there is a label; headings that are understood."""
    named = {place for place, name in heading.names.items() if name in chosen}
    return len(named), heading.label is not None, len(named | heading.columns.keys())


def likely_heading(rows: Sequence[Row]) -> Heading | None:
    """Where nothing is understood: the first row of several texts, for a person to map."""
    for index, row in enumerate(rows[:HEAD]):
        texts = [cell for cell in row.cells if not is_blank(cell)]
        if len(texts) > 1 and not any(re.search(r"\d{2}", cell) for cell in texts):
            return _heading(row.cells, index, row, None, {})
    return None


def _joined(row: Row, below: Row | None) -> list[list[str]]:
    """The cells with the row below laid over them, if that one too is nothing but headings."""
    if below is None:
        return []
    parts = [cell for cell in below.cells if not is_blank(cell)]
    if len(parts) < 2 or not all(map(meaning_of, parts)):
        return []
    if not any(map(meaning_of, row.cells)):
        return []  # a title
    width = max(len(row.cells), len(below.cells))
    upper = [*row.cells, *[""] * (width - len(row.cells))]
    lower = [*below.cells, *[""] * (width - len(below.cells))]
    return [[up if is_blank(low) else low for up, low in zip(upper, lower, strict=True)]]


def _heading(
    cells: Sequence[str],
    index: int,
    row: Row,
    below: Row | None,
    chosen: Mapping[str, str | None],
) -> Heading:
    names = _names(cells, chosen)
    decided = {chosen[name] for name in names.values() if name in chosen}
    columns: dict[int, str] = {}
    twice: dict[int, str] = {}
    for place, name in names.items():
        column = chosen[name] if name in chosen else meaning_of(name)
        if column is None or (name not in chosen and column in decided):
            continue
        if column in columns.values():
            twice[place] = column
        else:
            columns[place] = column
    used = [row] if below is None or list(cells) == row.cells else [row, below]
    folded = tuple(tuple(map(fold_heading, one.cells)) for one in used)
    return Heading(row.number, index, folded, names, columns, twice)


def _names(cells: Sequence[str], chosen: Mapping[str, str | None]) -> dict[int, str]:
    """Place -> heading as sent. A column without one is "[G]", if a person gave it a meaning."""
    texts = {place: " ".join(cleaned(cell).split()) for place, cell in enumerate(cells)}
    taken: set[str] = set()
    names = {place: unique(text, taken) for place, text in texts.items() if text}
    for name, column in chosen.items():
        if column and name not in taken and (match := _LETTERS.fullmatch(name)):
            names.setdefault(column_index_from_string(match[1]) - 1, name)
    return dict(sorted(names.items()))


def is_letters(name: str) -> bool:
    """“[G]”: what a column without a heading is called."""
    return bool(_LETTERS.fullmatch(name))


def _is_short(cells: Sequence[str]) -> bool:
    return all(len(cell) <= LONGEST_HEADING for cell in cells)
