"""A handover list, from bytes to a report. Nothing here raises, and nothing is saved."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from repatriation.tables.dates import ORDERS, Order
from repatriation.tables.limits import HEAD, MAX_LINES, MAX_PROBLEMS
from repatriation.tables.reading import tables_of
from repatriation.tables.refusals import TOO_MANY_LINES, Unreadable
from repatriation.tables.table import Table

from . import refusals
from .columns import COLUMNS
from .finding import quoted
from .heading import Heading, find_heading, headings_in, is_letters, likely_heading
from .lines import LineReader
from .merging import spread_cells, spread_headings
from .problems import MACROS_IGNORED, MORE_PROBLEMS, SHEET_NOT_READ
from .report import Choices, Problem, Report
from .sorting import sort_rows
from .whole_list import problems_of_list

Chosen = Mapping[str, str | None]
Tell = Callable[[int, int], None]
TOLD_EVERY = 500  # lines


def _nobody(done: int, total: int) -> None:
    pass


def read(
    data: bytes,
    filename: str,
    mapping: Chosen | None = None,
    date_order: Mapping[str, Order] | None = None,
    *,
    remembered: Sequence[Choices] = (),
    tell: Tell = _nobody,
) -> Report:
    """What the list says and what is wrong with it.

    `mapping` is a person's correction: heading as sent -> canonical column, or None to keep that
    column as sent. Headings it does not name are understood as usual. `date_order` is a person's
    answer, heading as sent -> what comes first where both could. `remembered` are such choices
    made for earlier files: the first that names exactly the headings of this one is taken, and
    stands in `Report.choices`. `tell` is called with the lines read so far and all of them.
    """
    choices = Choices(mapping or {}, date_order or {})
    try:
        _refuse_unknown(choices)
        tables, read_as = tables_of(data, filename, lambda rows: headings_in(rows, choices.mapping))
    except Unreadable as refusal:
        return Report(fatal=refusal.sentence)
    choices = _known_choices(tables, remembered) or choices
    table, heading = _list_among(tables, choices.mapping)
    read_as = replace(read_as, sheet=table.sheet)
    try:
        if heading is None:
            heading = likely_heading(table.rows)
            names = ", ".join(COLUMNS)
            raise Unreadable(refusals.NO_HEADER, head=HEAD, columns=names)
        if heading.label is None:
            raise Unreadable(refusals.NO_LABEL_COLUMN, row=heading.row)
        report = _report(table, heading, choices, tell)
    except Unreadable as refusal:
        known = heading.mapping if heading else {}
        return Report(fatal=refusal.sentence, mapping=known, read_as=read_as, choices=choices)
    problems = [*_other_lists(tables, table, choices.mapping), *report.problems]
    if read_as.has_macros:
        problems.append(MACROS_IGNORED.at(1, None))
    return replace(report, problems=_in_order(problems, list(report.mapping)), read_as=read_as)


def _refuse_unknown(choices: Choices) -> None:
    for column in choices.mapping.values():
        if column is not None and column not in COLUMNS:
            names = ", ".join(COLUMNS)
            raise Unreadable(refusals.UNKNOWN_COLUMN, column=quoted(column), columns=names)
    for order in choices.date_order.values():
        if order not in ORDERS:
            raise Unreadable(refusals.UNKNOWN_ORDER, order=quoted(order))


def _known_choices(tables: Sequence[Table], remembered: Sequence[Choices]) -> Choices | None:
    """Those that were made for a file with exactly these headings."""
    for choices in remembered:
        _, heading = _list_among(tables, choices.mapping)
        named = {name for name in choices.mapping if not is_letters(name)}
        if heading and named == {name for name in heading.names.values() if not is_letters(name)}:
            return choices
    return None


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


def _report(table: Table, heading: Heading, choices: Choices, tell: Tell) -> Report:
    shared_labels, problems = spread_cells(table, heading)
    rows = sort_rows(table, heading)
    if not rows.lines:
        raise Unreadable(refusals.NO_LINES, row=heading.row)
    if len(rows.lines) > MAX_LINES:
        raise Unreadable(TOO_MANY_LINES, limit=MAX_LINES)
    reader = LineReader(heading, table.days_later, shared_labels, choices.date_order)
    lines = []
    for position, row in enumerate(rows.lines, 1):
        if position % TOLD_EVERY == 0:
            tell(position, len(rows.lines))
        lines.append(reader.read(row, position))
    problems += [*problems_of_list(table, heading, rows, lines), *reader.problems]
    problems += reader.orders.problems()
    names = sorted({**heading.names, **reader.unnamed}.items())
    mapping = {name: heading.columns.get(place) for place, name in names}
    return Report(rows=len(lines), mapping=mapping, problems=problems, lines=lines, choices=choices)


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
