"""A handover list, from bytes to a report. Nothing here raises, and nothing is saved."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from . import refusals
from .columns import COLUMNS
from .finding import quoted
from .formats import tables_of
from .formats.table import Table
from .heading import Heading, find_heading, headings_in, likely_heading
from .limits import HEAD, MAX_LINES, MAX_PROBLEMS
from .lines import LineReader
from .merging import spread_cells, spread_headings
from .problems import MORE_PROBLEMS, SHEET_NOT_READ
from .refusals import Unreadable
from .report import Problem, Report
from .sorting import sort_rows
from .whole_list import problems_of_list

Chosen = Mapping[str, str | None]


def read(data: bytes, filename: str, mapping: Chosen | None = None) -> Report:
    """What the list says and what is wrong with it.

    `mapping` is a person's correction: heading as sent -> canonical column, or None to keep that
    column as sent. Headings it does not name are understood as usual.
    """
    chosen = mapping or {}
    try:
        _refuse_unknown_columns(chosen)
        tables, read_as = tables_of(data, filename, lambda rows: headings_in(rows, chosen))
    except Unreadable as refusal:
        return Report(fatal=refusal.sentence)
    table, heading = _list_among(tables, chosen)
    read_as = replace(read_as, sheet=table.sheet)
    try:
        if heading is None:
            heading = likely_heading(table.rows)
            names = ", ".join(COLUMNS)
            raise Unreadable(refusals.NO_HEADER, head=HEAD, columns=names)
        if heading.label is None:
            raise Unreadable(refusals.NO_LABEL_COLUMN, row=heading.row)
        report = _report(table, heading)
    except Unreadable as refusal:
        known = heading.mapping if heading else {}
        return Report(fatal=refusal.sentence, mapping=known, read_as=read_as)
    problems = [*_other_lists(tables, table, chosen), *report.problems]
    return replace(report, problems=_in_order(problems, list(report.mapping)), read_as=read_as)


def _refuse_unknown_columns(chosen: Chosen) -> None:
    for column in chosen.values():
        if column is not None and column not in COLUMNS:
            names = ", ".join(COLUMNS)
            raise Unreadable(refusals.UNKNOWN_COLUMN, column=quoted(column), columns=names)


def _list_among(tables: Sequence[Table], chosen: Chosen) -> tuple[Table, Heading | None]:
    """The first sheet with a label column; else the first with headings; else the first."""
    found = [(table, find_heading(table.rows, chosen)) for table in tables]
    with_label = [pair for pair in found if pair[1] and pair[1].label is not None]
    with_heading = [pair for pair in found if pair[1]]
    table, heading = (*with_label, *with_heading, *found)[0]
    if heading:
        spread_headings(table, heading)
        heading = find_heading(table.rows, chosen)
    return table, heading


def _report(table: Table, heading: Heading) -> Report:
    shared_labels, problems = spread_cells(table, heading)
    rows = sort_rows(table, heading)
    if not rows.lines:
        raise Unreadable(refusals.NO_LINES, row=heading.row)
    if len(rows.lines) > MAX_LINES:
        raise Unreadable(refusals.TOO_MANY_LINES, limit=MAX_LINES)
    reader = LineReader(heading, table.days_later, shared_labels)
    lines = [reader.read(row, position) for position, row in enumerate(rows.lines, 1)]
    problems += [*problems_of_list(table, heading, rows, lines), *reader.problems]
    names = sorted({**heading.names, **reader.unnamed}.items())
    mapping = {name: heading.columns.get(place) for place, name in names}
    return Report(rows=len(lines), mapping=mapping, problems=problems, lines=lines)


def _other_lists(tables: Sequence[Table], chosen_one: Table, chosen: Chosen) -> list[Problem]:
    """A second list in the workbook is told, not read: whether it repeats the first, who knows."""
    problems = []
    for table in tables:
        heading = None if table is chosen_one else find_heading(table.rows, chosen)
        if heading and heading.label is not None:
            lines = len(sort_rows(table, heading).lines)
            if lines:
                problems.append(SHEET_NOT_READ.at(1, None, other=table.sheet, lines=lines))
    return problems


def _in_order(problems: list[Problem], headings: Sequence[str]) -> list[Problem]:
    """From top to bottom and from left to right."""
    place = {name: at for at, name in enumerate(headings)}
    problems = sorted(problems, key=lambda p: (p.row, place.get(p.column or "", -1)))
    if len(problems) <= MAX_PROBLEMS:
        return problems
    first_left_out = problems[MAX_PROBLEMS].row
    return [*problems[:MAX_PROBLEMS], MORE_PROBLEMS.at(first_left_out, None, limit=MAX_PROBLEMS)]
