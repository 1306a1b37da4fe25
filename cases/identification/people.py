"""People sought as columns, so that one case is compared with all of them at once."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from cases.identification.names import keys
from cases.identification.records import AnteMortem, Dates, Feature, Place

Numbers = NDArray[np.float64]
Rows = NDArray[np.int64]
Key = TypeVar("Key", bound=Hashable)

DAYS_A_YEAR = 365.2425
TEETH = tuple(10 * quadrant + place for quadrant in (1, 2, 3, 4) for place in range(1, 9))
TOOTH_CODES = (
    "sound", "caries", "filled", "root_filled", "crown", "bridge", "implant", "extracted",
    "unerupted",
)  # fmt: skip
SAMPLE = 2000  # people are enough to say what is common in an event


@dataclass(frozen=True)
class People:
    """Columns of equal length; NaN is not known. Rows that share a value are found by it."""

    records: Sequence[AnteMortem]
    age: Numbers  # years, at disappearance
    age_spread: Numbers  # standard deviation of it
    stature: Numbers  # cm
    last_seen: Numbers  # days; the middle of what is known
    last_seen_spread: Numbers
    latitude: Numbers
    longitude: Numbers
    radius: Numbers
    asked: NDArray[np.bool_]  # whether anybody was asked for marks
    teeth: NDArray[np.int8]  # a column for each of TEETH: place in TOOTH_CODES, or -1
    codes: Mapping[str, NDArray[np.str_]]  # sex, hair, eyes, unit, rank; "" is not known
    by_feature: Mapping[Feature, Rows]
    by_serial: Mapping[str, Rows]
    by_reference: Mapping[str, Rows]

    def __len__(self) -> int:
        return len(self.records)

    @cached_property
    def by_name_key(self) -> Mapping[str, Rows]:
        """Made when it is first needed: reading names takes longer than all else together."""
        return _index(self.records, lambda one: {key for name in one.names for key in keys(name)})


def people_of(records: Iterable[AnteMortem]) -> People:
    rows = list(records)
    ages = _columns([age_of(one) for one in rows], 2)
    days = _columns([middle_of(one.last_seen) for one in rows], 2)
    places = _columns([_place_of(one.place) for one in rows], 3)
    attributes = ("sex", "hair", "eyes", "unit", "rank")
    return People(
        records=rows,
        age=ages[0],
        age_spread=ages[1],
        stature=np.array([np.nan if one.stature is None else one.stature for one in rows], float),
        last_seen=days[0],
        last_seen_spread=days[1],
        latitude=places[0],
        longitude=places[1],
        radius=places[2],
        asked=np.array([one.features is not None for one in rows], bool),
        teeth=chart_of([one.teeth for one in rows]),
        codes={name: np.array([getattr(one, name) or "" for one in rows]) for name in attributes},
        by_feature=_index(rows, lambda one: one.features or ()),
        by_serial=_index(rows, lambda one: [plain(serial) for serial in one.serials]),
        by_reference=_index(rows, lambda one: [one.reference]),
    )


def sample_of(people: People) -> People:
    """Evenly through the list: the others of the event, against whom a person is weighed."""
    step = -(-len(people) // SAMPLE)
    return people if step <= 1 else people_of(people.records[::step])


def age_of(person: AnteMortem) -> tuple[float, float] | None:
    """Age at disappearance and its standard deviation, years. An interval is read as even:
    the deviation is its width by the root of 12."""
    born, seen = middle_of(person.born), middle_of(person.last_seen)
    if born and seen:
        return (seen[0] - born[0]) / DAYS_A_YEAR, float(np.hypot(born[1], seen[1])) / DAYS_A_YEAR
    if person.age:
        low, high = person.age
        return (low + high) / 2, (high - low) / 12**0.5
    return None


def middle_of(dates: Dates | None) -> tuple[float, float] | None:
    """The middle of an interval of days, as an ordinal, and its standard deviation."""
    if dates is None:
        return None
    first, last = dates[0].toordinal(), dates[1].toordinal()
    return (first + last) / 2, (last - first) / 12**0.5


def chart_of(charts: Sequence[Mapping[int, str]]) -> NDArray[np.int8]:
    """A row for each chart; what death or the ground took is not known."""
    chart = np.full((len(charts), len(TEETH)), -1, np.int8)
    for row, teeth in enumerate(charts):
        for fdi, code in teeth.items():
            if fdi in TEETH and code in TOOTH_CODES:
                chart[row, TEETH.index(fdi)] = TOOTH_CODES.index(code)
    return chart


def plain(number: str) -> str:
    """A number as it is compared: without spaces, dashes and case."""
    return "".join(char for char in number if char.isalnum()).upper()


def _place_of(place: Place | None) -> tuple[float, ...] | None:
    return None if place is None else (place.latitude, place.longitude, place.radius)


def _columns(rows: Sequence[Sequence[float] | None], width: int) -> list[Numbers]:
    nothing = (np.nan,) * width
    table = np.array([nothing if row is None else row for row in rows], float)
    return list(table.reshape(len(rows), width).T)


def _index(
    rows: Sequence[AnteMortem], values: Callable[[AnteMortem], Iterable[Any]]
) -> dict[Any, Rows]:
    found: dict[Any, list[int]] = defaultdict(list)
    for row, one in enumerate(rows):
        for value in values(one):
            found[value].append(row)
    return {value: np.unique(np.array(at, np.int64)) for value, at in found.items()}
