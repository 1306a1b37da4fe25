"""The dental chart as it is drawn: as one looks at the face, alone or two side by side."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.identification.dental import Verdict, compared
from cases.models.codes import Chart, Tooth, ToothCode
from repatriation.dashboard.components import Badge, Meaning, Text

# A tooth is drawn once, as on the upper right, and turned to where it stands: by quadrant.
TURNS = {
    1: "matrix(1 0 0 1 0 0)",
    2: "matrix(-1 0 0 1 40 0)",
    3: "matrix(-1 0 0 -1 40 54)",
    4: "matrix(1 0 0 -1 0 54)",
}
QUADRANTS: dict[int, Text] = {  # of the person, so that the right stands on the left
    1: gettext_lazy("Upper jaw, right"),
    2: gettext_lazy("Upper jaw, left"),
    4: gettext_lazy("Lower jaw, right"),
    3: gettext_lazy("Lower jaw, left"),
}
PARTS = {
    "b": "3,18 37,18 27,28 13,28",
    "m": "37,18 37,52 27,42 27,28",
    "l": "3,52 13,42 27,42 37,52",
    "d": "3,18 13,28 13,42 3,52",
    "o": "13,28 27,28 27,42 13,42",
}
VERDICTS: dict[Verdict, Badge] = {
    "contradicts": Badge(gettext_lazy("Contradicts"), Meaning.CONTEST),
    "explained": Badge(gettext_lazy("Treated or lost since"), Meaning.GOING),
    "same": Badge(gettext_lazy("Agrees"), Meaning.DONE),
    "unknown": Badge(gettext_lazy("Unknown"), Meaning.OPEN),
}
MARKS: dict[Verdict, str] = {"contradicts": "≠", "explained": "→", "same": "=", "unknown": ""}


@dataclass(frozen=True)
class Drawn:
    """One tooth of one chart. `parts` are its surfaces, each with whether it is marked."""

    code: str
    surfaces: str = ""
    quadrant: int = 1

    @property
    def turn(self) -> str:
        return TURNS[self.quadrant]

    @property
    def parts(self) -> list[tuple[str, bool]]:
        return [(points, letter in self.surfaces) for letter, points in PARTS.items()]

    @property
    def is_somewhere(self) -> bool:
        """Filled or decayed, and nobody wrote on which surface."""
        return self.code in (ToothCode.CARIES, ToothCode.FILLED) and not self.surfaces

    @property
    def said(self) -> str:
        return said_of(Tooth(self.code, self.surfaces) if self.code else None)


@dataclass(frozen=True)
class Place:
    """Of one tooth, drawn for each chart."""

    number: int
    teeth: list[Drawn]
    verdict: Verdict | None = None

    @property
    def mark(self) -> str:
        return MARKS[self.verdict] if self.verdict else ""

    @property
    def badge(self) -> Badge | None:
        return VERDICTS[self.verdict] if self.verdict else None

    @property
    def is_recorded(self) -> bool:
        return any(tooth.code for tooth in self.teeth)


@dataclass(frozen=True)
class Teeth:
    """One chart, or two of the same places: what was told above what was found."""

    charts: list[Chart]
    verdicts: Mapping[int, Verdict]

    @cached_property
    def quadrants(self) -> list[tuple[Text, list[Place]]]:
        """As one looks at the face: 18 to 11 and 21 to 28, then 48 to 41 and 31 to 38."""
        return [(name, self._places(quadrant)) for quadrant, name in QUADRANTS.items()]

    @property
    def rows(self) -> list[Place]:
        """What is recorded, in the order of the notation; contradictions first."""
        places = [place for _name, places in self.quadrants for place in places]
        recorded = sorted((p for p in places if p.is_recorded), key=lambda place: place.number)
        order = list(VERDICTS)
        return sorted(recorded, key=lambda place: order.index(place.verdict or "unknown"))

    @property
    def legend(self) -> list[tuple[Drawn, str]]:
        """The states that are drawn, in the order of the list."""
        seen = {tooth.code for chart in self.charts for tooth in chart.values()}
        used = [(Drawn(code), str(capfirst(code.label))) for code in ToothCode if code in seen]
        return [*used, (Drawn(""), str(capfirst(_("not recorded"))))]

    @property
    def is_pair(self) -> bool:
        return len(self.charts) > 1

    @property
    def title(self) -> str:
        if self.is_pair:
            return _("Two dental charts, tooth by tooth: %(figures)s") % {"figures": self.figures}
        number = len(self.charts[0])
        said = ngettext("Dental chart, %(number)s tooth", "Dental chart, %(number)s teeth", number)
        return said % {"number": number}

    @property
    def figures(self) -> str:
        """How many of each verdict, in words."""
        count = Counter(self.verdicts.values())
        said = (
            ngettext("%(n)s contradicts", "%(n)s contradict", count["contradicts"]),
            ngettext("%(n)s treated or lost since", "%(n)s treated or lost since",
                     count["explained"]),
            ngettext("%(n)s alike", "%(n)s alike", count["same"]),
            ngettext("%(n)s not known on both sides", "%(n)s not known on both sides",
                     count["unknown"]),
        )  # fmt: skip
        numbers = (count[verdict] for verdict in VERDICTS)
        return ", ".join(one % {"n": number} for one, number in zip(said, numbers, strict=True))

    def _places(self, quadrant: int) -> list[Place]:
        """From left to right: on the person's right from the back to the middle."""
        numbers = [10 * quadrant + place for place in range(1, 9)]
        if quadrant in (1, 4):
            numbers.reverse()
        return [
            Place(
                number,
                [_drawn(chart.get(number), quadrant) for chart in self.charts],
                self.verdicts.get(number),
            )
            for number in numbers
        ]


def drawn(chart: Chart) -> Teeth | None:
    """Nothing where nothing is charted."""
    return Teeth([chart], {}) if chart else None


def side_by_side(told: Chart, found: Chart) -> Teeth | None:
    """Nothing where one of them is not charted."""
    if not (told and found):
        return None
    return Teeth([told, found], compared(_plain(told), _plain(found)))


def said_of(tooth: Tooth | None) -> str:
    if tooth is None:
        return _("not recorded")
    state = str(ToothCode(tooth.code).label)
    return f"{state} ({tooth.surfaces.upper()})" if tooth.surfaces else state


def _drawn(tooth: Tooth | None, quadrant: int) -> Drawn:
    return Drawn(tooth.code, tooth.surfaces, quadrant) if tooth else Drawn("", "", quadrant)


def _plain(chart: Chart) -> dict[int, tuple[str, str]]:
    return {place: (tooth.code, tooth.surfaces) for place, tooth in chart.items()}
