"""What a version changed, as rows of a page: a few beside a preview, all of them by pages."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchanges.dashboard.comparison_lines import FIELDS
from exchanges.manifests import Line
from exchanges.manifests.comparing import whole_name
from exchanges.manifests.differences import Change, Differences
from repatriation.dashboard.components import Badge, Choice, Meaning, Text

PAGE = 50
LONGEST = 120  # letters of a cell; the whole text stands in the file


class Kind(StrEnum):
    CHANGED = "changed"
    ADDED = "added"
    GONE = "gone"
    MOVED = "moved"


LABELS: dict[Kind, Text] = {
    Kind.CHANGED: gettext_lazy("Changed"),
    Kind.ADDED: gettext_lazy("Added"),
    Kind.GONE: gettext_lazy("Gone"),
    Kind.MOVED: gettext_lazy("Moved"),
}
MEANINGS = {
    Kind.CHANGED: Meaning.WATCH,
    Kind.ADDED: Meaning.GOING,
    Kind.GONE: Meaning.STOP,
    Kind.MOVED: Meaning.NONE,
}


@dataclass(frozen=True)
class Cell:
    """`before` and `after` are for those who may read claims; for others that it differs."""

    field: Text
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class RowShown:
    kind: Badge
    before: int | None
    after: int | None
    label: str
    name: str
    cells: list[Cell]


@dataclass(frozen=True)
class DifferencesShown:
    """A page of the rows of one kind, or of all; `place` is how many stand before them."""

    found: Differences
    reads_claims: bool
    kind: str = ""
    place: int = 0
    size: int = PAGE
    side: str = ""  # of the two versions, where the address says it

    @property
    def rows(self) -> list[RowShown]:
        some = self._of_kind[self.place : self.place + self.size]
        return [self._row(kind, *pair) for kind, *pair in some]

    @property
    def numbers(self) -> list[tuple[Badge, int]]:
        return [(_badge(kind), len(getattr(self.found, kind))) for kind in Kind]

    @property
    def more(self) -> int:
        return max(len(self._of_kind) - self.place - self.size, 0)

    @property
    def choices(self) -> list[Choice]:
        every = sum(number for _one, number in self.numbers)
        kinds = [Choice(_("All"), self._url(), every, not self.kind)]
        for kind in Kind:
            if count := len(getattr(self.found, kind)):
                kinds.append(Choice(LABELS[kind], self._url(kind=kind), count, kind == self.kind))
        return kinds

    @property
    def earlier(self) -> str:
        if not self.place:
            return ""
        return self._url(kind=self.kind, after=str(max(self.place - self.size, 0)))

    @property
    def later(self) -> str:
        return self._url(kind=self.kind, after=str(self.place + self.size)) if self.more else ""

    def _url(self, **asked: str) -> str:
        said = {"side": self.side} | asked
        return f"?{urlencode({name: value for name, value in said.items() if value})}"

    @cached_property
    def _of_kind(self) -> list[tuple[Any, ...]]:
        found = self.found
        rows: list[tuple[Any, ...]] = [(Kind.CHANGED, c.before, c.after, c) for c in found.changed]
        rows += [(Kind.ADDED, None, line, None) for line in found.added]
        rows += [(Kind.GONE, line, None, None) for line in found.gone]
        rows += [(Kind.MOVED, old, new, None) for old, new in found.moved]
        return [row for row in rows if self.kind in ("", row[0])]

    def _row(
        self, kind: Kind, before: Line | None, after: Line | None, change: Change | None
    ) -> RowShown:
        line: Any = after or before
        return RowShown(
            _badge(kind),
            before.position if before else None,
            after.position if after else None,
            str(line.values.get("label", "")),
            whole_name(line.values) if self.reads_claims else "",
            self._cells(change) if change else [],
        )

    def _cells(self, change: Change) -> list[Cell]:
        return [self._cell(change, column) for column in change.columns]

    def _cell(self, change: Change, column: str) -> Cell:
        field = FIELDS.get(column, column)
        if not self.reads_claims and column != "label":
            return Cell(field)
        return Cell(field, _text(change.before, column), _text(change.after, column))


def asked_of(data: Any) -> dict[str, Any]:
    """What kind and which page the address asks for; anything else is the first of all."""
    kind, after = data.get("kind", ""), data.get("after", "")
    is_number = after.isascii() and after.isdecimal() and len(after) < 8
    return {"kind": kind if kind in [*Kind] else "", "place": int(after) if is_number else 0}


def _badge(kind: Kind) -> Badge:
    return Badge(LABELS[kind], MEANINGS[kind])


def _text(line: Line, column: str) -> str:
    value = line.values.get(column, line.extra.get(column, ""))
    return Truncator(str(value)).chars(LONGEST)
