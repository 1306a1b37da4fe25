"""Giving references: gapless per prefix and year, safe against everybody else who asks."""

from datetime import datetime

from django.db import connection

from repatriation.ledger.clock import now
from repatriation.references import reference

TAKE = """
INSERT INTO ledger_serial (prefix, year, last) VALUES (%(prefix)s, %(year)s, %(count)s)
ON CONFLICT ON CONSTRAINT one_serial_per_prefix_and_year
DO UPDATE SET last = ledger_serial.last + EXCLUDED.last
RETURNING last
"""


def next_reference(prefix: str, at: datetime | None = None) -> str:
    return next_references(prefix, 1, at)[0]


def next_references(prefix: str, count: int, at: datetime | None = None) -> list[str]:
    """`count` new references in one statement. The row stays locked to the end of the
    transaction: a number that was rolled back is given again, so no number is ever missing."""
    if not count:
        return []
    year = (at or now()).year % 100
    with connection.cursor() as cursor:
        cursor.execute(TAKE, {"prefix": prefix, "year": year, "count": count})
        last = cursor.fetchone()[0]
    return [reference(prefix, year, serial) for serial in range(last - count + 1, last + 1)]
