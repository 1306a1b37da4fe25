"""Charts as geometry: numbers in, coordinates out. The drawing is in `templates/_components/`.

Every length is a unit of the picture's own view box, which is drawn at that size in CSS pixels.
A point that nobody recorded is None, and is drawn as a gap.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from repatriation.dashboard.components import Text
from repatriation.dashboard.formats import number_text
from repatriation.language import say

Value = int | float | None
LETTER = 6.6  # mean advance of a letter at 12 px
LINE = 16  # from one line of text to the next


@dataclass(frozen=True)
class Series:
    """One source's values, in the order of the chart's labels. Sources are never added."""

    name: Text
    values: Sequence[Value]
    is_second: bool = False


@dataclass(frozen=True)
class Tick:
    at: float
    text: str


@dataclass(frozen=True)
class Curve:
    """A series as it is drawn, with its name and last value at its end."""

    name: Text
    path: str
    end: tuple[float, float] | None
    last: str
    name_y: float
    is_second: bool


@dataclass(frozen=True)
class Table:
    """The same figures to be read; None is a value that nobody recorded."""

    heads: Sequence[Text]
    rows: Sequence[tuple[str, Sequence[Value]]]


@dataclass(frozen=True)
class LineChart:
    """A small line without axes, for the trend beside one figure."""

    title: Text
    head: Text
    labels: Sequence[str]
    series: Series
    width: int = field(default=264, init=False)
    height: int = field(default=56, init=False)

    def curve(self) -> Curve:
        known = [value for value in self.series.values if value is not None]
        low, high = (min(known), max(known)) if known else (0, 0)
        xs = _spread(len(self.series.values), 4, self.width - 8)
        ys = [
            None if value is None else _scaled(value, low, high, 48, 8)
            for value in self.series.values
        ]
        return _curve(self.series, xs, ys, is_step=False)

    def table(self) -> Table:
        return _table(self.head, self.labels, [self.series])


@dataclass(frozen=True)
class StepChart:
    """Counts that grow in steps, from zero, one curve for each source."""

    title: Text
    head: Text
    labels: Sequence[str]
    series: Sequence[Series]
    width: int = field(default=440, init=False)
    height: int = field(default=190, init=False)
    left: int = field(default=44, init=False)
    base: int = field(default=162, init=False)

    @property
    def right(self) -> int:
        """Where the curves end: their names and last values stand beyond, in any language."""
        longest = max((len(str(say(one.name))) for one in self.series), default=0)
        return min(330, round(self.width - 16 - (longest + 7) * LETTER))

    def top(self) -> int:
        return max([int(v) for one in self.series for v in one.values if v is not None], default=0)

    def ticks(self) -> list[Tick]:
        scale = _round_numbers(self.top())
        return [Tick(self._y(value), number_text(value)) for value in scale]

    def names(self) -> list[Tick]:
        """Under the axis; where there are many, or long ones, every second or third."""
        apart = (self.right - self.left) / max(1, len(self.labels) - 1)
        longest = max((len(label) for label in self.labels), default=0)
        step = max(1 + (len(self.labels) - 1) // 8, ceil((longest + 1) * LETTER / apart))
        places = zip(self._xs(), self.labels, strict=True)
        return [Tick(x, label) for n, (x, label) in enumerate(places) if n % step == 0]

    def curves(self) -> list[Curve]:
        drawn = [
            _curve(one, self._xs(), [None if v is None else self._y(v) for v in one.values])
            for one in self.series
        ]
        return _apart(drawn)

    def table(self) -> Table:
        return _table(self.head, self.labels, self.series)

    def _xs(self) -> list[float]:
        return _spread(len(self.labels), self.left, self.right)

    def _y(self, value: float) -> float:
        return _scaled(value, 0, _round_numbers(self.top())[-1], self.base, 33)


@dataclass(frozen=True)
class Bar:
    name: str
    y: int
    x: float
    length: float
    value: str

    @property
    def value_x(self) -> float:
        return round(self.x + self.length + 8, 1)


@dataclass(frozen=True)
class BarChart:
    """One bar for each place or agency."""

    title: Text
    head: Text
    labels: Sequence[str]
    series: Series
    width: int = field(default=440, init=False)

    @property
    def height(self) -> int:
        return 28 * len(self.labels)

    def bars(self) -> list[Bar]:
        high = max((value for value in self.series.values if value is not None), default=0)
        longest = max((len(label) for label in self.labels), default=0)
        left = min(max(64, round(longest * LETTER) + 12), 200)
        room = self.width - left - 62
        letters = int((left - 12) / LETTER)
        return [
            Bar(
                name=label if len(label) <= letters else f"{label[: letters - 1]}…",
                y=28 * row,
                x=left,
                length=round(room * value / high, 1) if value and high else 0,
                value="" if value is None else number_text(value),
            )
            for row, (label, value) in enumerate(zip(self.labels, self.series.values, strict=True))
        ]

    def table(self) -> Table:
        return _table(self.head, self.labels, [self.series])


def _table(head: Text, labels: Sequence[str], series: Sequence[Series]) -> Table:
    values = zip(*(one.values for one in series), strict=True)
    return Table([head, *(one.name for one in series)], list(zip(labels, values, strict=True)))


def _spread(count: int, first: float, last: float) -> list[float]:
    if count < 2:
        return [last] * count
    return [round(first + (last - first) * n / (count - 1), 1) for n in range(count)]


def _scaled(value: float, low: float, high: float, bottom: float, top: float) -> float:
    share = (value - low) / (high - low) if high > low else 0
    return round(bottom + (top - bottom) * share, 1)


def _curve(
    series: Series, xs: list[float], ys: list[float | None], *, is_step: bool = True
) -> Curve:
    points = [(x, y) for x, y in zip(xs, ys, strict=True) if y is not None]
    last = next((value for value in reversed(series.values) if value is not None), None)
    return Curve(
        name=series.name,
        path=_path(xs, ys, is_step=is_step),
        end=points[-1] if points else None,
        last="" if last is None else number_text(last),
        name_y=points[-1][1] + 4 if points else 0,
        is_second=series.is_second,
    )


def _path(xs: list[float], ys: list[float | None], *, is_step: bool) -> str:
    """A pen that is lifted over a gap."""
    path, is_down = [], False
    for x, y in zip(xs, ys, strict=True):
        if y is None:
            is_down = False
            continue
        draw = f"H{x}V{y}" if is_step else f"L{x} {y}"
        path.append(draw if is_down else f"M{x} {y}")
        is_down = True
    return "".join(path)


def _round_numbers(top: int) -> list[int]:
    """From zero to at least `top` in three or four equal round steps."""
    size = 1
    while True:
        for step in (size, 2 * size, 4 * size, 5 * size):
            if step * 4 >= top:
                return [step * n for n in range(max(2, -(-top // step) + 1))]
        size *= 10


def _apart(curves: list[Curve]) -> list[Curve]:
    """The names at the ends of curves, moved down until no two overlap."""
    apart: list[Curve] = []
    for curve in sorted(curves, key=lambda curve: curve.name_y):
        lowest = apart[-1].name_y + LINE if apart else 0
        apart.append(replace(curve, name_y=max(curve.name_y, lowest)))
    return apart
