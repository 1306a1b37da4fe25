"""A list as it was read, before anything is saved: what is ready, wrong, and what becomes what."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from exchanges.dashboard.draft_rows import RowAsSent, position_of, rows_after
from exchanges.dashboard.import_forms import ColumnsForm, DatesForm
from exchanges.dashboard.preview_words import SHORT
from exchanges.dashboard.problem_groups import Found, ProblemGroup, groups_of, problems_of
from exchanges.models import ListImport
from exchanges.operations.drafts import questions_of
from exchanges.operations.importing import LABEL_MISSING
from repatriation.dashboard.components import Amount, SheetCell, SheetHeading, SheetRow
from repatriation.errors import Sentence

PAGE = 25  # rows of the sheet
GROUPS = 50  # of problems; the file for the sender has all


@dataclass
class Preview:
    """Of a draft that was read. `after` is how many lines stand before those that are shown."""

    draft: ListImport
    after: int = 0

    @classmethod
    def at_row(cls, draft: ListImport, row: int) -> "Preview":
        """The page of the sheet on which this row of the file stands."""
        return cls(draft, position_of(draft, row) // PAGE * PAGE)

    @cached_property
    def problems(self) -> list[Found]:
        return problems_of(self.draft)

    @property
    def report(self) -> dict[str, Any]:
        return self.draft.report or {}

    @property
    def fatal(self) -> Sentence | None:
        said = self.report["fatal"]
        return Sentence(**said) if said else None

    @property
    def lines(self) -> int:
        return self.report["rows"]

    @property
    def stopping(self) -> list[Found]:
        return [one for one in self.problems if one.stops]

    @property
    def amounts(self) -> list[Amount]:
        tally = self.report["tally"]
        return [
            Amount(_("lines read"), self.lines),
            Amount(_("ready"), tally["ready"]),
            Amount(_("with a warning"), tally["warned"]),
            Amount(_("stop"), tally["stopped"]),
        ]

    @property
    def without_label(self) -> list[int]:
        """Rows that stop only because nobody said that there is no label."""
        return sorted({one.row for one in self.problems if one.code == LABEL_MISSING})

    @cached_property
    def all_groups(self) -> list[ProblemGroup]:
        return groups_of(self.draft, self.problems)

    @property
    def groups(self) -> list[ProblemGroup]:
        return self.all_groups[:GROUPS]

    @property
    def more_groups(self) -> int:
        return max(len(self.all_groups) - GROUPS, 0)

    @cached_property
    def form(self) -> ColumnsForm:
        return ColumnsForm(mapping=dict(self.report["mapping"]))

    @cached_property
    def dates(self) -> DatesForm:
        return DatesForm(**questions_of(self.draft))

    @property
    def headings(self) -> list[SheetHeading]:
        fields = [self.form[name] for name in self.form.fields]
        return [SheetHeading(str(field.label), field) for field in fields]

    @cached_property
    def rows(self) -> list[SheetRow]:
        at_row: dict[int, dict[str | None, Found]] = defaultdict(dict)
        for one in reversed(self.problems):  # of several in a cell the first, and what stops
            if one.stops or not (known := at_row[one.row].get(one.column)) or not known.stops:
                at_row[one.row][one.column] = one
        return [
            self._row(row, at_row[row.number]) for row in rows_after(self.draft, self.after, PAGE)
        ]

    @property
    def until(self) -> int:
        return self.after + len(self.rows)

    def _row(self, row: RowAsSent, problems: dict[str | None, Found]) -> SheetRow:
        cells = [
            self._cell(row.cells.get(heading, ""), problems.get(heading))
            for heading in self.form.headings
        ]
        return SheetRow(row.number, cells)

    def _cell(self, text: str, problem: Found | None) -> SheetCell:
        if problem is None:
            return SheetCell(text)
        return SheetCell(text, SHORT.get(problem.code, problem.sentence), problem.stops)
