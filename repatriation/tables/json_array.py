"""JSON: an array of objects, one a line, with the columns as keys."""

import json
import re

from repatriation.tables import refusals
from repatriation.tables.limits import Budget
from repatriation.tables.refusals import Unreadable
from repatriation.tables.table import Row, Table, without_blank_end

_OPENING = re.compile(r'\s*(?:\[\s*\{|\{)\s*"')
Pairs = list[tuple[str, object]]


class _Object(list[tuple[str, object]]):
    """The pairs of an object as sent: a key that stands twice must not swallow the first."""


def read_json(text: str, budget: Budget) -> Table | None:
    """Row 1 is made of the keys, so the first object is row 2. None if this is not JSON at all."""
    if not text.lstrip().startswith(("[", "{")):
        return None
    try:
        content = json.loads(
            text,
            object_pairs_hook=_Object,
            parse_int=str,
            parse_float=str,
            parse_constant=str,
        )
    except (ValueError, RecursionError) as error:
        if not _OPENING.match(text):
            return None
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise Unreadable(refusals.BROKEN_JSON, line=line) from error
    if isinstance(content, _Object):
        content = next((value for key, value in content if key == "lines"), None)
    if not isinstance(content, list) or not all(isinstance(line, _Object) for line in content):
        raise Unreadable(refusals.NOT_AN_ARRAY)
    return _table(content, budget)


def _table(lines: list[Pairs], budget: Budget) -> Table:
    places: dict[tuple[str, int], int] = {}  # a key and how often it stood before in its object
    rows = []
    for number, pairs in enumerate(lines, 2):
        cells: dict[int, str] = {}
        seen: dict[str, int] = {}
        for key, value in pairs:
            seen[key] = nth = seen.get(key, -1) + 1
            place = places.setdefault((key, nth), len(places))
            cells[place] = _text(value)
        row = without_blank_end(
            [cells.get(place, "") for place in range(max(cells, default=-1) + 1)]
        )
        if row:
            budget.spend(number, row)
            rows.append(Row(number, row))
    header = [key for key, _ in places]
    if header:
        budget.spend(1, header)
    return Table([Row(1, header), *rows] if header else [])


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: object) -> object:
    if isinstance(value, _Object):
        return {key: _plain(inner) for key, inner in value}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value
