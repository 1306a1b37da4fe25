"""A table with a row for each person sought: CSV, XLSX or JSON, as registers and clerks send it."""

from collections.abc import Mapping, Sequence
from datetime import date

from cases.person_files.columns import COLUMNS, MEANINGS, NEVER_READ
from cases.person_files.found import Found, PeopleFile, Problem
from cases.person_files.values import Record
from repatriation.errors import Sentence, gettext_noop
from repatriation.tables.characters import as_stored, cleaned, is_blank
from repatriation.tables.dates import Order
from repatriation.tables.headings import unique
from repatriation.tables.limits import HEAD
from repatriation.tables.reading import tables_of
from repatriation.tables.refusals import Unreadable
from repatriation.tables.table import FormulaText, Row, Table

Chosen = Mapping[str, str | None]
NAMES = {"name", "surname", "given_name"}
NO_HEADINGS = gettext_noop(
    "No row with headings was found among the first %(head)s. A list of people needs a column with "
    "the surname or the full name; others may be called: %(columns)s."
)
NOBODY = gettext_noop("There is nobody under the headings in row %(row)s.")
TWICE = gettext_noop("The identifier %(record)s stands in row %(row)s already.")
NO_CONTACT = gettext_noop(
    "Telephone numbers and addresses are not imported: a relative's contact is recorded with the "
    "relative, where each reading is written down."
)
FORMULA = gettext_noop("This is a formula without its result, so it is left out.")


def read_table(
    data: bytes,
    filename: str,
    *,
    today: date,
    mapping: Chosen | None = None,
    order: Order | None = None,
) -> PeopleFile:
    """Never raises. `mapping` is a person's correction: heading as sent to column, or None."""
    chosen = mapping or {}
    try:
        tables, _ = tables_of(data, filename, lambda rows: _score(rows, chosen))
    except Unreadable as refusal:
        return PeopleFile(fatal=refusal.sentence)
    found = [(heading, table) for table in tables if (heading := _heading(table.rows, chosen))]
    if not found:
        said = {"head": HEAD, "columns": ", ".join(COLUMNS)}
        return PeopleFile(fatal=Sentence(NO_HEADINGS, said))
    (above, names), table = found[0]
    columns = _columns(names, chosen)
    mapped = {name: columns.get(place) for place, name in names.items()}
    rows = [row for row in table.rows[above + 1 :] if not _repeats(row, names)]
    if not rows:
        said = {"row": table.rows[above].number}
        return PeopleFile(fatal=Sentence(NOBODY, said), mapping=mapped)
    records = [
        _read(row, position, table, names, columns, today, order)
        for position, row in enumerate(rows, 1)
    ]
    _tell_twice(records)
    return PeopleFile(mapping=mapped, records=records)


def _score(rows: Sequence[Sequence[str]], chosen: Chosen) -> int:
    """How much of the best row is understood: what parts the columns shows by it."""
    heading = _heading([Row(n, list(cells)) for n, cells in enumerate(rows, 1)], chosen)
    return len(_columns(heading[1], chosen)) if heading else 0


def _heading(rows: Sequence[Row], chosen: Chosen) -> tuple[int, dict[int, str]] | None:
    """The row of which most is understood, and that has a name in it."""
    best, most = None, 0
    for index, row in enumerate(rows[:HEAD]):
        names = _names(row.cells)
        columns = _columns(names, chosen)
        if len(columns) > most and NAMES & set(columns.values()):
            best, most = (index, names), len(columns)
    return best


def _names(cells: Sequence[str]) -> dict[int, str]:
    taken: set[str] = set()
    texts = {place: " ".join(cleaned(cell).split())[:200] for place, cell in enumerate(cells)}
    return {place: unique(text, taken) for place, text in texts.items() if text}


def _columns(names: Mapping[int, str], chosen: Chosen) -> dict[int, str]:
    """The first column of each meaning; a person's choice before what is understood."""
    found: dict[int, str] = {}
    for is_chosen in (True, False):
        for place, name in names.items():
            if (name in chosen) != is_chosen:
                continue
            column = chosen[name] if is_chosen else MEANINGS.of(name)
            if column in COLUMNS and (column == NEVER_READ or column not in found.values()):
                found[place] = column
    return found


def _repeats(row: Row, names: Mapping[int, str]) -> bool:
    """The headings again, at the top of a printed page."""
    return _names(row.cells) == names


def _read(
    row: Row,
    position: int,
    table: Table,
    names: Mapping[int, str],
    columns: Mapping[int, str],
    today: date,
    order: Order | None,
) -> Found:
    found = Found(position, row.number)
    record = Record(found, today, order, table.days_later)
    whole = ""
    for place, cell in enumerate(row.cells):
        column, name = columns.get(place), names.get(place, f"[{place + 1}]")
        if is_blank(cell):
            continue
        if column == NEVER_READ:
            found.problems.append(Problem(name, Sentence(NO_CONTACT), "warning"))
            continue
        found.fields.append((name, as_stored(cell)))
        if isinstance(cell, FormulaText) and column:
            record.warn(name, FORMULA)
        elif column == "record_id":
            record.put(column, cell, name)
            found.record_id = found.told.pop(column, "")
        elif column == "name":
            whole = cleaned(cell)
        elif column:
            record.put(column, cell, name)
    _split(whole, record)
    record.finish()
    return found


def _split(whole: str, record: Record) -> None:
    """A whole name is read as lists write it: surname, given name, patronymic; where a part stands
    in a column of its own, that column is right."""
    told = record.found.told
    if not whole or told.get("surname"):
        return
    surname, _, rest = whole.partition(",") if "," in whole else whole.partition(" ")
    given, _, patronymic = rest.strip().partition(" ")
    parts = {"surname": surname, "given_name": given, "patronymic": patronymic}
    for field, text in parts.items():
        if not told.get(field):
            record.put(field, text, "")


def _tell_twice(records: Sequence[Found]) -> None:
    seen: dict[str, int] = {}
    for found in records:
        first = seen.setdefault(found.record_id, found.row)
        if found.record_id and first != found.row:
            said = {"record": found.record_id, "row": first}
            found.problems.append(Problem("", Sentence(TWICE, said)))
