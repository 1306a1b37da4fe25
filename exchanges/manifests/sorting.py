"""Which rows under the headings are lines, and which are totals, repeated headings or notes.

What is recognised for certain is left out in silence. Whatever else is left out is told, so that
no container is lost unseen.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from repatriation.tables.characters import is_blank
from repatriation.tables.folding import LONGEST_FOLDED, fold_heading, fold_words
from repatriation.tables.table import Row, Table

from .heading import Heading, meaning_of
from .vocabulary import COUNTED, PAGE_WORDS, PEOPLE, SIGNATURES, TOTALS

_COUNTED = COUNTED.union(PEOPLE)
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+")
_BRACKET = re.compile(r"\([^()]*\)")
_BREAK = re.compile(r"[\s:,_]+")


class Total(NamedTuple):
    row: int
    said: int | None  # the one number in it, if there is one
    lines_before: int


@dataclass
class Sorted:
    lines: list[Row] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)


class _Seen(NamedTuple):
    """What of a row is asked often; its texts are looked up when a row is doubtful."""

    row: Row
    place: int  # of the first cell that is not blank
    first: str
    others: int  # how many more there are
    word: str  # the first word of the first of them

    @property
    def texts(self) -> list[tuple[int, str]]:
        """The cells that are not blank, with their places."""
        return [(at, cell) for at, cell in enumerate(self.row.cells) if not is_blank(cell)]


def sort_rows(table: Table, heading: Heading) -> Sorted:
    start = heading.above + len(heading.rows)
    above = [_seen(row) for row in table.rows[: heading.above]]
    titles = {tuple(seen.texts) for seen in above}
    firsts = {seen.first for seen in above}
    body = [_seen(row) for row in table.rows[start:]]
    wide = {merge.first_row for merge in table.merges if merge.last_place - merge.first_place > 1}
    end = _end_of_lines(body, heading)
    found = Sorted(notes=[seen.row for seen in above if _is_like_a_line(seen, heading)])
    for place, seen in enumerate(body):
        if seen.first in firsts and tuple(seen.texts) in titles:
            continue
        if _is_page(seen) or _is_heading(seen, heading):
            continue
        if _numbers_the_columns(seen.row, heading):
            continue
        if _is_total(seen, heading):
            found.totals.append(Total(seen.row.number, _said(seen), len(found.lines)))
        elif place >= end:
            if seen.word not in SIGNATURES and not _only_number(seen, heading):
                found.notes.append(seen.row)
        elif _is_note(seen, heading, wide) or _only_number(seen, heading):
            found.notes.append(seen.row)
        else:
            found.lines.append(seen.row)
    return found


def _seen(row: Row) -> _Seen:
    places = [place for place, cell in enumerate(row.cells) if not is_blank(cell)]
    first = row.cells[places[0]]
    word = _BREAK.split(fold_words(first), maxsplit=1)[0]
    return _Seen(row, places[0], first, len(places) - 1, word.strip(".-"))


def _is_like_a_line(seen: _Seen, heading: Heading) -> bool:
    """Above the headings stand titles; what fills half the columns is told, to be sure."""
    return seen.others >= max(2, len(heading.names) // 2)


def _numbers_the_columns(row: Row, heading: Heading) -> bool:
    """The row “1 2 3 4 …” of official forms."""
    numbers = [str(number) for number in range(1, max(heading.names) + 2)]
    return len(numbers) > 3 and [cell.strip() for cell in row.cells] == numbers


def _is_heading(seen: _Seen, heading: Heading) -> bool:
    """The headings again, or what they mean in another language."""
    first = fold_heading(seen.first)
    for known in heading.rows:
        if known[seen.place : seen.place + 1] == (first,) and all(
            place < len(known) and fold_heading(cell) == known[place] for place, cell in seen.texts
        ):
            return True
    if not seen.others or meaning_of(seen.first) is None:
        return False
    return all(
        place in heading.columns and meaning_of(cell) == heading.columns[place]
        for place, cell in seen.texts
    )


def _is_total(seen: _Seen, heading: Heading) -> bool:
    """“Total”, and where the label would be nothing but a number and what was counted."""
    if seen.word not in TOTALS:
        return False
    (place, _), *others = seen.texts
    if place == heading.label:
        return all(_is_count(cell) for _, cell in others)
    return all(_is_count(cell) for at, cell in others if at == heading.label)


def _is_count(cell: str) -> bool:
    words = [word.strip(".") for word in re.split(r"[\s,]+", fold_words(_BRACKET.sub("", cell)))]
    return len(cell) <= LONGEST_FOLDED and all(
        word.isdecimal() or word in _COUNTED for word in words if word
    )


def _said(seen: _Seen) -> int | None:
    numbers = [match for _, cell in seen.texts for match in _NUMBER.findall(cell)]
    if len(numbers) != 1 or len(numbers[0]) > 9:
        return None
    return int(re.sub(r"\D", "", numbers[0]))


def _is_page(seen: _Seen) -> bool:
    is_page = not seen.others and seen.word in PAGE_WORDS
    return is_page and bool(re.search(r"\d", seen.first))


def _only_number(seen: _Seen, heading: Heading) -> bool:
    """A line that was numbered beforehand and never filled in."""
    return not seen.others and seen.place == heading.numbering and _is_number(seen.first)


def _is_number(cell: str) -> bool:
    return cell.strip().rstrip(".").strip().isdecimal()


def _is_note(seen: _Seen, heading: Heading, wide: set[int]) -> bool:
    """One text over the whole width, or alone in a column that is none of ours."""
    if seen.others:
        return False
    is_text = not seen.first.strip().isdecimal()
    return seen.row.number in wide or (seen.place not in heading.columns and is_text)


def _end_of_lines(body: Sequence[_Seen], heading: Heading) -> int:
    """Behind the last total only whole lines are lines: the rest are signatures and notes."""
    end = len(body)
    totals = [at for at, seen in enumerate(body) if _is_total(seen, heading)]
    if totals and len(heading.names) > 3:
        after = body[totals[-1] + 1 :]
        end = end if any(_is_whole(seen, heading) for seen in after) else totals[-1] + 1
    while end and _closes(body[end - 1], heading):
        end -= 1
    return end


def _is_whole(seen: _Seen, heading: Heading) -> bool:
    texts = dict(seen.texts)
    if heading.numbering is not None and not _is_number(texts.get(heading.numbering, "")):
        return False
    return heading.label in texts and seen.others > 1 and seen.word not in SIGNATURES


def _closes(seen: _Seen, heading: Heading) -> bool:
    is_signature = seen.word in SIGNATURES and seen.others < 4
    return is_signature or _is_total(seen, heading) or _only_number(seen, heading)
