"""The few rows of a draft that a page shows: the store cuts them out, so that a list of a hundred
thousand lines is not carried about. The draft itself was found by `visible_to`."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from exchanges.models import ListImport

ROWS = """
SELECT (line ->> 'row')::int, line -> 'as_sent'
FROM exchanges_listimport, jsonb_array_elements(lines) WITH ORDINALITY AS one (line, position)
WHERE id = %(draft)s AND position > %(after)s AND position <= %(until)s
ORDER BY position
"""
CELLS = """
SELECT place.row, place.heading, line -> 'as_sent' ->> place.heading
FROM exchanges_listimport,
     jsonb_array_elements(lines) AS line
     JOIN unnest(%(rows)s::int[], %(headings)s::text[]) AS place (row, heading)
       ON (line ->> 'row')::int = place.row
WHERE id = %(draft)s
"""
POSITION = """
SELECT position
FROM exchanges_listimport, jsonb_array_elements(lines) WITH ORDINALITY AS one (line, position)
WHERE id = %(draft)s AND (line ->> 'row')::int >= %(row)s
ORDER BY position LIMIT 1
"""


@dataclass(frozen=True)
class RowAsSent:
    number: int
    cells: dict[str, str]


def rows_after(draft: ListImport, after: int, size: int) -> list[RowAsSent]:
    asked = {"draft": draft.pk, "after": after, "until": after + size}
    return [RowAsSent(number, _cells(cells)) for number, cells in _asked(ROWS, asked)]


def cells_at(draft: ListImport, places: Iterable[tuple[int, str]]) -> dict[tuple[int, str], str]:
    """The texts at these rows and headings; a cell that was empty is not there."""
    wanted = list(places)
    if not wanted:
        return {}
    rows, headings = zip(*wanted, strict=True)
    asked = {"draft": draft.pk, "rows": list(rows), "headings": list(headings)}
    return {(row, name): text for row, name, text in _asked(CELLS, asked) if text is not None}


def position_of(draft: ListImport, row: int) -> int:
    """How many lines stand before this row of the file."""
    found = _asked(POSITION, {"draft": draft.pk, "row": row})
    return found[0][0] - 1 if found else 0


def _asked(sql: str, params: dict[str, Any]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _cells(value: Any) -> dict[str, str]:
    """Inside a larger query the driver gives JSON as text."""
    return json.loads(value) if isinstance(value, str) else value
