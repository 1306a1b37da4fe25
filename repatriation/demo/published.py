"""The published rounds (rounds.csv): date and figures, moved in time and made smaller.

What is taken is a date, how many containers went each way, and where that was published. No
note and no name is taken; the sides of the demonstration are invented.
"""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

TABLE = Path(__file__).with_name("rounds.csv")
# 37 whole weeks, so that weekdays stay; the newest round falls on 12 November 2026.
LATER_BY = timedelta(days=259)
LAST_PUBLISHED = 1000  # containers to side A in the newest round: the size of those we add


@dataclass(frozen=True)
class Published:
    """One round. Side A is our northern side, side B the southern one."""

    day: date
    to_north: int
    said_by_south: int | None  # where side B published another figure for the same handover
    to_south: int | None
    mark: str  # of the figure to the south: "reported", "unsourced" or "derived"


def published_rounds() -> list[Published]:
    with TABLE.open(encoding="utf-8", newline="") as table:
        return [_read(row) for row in csv.DictReader(table)]


def scaled(figure: int, scale: int) -> int:
    """A figure in the demonstration: never none where there were some."""
    return max(1, round(figure / scale))


def _read(row: dict[str, str]) -> Published:
    said = row["to_side_a_by_side_b"]
    return Published(
        day=date.fromisoformat(row["date"]) + LATER_BY,
        to_north=int(row["to_side_a"]),
        said_by_south=int(said) if said else None,
        to_south=int(row["to_side_b"]) if row["to_side_b"] else None,
        mark=row["to_side_b_status"],
    )
