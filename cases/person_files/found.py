"""What reading a file of people sought gives: its records, and what is wrong with each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from repatriation.errors import Sentence

Kind = Literal["person", "note"]
Severity = Literal["error", "warning"]
Told = Mapping[str, str]  # our fields, as texts that can be kept as they are


@dataclass(frozen=True)
class Problem:
    """An error keeps the record from being saved; a warning is about a value left out of it."""

    column: str  # as sent; "" where it is about the whole record
    sentence: Sentence
    severity: Severity = "error"


@dataclass
class Found:
    """`row`: of the table, or the place of the record in the file. `fields` are as sent."""

    position: int
    row: int
    kind: Kind = "person"
    record_id: str = ""
    told: dict[str, str] = field(default_factory=dict)
    fields: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)


@dataclass
class PeopleFile:
    """`fatal`: why nothing could be read. `mapping`: heading as sent to column, or None where it is
    kept as sent."""

    fatal: Sentence | None = None
    mapping: dict[str, str | None] = field(default_factory=dict)
    records: list[Found] = field(default_factory=list)
