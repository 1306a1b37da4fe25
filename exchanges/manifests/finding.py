"""How a problem is made: what is always the same of it, and what a sentence may quote."""

import unicodedata
from dataclasses import dataclass

from repatriation.errors import Sentence

from .report import Problem, Severity

LONGEST_QUOTED = 60


@dataclass(frozen=True)
class Finding:
    code: str
    severity: Severity
    message: str

    def at(self, row: int, column: str | None, **params: object) -> Problem:
        return Problem(row, column, self.code, Sentence(self.message, params), self.severity)


def quoted(text: str) -> str:
    """A label or a date for a sentence: short, and nothing in it invisible."""
    seen = "".join(
        "�" if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else char
        for char in text[: LONGEST_QUOTED + 1]
    )
    return seen if len(seen) <= LONGEST_QUOTED else seen[:LONGEST_QUOTED] + "…"
