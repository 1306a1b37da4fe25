"""One row of the list as a line: its values, what was sent, and what is wrong with it."""

from collections.abc import Mapping

from openpyxl.utils import get_column_letter

from repatriation.tables.characters import cleaned, has_bidi, has_unseen, is_blank
from repatriation.tables.dates import Order, year_typed_as_date
from repatriation.tables.headings import unique
from repatriation.tables.table import DateText, FormulaText, Row

from .cells import Cells
from .columns import COLUMNS, LONG, Kind
from .date_orders import DateOrders
from .finding import Finding
from .heading import Heading
from .labels import LabelsSeen, says_there_is_none
from .problems import (
    BIDI_CONTROL,
    CELL_WITHOUT_HEADING,
    CONTROL_CHARACTER,
    DATE_AMBIGUOUS,
    DATE_IN_1905,
    FORMULA_ERROR,
    FORMULA_WITHOUT_VALUE,
    LABEL_MISSING,
    LABEL_SHARED,
    LINES_JOINED,
    TEXT_IS_A_DATE,
    TEXT_TOO_LONG,
)
from .report import Line, Problem, Value
from .values import Unread, read_value
from .vocabulary import ERRORS_OF_FORMULAS


class LineReader:
    """Reads the rows under one heading; `problems` and `unnamed` fill up on the way."""

    def __init__(
        self,
        heading: Heading,
        days_later: int,
        shared_labels: Mapping[int, int],
        said: Mapping[str, Order],
    ):
        self.heading, self.days_later = heading, days_later
        self.shared_labels = shared_labels  # row -> the row that holds its merged label
        self.problems: list[Problem] = []
        self.unnamed: dict[int, str] = {}
        self.orders = DateOrders(said)
        self._places = {name: place for place, name in heading.names.items()}
        self._unknown = {
            name: place for name, place in self._places.items() if place not in heading.columns
        }
        self._labels = LabelsSeen()
        self._last_heading = max(heading.names)

    def read(self, row: Row, position: int) -> Line:
        values: dict[str, Value] = {"label": ""}
        for place, cell in enumerate(row.cells):
            if is_blank(cell):
                continue
            name = self.heading.names.get(place) or self._unnamed(row, place)
            self._check_characters(row, name, cell)
            column = self.heading.columns.get(place)
            if column is None:
                if len(cell) > LONG:
                    self._add(TEXT_TOO_LONG, row, name, limit=LONG)
            elif column != "label" and (value := self._value(row, name, column, cell)) is not None:
                values[column] = value
        if row.joined:
            self._add(LINES_JOINED, row, None, count=row.joined)
        has_no_label = self._read_label(row, values)
        as_sent, extra = Cells(row.cells, self._places), Cells(row.cells, self._unknown)
        return Line(position, row.number, values, as_sent, extra, has_no_label)

    def _read_label(self, row: Row, values: dict[str, Value]) -> bool:
        """Puts the label into the values; True where the list says in words that there is none."""
        place = self.heading.label or 0
        name = self.heading.names[place]
        cell = row.cells[place] if place < len(row.cells) else ""
        if says_there_is_none(cleaned(cell)):
            return True
        errors = len(self.problems)
        if label := self._value(row, name, "label", cell):
            values["label"] = label
            if problem := self._labels.add(str(label), row.number, name):
                self.problems.append(problem)
        elif other := self.shared_labels.get(row.number):
            self._add(LABEL_SHARED, row, name, other=other)
        elif not any(problem.severity == "error" for problem in self.problems[errors:]):
            self._add(LABEL_MISSING, row, name)
        return False

    def _value(self, row: Row, name: str, column: str, cell: str) -> Value | None:
        text = cleaned(cell)
        if text in ERRORS_OF_FORMULAS:
            self._add(FORMULA_ERROR, row, name, shown=text)
            return None
        if isinstance(cell, FormulaText):
            self._add(FORMULA_WITHOUT_VALUE, row, name)
        if isinstance(cell, DateText):
            kind, longest = COLUMNS[column].kind, COLUMNS[column].longest
            if kind is Kind.TEXT and longest < LONG:
                self._add(TEXT_IS_A_DATE, row, name, date=text)
            elif kind is Kind.DATE and (year := year_typed_as_date(text)):
                self._add(DATE_IN_1905, row, name, date=text, year=year)
                return None
        if COLUMNS[column].kind is Kind.DATE:
            self.orders.saw(name, row.number, text)
        try:
            return read_value(column, text, self.days_later, self.orders.said.get(name))
        except Unread as unread:
            if unread.finding is DATE_AMBIGUOUS:
                self.orders.asked(name, row.number, text)
            self._add(unread.finding, row, name, **unread.params)
            return unread.instead

    def _check_characters(self, row: Row, name: str, cell: str) -> None:
        if has_unseen(cell):
            self._add(CONTROL_CHARACTER, row, name)
        if has_bidi(cell):
            self._add(BIDI_CONTROL, row, name)

    def _unnamed(self, row: Row, place: int) -> str:
        if place not in self.unnamed:
            taken = {*self.heading.names.values(), *self.unnamed.values()}
            self.unnamed[place] = unique(f"[{get_column_letter(place + 1)}]", taken)
            self._places[self.unnamed[place]] = self._unknown[self.unnamed[place]] = place
        name = self.unnamed[place]
        if place > self._last_heading:
            self._add(CELL_WITHOUT_HEADING, row, name)
        return name

    def _add(self, finding: Finding, row: Row, name: str | None, **params: object) -> None:
        self.problems.append(finding.at(row.number, name, **params))
