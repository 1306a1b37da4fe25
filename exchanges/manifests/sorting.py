"""Which rows under the headings are lines, and which are totals, repeated headings or notes.

What is recognised for certain is left out in silence. Whatever else is left out is told, so that
no container is lost unseen.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .characters import is_blank
from .folding import fold_heading, fold_words
from .formats.table import Row, Table
from .heading import RUNNING_NUMBERS, Heading, meaning_of
from .vocabulary import COUNTED, PAGE_WORDS, PEOPLE, SIGNATURES, TOTALS

_COUNTED = COUNTED.union(PEOPLE)
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+")


class Total(NamedTuple):
    row: int
    said: int | None  # the one number in it, if there is one
    lines_before: int


@dataclass
class Sorted:
    lines: list[Row] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)


def sort_rows(table: Table, heading: Heading) -> Sorted:
    start = heading.above + len(heading.rows)
    titles = {_folded(row) for row in table.rows[: heading.above]}
    body = table.rows[start:]
    if body and _numbers_the_columns(body[0], heading):
        body = body[1:]
    wide = {merge.first_row for merge in table.merges if merge.last_place - merge.first_place > 1}
    end = _end_of_lines(body, heading)
    found = Sorted()
    for place, row in enumerate(body):
        if _is_heading(row, heading) or _folded(row) in titles or _is_page(row):
            continue
        if _is_total(row):
            found.totals.append(Total(row.number, _said(row), len(found.lines)))
        elif place >= end:
            if not (_is_signature(row) or _only_number(row, heading)):
                found.notes.append(row)
        elif _is_note(row, heading, wide) or _only_number(row, heading):
            found.notes.append(row)
        else:
            found.lines.append(row)
    return found


def _texts(row: Row) -> list[tuple[int, str]]:
    return [(place, cell) for place, cell in enumerate(row.cells) if not is_blank(cell)]


def _folded(row: Row) -> tuple[str, ...]:
    return tuple(fold_heading(cell) for _, cell in _texts(row))


def _first_word(text: str) -> str:
    words = re.split(r"[\s:,_]+", fold_words(text), maxsplit=1)
    return words[0].strip(".-")


def _numbers_the_columns(row: Row, heading: Heading) -> bool:
    """The row “1 2 3 4 …” of official forms."""
    numbers = [str(number) for number in range(1, len(row.cells) + 1)]
    return (
        len(numbers) > 3
        and [c.strip() for c in row.cells] == numbers
        and (len(numbers) == max(heading.names) + 1)
    )


def _is_heading(row: Row, heading: Heading) -> bool:
    texts = _texts(row)
    for known in heading.rows:
        same = [place < len(known) and fold_heading(cell) == known[place] for place, cell in texts]
        if all(same) and len(texts) >= min(2, sum(map(bool, known))):
            return True
    columns = [heading.columns.get(place) for place, _ in texts]
    return len(texts) > 1 and all(
        column and meaning_of(cell) == column
        for column, (_, cell) in zip(columns, texts, strict=True)
    )


def _is_total(row: Row) -> bool:
    """“Total”, and beside it nothing but numbers and what was counted."""
    (_, first), *others = _texts(row)
    return _first_word(first) in TOTALS and all(_is_count(cell) for _, cell in others)


def _is_count(cell: str) -> bool:
    words = re.split(r"[\s,]+", fold_words(cell))
    return all(word.strip(".").isdecimal() or word.strip(".") in _COUNTED for word in words)


def _said(row: Row) -> int | None:
    numbers = [match for _, cell in _texts(row) for match in _NUMBER.findall(cell)]
    if len(numbers) != 1 or len(numbers[0]) > 9:
        return None
    return int(re.sub(r"\D", "", numbers[0]))


def _is_page(row: Row) -> bool:
    (_, first), *others = _texts(row)
    return not others and _first_word(first) in PAGE_WORDS and bool(re.search(r"\d", first))


def _is_signature(row: Row) -> bool:
    return _first_word(_texts(row)[0][1]) in SIGNATURES


def _only_number(row: Row, heading: Heading) -> bool:
    """A line that was numbered beforehand and never filled in."""
    (place, first), *others = _texts(row)
    is_running = fold_heading(heading.names.get(place, "")) in RUNNING_NUMBERS
    return not others and is_running and bool(re.fullmatch(r"\s*\d+\s*\.?\s*", first))


def _is_note(row: Row, heading: Heading, wide: set[int]) -> bool:
    """One text over the whole width, or alone in a column that is none of ours."""
    (place, first), *others = _texts(row)
    if others:
        return False
    return row.number in wide or (place not in heading.columns and not first.strip().isdecimal())


def _end_of_lines(body: Sequence[Row], heading: Heading) -> int:
    """Behind the last total only short rows may follow: they are signatures and notes."""
    end = len(body)
    last_total = max((n for n, row in enumerate(body) if _is_total(row)), default=None)
    if last_total is not None and len(heading.names) > 3:
        after = body[last_total + 1 :]
        if all(len(_texts(row)) <= 2 for row in after):
            end = last_total + 1
    while end and _closes(body[end - 1], heading):
        end -= 1
    return end


def _closes(row: Row, heading: Heading) -> bool:
    return (
        _is_total(row)
        or _only_number(row, heading)
        or (_is_signature(row) and len(_texts(row)) <= 4)
    )
