"""What is noticed of a list as a whole, beside its single lines."""

from collections.abc import Iterator, Sequence

from repatriation.tables.table import Table

from .heading import Heading
from .problems import COLUMN_TWICE, NAME_TWICE, ROW_SKIPPED, ROWS_HIDDEN, ROWS_STRUCK, TOTAL_DIFFERS
from .report import Line, Problem
from .sorting import Sorted


def problems_of_list(
    table: Table, heading: Heading, rows: Sorted, lines: Sequence[Line]
) -> Iterator[Problem]:
    yield from _columns_twice(heading)
    for note in rows.notes:
        yield ROW_SKIPPED.at(note.number, None)
    for finding, numbers in ((ROWS_HIDDEN, table.hidden_rows), (ROWS_STRUCK, table.struck_rows)):
        if found := sorted(set(numbers) & {line.row for line in lines}):
            yield finding.at(found[0], None, count=len(found))
    yield from _names_twice(heading, lines)
    yield from _totals(rows, lines)


def _columns_twice(heading: Heading) -> Iterator[Problem]:
    for place, column in heading.twice.items():
        yield COLUMN_TWICE.at(heading.row, heading.names[place], meaning=column)


def _names_twice(heading: Heading, lines: Sequence[Line]) -> Iterator[Problem]:
    both = [line for line in lines if {"claimed_name", "claimed_surname"} <= line.values.keys()]
    if both:
        name = next(heading.names[at] for at, c in heading.columns.items() if c == "claimed_name")
        yield NAME_TWICE.at(both[0].row, name, lines=len(both))


def _totals(rows: Sorted, lines: Sequence[Line]) -> Iterator[Problem]:
    """A total may count lines or people, of the whole list or since the total before."""
    before = 0
    for total in rows.totals:
        spans = (lines[: total.lines_before], lines[before : total.lines_before])
        before = total.lines_before
        counts = {len(span) for span in spans} | {_people(span) for span in spans}
        if total.said is not None and total.said not in counts:
            yield TOTAL_DIFFERS.at(total.row, None, said=total.said, lines=total.lines_before)


def _people(lines: Sequence[Line]) -> int:
    return sum(int(line.values.get("claimed_individuals", 0)) for line in lines)
