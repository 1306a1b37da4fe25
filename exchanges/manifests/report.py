"""What reading a handover list gives: the lines, and everything that was noticed on the way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from repatriation.errors import Sentence
from repatriation.tables.dates import Order
from repatriation.tables.table import ReadAs

Severity = Literal["error", "warning"]
Value = str | int  # dates are ISO texts that may be partial: "2025", "2025-06", "2025-06-05"


@dataclass(frozen=True)
class Problem:
    """One thing that somebody should look at, at the place where a spreadsheet shows it."""

    row: int  # 1 is the first line of the file
    column: str | None  # the header as sent
    code: str
    sentence: Sentence
    severity: Severity  # an error stops the import, a warning does not


@dataclass(frozen=True)
class Line:
    """One container of the list. What is empty is absent, except the label."""

    position: int  # 1, 2, 3 ... among the lines
    row: int
    values: Mapping[str, Value]  # canonical column -> what was read
    as_sent: Mapping[str, str]  # header -> text, exactly as sent
    extra: Mapping[str, str]  # the part of as_sent that has no canonical column
    has_no_label: bool = False  # the list says so in words; values["label"] is then ""


@dataclass(frozen=True)
class Choices:
    """What a person decided about the columns of a file, by heading as sent."""

    mapping: Mapping[str, str | None] = field(default_factory=dict)  # or None: kept as sent
    date_order: Mapping[str, Order] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    fatal: Sentence | None = None  # why nothing could be read
    rows: int = 0  # without titles, repeated headers, totals and blank rows
    mapping: Mapping[str, str | None] = field(default_factory=dict)  # header -> column, file order
    problems: list[Problem] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    read_as: ReadAs = field(default_factory=ReadAs)
    choices: Choices = field(default_factory=Choices)  # with which this was read

    @property
    def stops_import(self) -> bool:
        return self.fatal is not None or any(p.severity == "error" for p in self.problems)


def report_as_json(report: Report, say: Callable[[Sentence], str] = str) -> dict[str, object]:
    """For programs: the shape is fixed. `say` puts a sentence into a language."""
    return {
        "fatal": say(report.fatal) if report.fatal else None,
        "rows": report.rows,
        "mapping": dict(report.mapping),
        "problems": [
            {
                "row": problem.row,
                "column": problem.column,
                "code": problem.code,
                "message": say(problem.sentence),
                "severity": problem.severity,
            }
            for problem in report.problems
        ],
    }
