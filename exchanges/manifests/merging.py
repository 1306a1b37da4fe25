"""Merged cells: a text that a person sees in several rows is read in each of them.

Except a label. One label cell over three rows is one container written in three lines, and to
count it as three would be the worst mistake a list can lead to.
"""

from repatriation.tables.characters import is_blank
from repatriation.tables.limits import MAX_COLUMNS
from repatriation.tables.table import Merge, Row, Table

from .heading import Heading
from .problems import CELL_SHARED
from .report import Problem

_MOST_FILLED = 200_000


def spread_headings(table: Table, heading: Heading) -> None:
    """A heading over three columns heads each of them, so that a person can map them apart."""
    row = next(row for row in table.rows if row.number == heading.row)
    for merge in table.merges:
        if merge.first_row == row.number and merge.first_place < len(row.cells):
            _fill(row, merge.last_place, row.cells[merge.first_place], merge.first_place + 1)


def spread_cells(table: Table, heading: Heading) -> tuple[dict[int, int], list[Problem]]:
    """Fills the rows; gives the rows that share a label (with the row that holds it)."""
    rows = {row.number: row for row in table.rows[heading.above + len(heading.rows) :]}
    shared_labels: dict[int, int] = {}
    problems: list[Problem] = []
    filled = 0
    for merge in table.merges:
        top = rows.get(merge.first_row)
        covered = [rows[n] for n in _numbers_below(merge, rows) if n in rows]
        filled += len(covered)
        if filled > _MOST_FILLED:
            break
        if top is None or not covered:
            continue
        place = merge.first_place
        if place >= len(top.cells) or is_blank(top.cells[place]):
            continue
        if place == heading.label:
            shared_labels |= {row.number: top.number for row in covered}
            continue
        for row in covered:
            _fill(row, place, top.cells[place], place)
        name = heading.names.get(place)
        last = covered[-1].number
        problems.append(CELL_SHARED.at(top.number, name, first=top.number, last=last))
    return shared_labels, problems


def _numbers_below(merge: Merge, rows: dict[int, Row]) -> range | list[int]:
    below = range(merge.first_row + 1, merge.last_row + 1)
    return below if len(below) <= len(rows) else [number for number in rows if number in below]


def _fill(row: Row, last_place: int, text: str, first_place: int) -> None:
    last_place = min(last_place, MAX_COLUMNS - 1)
    row.cells.extend([""] * (last_place + 1 - len(row.cells)))
    for place in range(first_place, last_place + 1):
        row.cells[place] = text
