"""Whether day or month comes first, asked once for each column and not for each date."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from repatriation.tables.dates import Order, order_in

from .finding import Finding, quoted
from .problems import (
    DATE_ORDER_ASKED,
    DATE_ORDER_DIFFERS,
    DATE_ORDER_LIKELY_DAY,
    DATE_ORDER_LIKELY_MONTH,
)
from .report import Problem, Report

_LIKELY: Mapping[Order, Finding] = {
    "day": DATE_ORDER_LIKELY_DAY,
    "month": DATE_ORDER_LIKELY_MONTH,
}


@dataclass(frozen=True)
class DateQuestion:
    """One column whose dates can be read in two ways. `likely` is what its other dates show."""

    heading: str
    count: int
    example: str
    likely: Order | None


@dataclass
class _Dates:
    """Of one kind in one column."""

    count: int = 0
    row: int = 0
    first: str = ""

    def add(self, row: int, text: str) -> None:
        self.count += 1
        if self.count == 1:
            self.row, self.first = row, quoted(text)


class DateOrders:
    """What the dates of each column show about their order. `said` is a person's answer."""

    def __init__(self, said: Mapping[str, Order]):
        self.said = said
        self._open: dict[str, _Dates] = defaultdict(_Dates)
        self._shown: dict[str, dict[Order, _Dates]] = defaultdict(lambda: defaultdict(_Dates))

    def asked(self, heading: str, row: int, text: str) -> None:
        self._open[heading].add(row, text)

    def saw(self, heading: str, row: int, text: str) -> None:
        if ("/" in text or "-" in text) and (order := order_in(text)):
            self._shown[heading][order].add(row, text)

    def problems(self) -> Iterator[Problem]:
        for heading, dates in self._open.items():
            shown = list(self._shown.get(heading, ()))
            finding = _LIKELY[shown[0]] if len(shown) == 1 else DATE_ORDER_ASKED
            yield finding.at(dates.row, heading, count=dates.count, date=dates.first)
        for heading, said in self.said.items():
            for order, dates in self._shown.get(heading, {}).items():
                if order != said:
                    yield DATE_ORDER_DIFFERS.at(
                        dates.row, heading, count=dates.count, date=dates.first
                    )


def date_questions(report: Report) -> list[DateQuestion]:
    """What a person is asked before the dates of these columns can be kept."""
    likely = {finding.message: order for order, finding in _LIKELY.items()}
    return [
        DateQuestion(
            heading=problem.column or "",
            count=int(str(problem.sentence.params["count"])),
            example=str(problem.sentence.params["date"]),
            likely=likely.get(problem.sentence.message),
        )
        for problem in report.problems
        if problem.code == DATE_ORDER_ASKED.code
    ]
