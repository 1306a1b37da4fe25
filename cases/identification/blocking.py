"""Which people are compared with a case at all: whoever shares a key, and whoever falls in every
window. Data, which the store turns into a query; `admits` says the same of one person.

Blocking is not judgement: a window is wide, and whoever has no value falls in it. A block may hold
half of all people, and is not to be cut by date or distance: that loses the true person far more
often than it saves time (docs/identification.md). Scoring all of it takes milliseconds.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from cases.identification.names import keys
from cases.identification.parameters import DEFAULT, Parameters
from cases.identification.people import DAYS_A_YEAR, age_of, plain
from cases.identification.records import AnteMortem, PostMortem
from cases.identification.terms import age, sex
from cases.identification.terms.loss import KM_A_DEGREE

DEVIATIONS = 3.0  # either way
KERNELS = 6.0  # of the place, either way
SLACK = timedelta(days=30)  # a last day may be told too late


@dataclass(frozen=True)
class Box:
    south: float
    north: float
    west: float
    east: float


@dataclass(frozen=True)
class Block:
    """Any of the keys, or all of the windows. None is no window."""

    name_keys: frozenset[str]
    numbers: frozenset[str]  # disc and service numbers, `people.plain`
    serials: frozenset[str]
    references: frozenset[str]  # people with a DNA result on this case
    sexes: frozenset[str] | None
    ages: tuple[float, float] | None  # at disappearance
    born: tuple[date, date] | None  # the same, where only a birth date is at hand
    seen_before: date | None
    box: Box | None  # degrees

    def admits(self, person: AnteMortem) -> bool:
        return self._shares_a_key(person) or self._is_in_every_window(person)

    def _shares_a_key(self, person: AnteMortem) -> bool:
        numbers = {plain(one) for one in (person.disc_number, person.service_number) if one}
        return (
            person.reference in self.references
            or bool(self.numbers & numbers)
            or bool(self.serials & {plain(one) for one in person.serials})
            or any(self.name_keys & keys(name) for name in person.names if self.name_keys)
        )

    def _is_in_every_window(self, person: AnteMortem) -> bool:
        told, place, seen = age_of(person), person.place, person.last_seen
        return (
            (self.sexes is None or person.sex is None or person.sex in self.sexes)
            and (self.ages is None or told is None or self.ages[0] <= told[0] <= self.ages[1])
            and (self.seen_before is None or seen is None or seen[0] <= self.seen_before)
            and (
                self.box is None
                or place is None
                or _is_in(self.box, place.latitude, place.longitude)
            )
        )


def block_of(pm: PostMortem, parameters: Parameters = DEFAULT) -> Block:
    names = (*pm.document_names, *pm.claimed_names)
    ages = None
    if pm.age is not None:
        reach = DEVIATIONS * age.spread_of(pm.age, parameters)
        middle = sum(pm.age) / 2
        ages = (middle - reach, middle + reach)
    found = pm.died or pm.recovered
    return Block(
        name_keys=frozenset(key for name in names for key in keys(name) if key[0] != "g"),
        numbers=frozenset(plain(one) for one in (pm.disc_number, pm.service_number) if one),
        serials=frozenset(map(plain, pm.serials)),
        references=frozenset(result.compared_with for result in pm.dna),
        sexes=_sexes(pm, parameters),
        ages=ages,
        born=_born(ages, found[1] if found else None, parameters),
        seen_before=found[1] + SLACK if found else None,
        box=_box(pm, parameters),
    )


def _sexes(pm: PostMortem, parameters: Parameters) -> frozenset[str] | None:
    """Sex is a window only by DNA: of one found in any other way too many are wrong."""
    if pm.sex not in sex.ASSESSED or sex.error_of(pm, parameters) > 0.01:
        return None
    return frozenset({sex.ASSESSED[pm.sex]})


def _born(
    ages: tuple[float, float] | None, died: date | None, parameters: Parameters
) -> tuple[date, date] | None:
    """Death may be some years later than the day of disappearance, at most `days`."""
    if ages is None or died is None:
        return None
    oldest = ages[1] * DAYS_A_YEAR + parameters.days
    return _before(died, oldest), _before(died, ages[0] * DAYS_A_YEAR)


def _before(day: date, days: float) -> date:
    return day - timedelta(days=min(max(days, 0.0), day.toordinal() - 1.0))


def _box(pm: PostMortem, parameters: Parameters) -> Box | None:
    if pm.place is None:
        return None
    reach = KERNELS * parameters.place_km + pm.place.radius
    north = reach / KM_A_DEGREE
    east = north / max(float(np.cos(np.radians(pm.place.latitude))), 0.05)
    here = pm.place
    return Box(
        here.latitude - north, here.latitude + north, here.longitude - east, here.longitude + east
    )


def _is_in(box: Box, latitude: float, longitude: float) -> bool:
    return box.south <= latitude <= box.north and box.west <= longitude <= box.east
