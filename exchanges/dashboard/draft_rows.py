"""The few rows of a draft that a page shows, so that a list of a hundred thousand lines is not
carried about. The draft itself was found by `visible_to`."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from exchanges.models import DraftLine, ListImport


@dataclass(frozen=True)
class RowAsSent:
    number: int
    cells: dict[str, str]


def rows_after(draft: ListImport, after: int, size: int) -> list[RowAsSent]:
    rows = _lines(draft).filter(position__gt=after, position__lte=after + size)
    asked = rows.order_by("position").values_list("row", "as_sent")
    return [RowAsSent(number, cells) for number, cells in asked]


def cells_at(draft: ListImport, places: Iterable[tuple[int, str]]) -> dict[tuple[int, str], str]:
    """The texts at these rows and headings; a cell that was empty is not there."""
    wanted = set(places)
    rows = _lines(draft).filter(row__in={row for row, _ in wanted}).values_list("row", "as_sent")
    return {
        (row, name): text
        for row, cells in rows.iterator()
        for name, text in cells.items()
        if (row, name) in wanted
    }


def position_of(draft: ListImport, row: int) -> int:
    """How many lines stand before this row of the file."""
    before = _lines(draft).filter(row__gte=row).order_by("row").values_list("position", flat=True)
    found = before.first()
    return found - 1 if found else 0


def _lines(draft: ListImport) -> QuerySet[DraftLine]:
    return DraftLine.objects.filter(draft=draft, job=draft.job_id)
