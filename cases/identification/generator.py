"""Synthetic files of people sought and of remains, with the truth beside them. All invented."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from cases.identification.made_up import chart, name, paper_of, unit_of, worn
from cases.identification.presets import Preset, Truth
from cases.identification.records import AnteMortem, Feature, Place, PostMortem
from cases.identification.terms.loss import KM_A_DEGREE

START = date(2022, 3, 1)
CENTRE = (50.0, 10.0)
HAIR = ("black", "brown", "fair", "grey")
HAIR_SHARES = (0.2, 0.45, 0.2, 0.15)
KINDS = ("scar", "tattoo", "healed_fracture", "operation", "mole")
REGIONS = ("head", "face", "chest", "back", "forearm", "hand", "thigh", "lower_leg")


@dataclass(frozen=True)
class Person:
    """The truth of one person."""

    told: AnteMortem  # without error
    marks: frozenset[Feature]
    north: float  # km from the centre, where lost
    east: float
    day: float


@dataclass(frozen=True)
class Files:
    people: list[AnteMortem]
    cases: list[PostMortem]
    true_row: list[int]  # of each case's person among the people; -1 is not on the list


def make_files(preset: Preset, truth: Truth, seed: int) -> Files:
    chance = np.random.default_rng(seed)
    world = [_person(preset, chance, number) for number in range(preset.people)]
    rows = chance.permutation(preset.people)[: preset.cases]
    is_absent = chance.random(len(rows)) < preset.absent
    people = [_told(person, preset, truth, chance) for person in world]
    cases = []
    for number, (row, absent) in enumerate(zip(rows, is_absent, strict=True)):
        person = _person(preset, chance, preset.people + number) if absent else world[row]
        cases.append(_case(number, person, preset, truth, chance))
    true_row = [-1 if absent else int(row) for row, absent in zip(rows, is_absent, strict=True)]
    return Files(people, cases, true_row)


def mark_kinds(preset: Preset) -> list[tuple[Feature, float]]:
    """Each kind of mark with the share of people who have it, from common to rare."""
    features = [Feature(kind, region) for kind in KINDS for region in REGIONS][: preset.mark_kinds]
    rates = np.geomspace(*preset.mark_rates, len(features))
    return list(zip(features, map(float, rates), strict=True))


def _person(preset: Preset, chance: np.random.Generator, number: int) -> Person:
    is_man = chance.random() < preset.men
    age = float(np.clip(chance.normal(*preset.ages), 18, 75))
    day = chance.random() * preset.days
    north, east = (chance.random(2) - 0.5) * preset.region_km
    if preset.front_days:  # lost near the line of that day
        line = (day % preset.front_days / preset.front_days - 0.5) * preset.region_km
        north = float(chance.normal(line, preset.region_km / 8))
    seen = START + timedelta(days=int(day))
    marks = frozenset(kind for kind, rate in mark_kinds(preset) if chance.random() < rate)
    born = seen - timedelta(days=int(age * 365.2425))
    told = AnteMortem(
        reference=f"P{number}",
        sex="male" if is_man else "female",
        born=(born, born),
        stature=float(chance.normal(177 if is_man else 164, 6.8)),
        hair=str(chance.choice(HAIR, p=HAIR_SHARES)),
        last_seen=(seen, seen),
        names=(name(chance, is_man),) if preset.papers or preset.claims else (),
        unit=unit_of(chance, preset.units, day / preset.days) if preset.units else None,
        teeth=chart(chance) if preset.charts else {},
    )
    return Person(told, marks, float(north), float(east), day)


def _told(person: Person, preset: Preset, truth: Truth, chance: np.random.Generator) -> AnteMortem:
    """What relatives say, and what they do not."""
    true = person.told
    features = tuple(sorted(mark_told(person.marks, preset, chance), key=str))
    told = replace(
        true,
        stature=round((true.stature or 0) + float(chance.normal(0, truth.stature_told_sd))),
        features=features,
        place=_place(person.north, person.east),
        teeth=true.teeth if chance.random() < preset.charts else {},
    )
    for attribute in ("stature", "hair", "place", "unit", "features"):
        if chance.random() < preset.untold:
            told = replace(told, **{attribute: None})  # type: ignore[arg-type]
    return told


def mark_told(
    marks: frozenset[Feature], preset: Preset, chance: np.random.Generator
) -> list[Feature]:
    return [mark for mark in sorted(marks, key=str) if chance.random() < preset.told]


def _case(
    number: int, person: Person, preset: Preset, truth: Truth, chance: np.random.Generator
) -> PostMortem:
    """What is found on the remains of this person."""
    true = person.told
    found, assessed = _marks(person.marks, preset, truth, chance)
    day = person.day + chance.exponential(preset.gap_days)
    if chance.random() < preset.wrong_dates:
        day = chance.random() * preset.days
    on = START + timedelta(days=int(day))
    is_known = {
        what: chance.random() >= getattr(preset, f"unknown_{what}")
        for what in ("sex", "age", "stature", "hair")
    }
    return PostMortem(
        reference=f"C{number}",
        sex=_sex(str(true.sex), truth, chance) if is_known["sex"] else None,
        age=_age(true, truth, chance) if is_known["age"] else None,
        stature=_stature(true, truth, chance) if is_known["stature"] else None,
        hair=_hair(str(true.hair), preset, chance) if is_known["hair"] else None,
        recovered=(on, on),
        place=_found_at(person, preset, truth, chance),
        features=found,
        assessed=assessed,
        document_names=paper_of(chance, true.names, preset.papers, wrong=0.08),
        claimed_names=paper_of(chance, true.names, preset.claims, wrong=0.4),
        unit=unit_of(chance, preset.units, person.day / preset.days, true.unit)
        if preset.units and chance.random() < 0.3
        else None,
        teeth=worn(chance, true.teeth) if preset.charts and chance.random() < 0.6 else {},
    )


def _sex(true: str, truth: Truth, chance: np.random.Generator) -> str:
    is_wrong = chance.random() < truth.sex_error
    return {"male": "female", "female": "male"}[true] if is_wrong else true


def _age(true: AnteMortem, truth: Truth, chance: np.random.Generator) -> tuple[float, float]:
    assert true.born is not None
    assert true.last_seen is not None
    age = (true.last_seen[0] - true.born[0]).days / 365.2425
    sd = chance.uniform(3, 9)
    middle = chance.normal(age, sd * truth.age_factor)
    return float(middle - 2 * sd), float(middle + 2 * sd)


def _stature(true: AnteMortem, truth: Truth, chance: np.random.Generator) -> tuple[float, float]:
    """The interval that the examiner's table gives: two deviations of 3.8 cm either way."""
    middle = (true.stature or 0) + chance.normal(0, truth.stature_found_sd)
    return float(middle - 7.6), float(middle + 7.6)


def _hair(true: str, preset: Preset, chance: np.random.Generator) -> str:
    others = [colour for colour in HAIR if colour != true]
    return str(chance.choice(others)) if chance.random() < preset.hair_error else true


def _marks(
    marks: frozenset[Feature], preset: Preset, truth: Truth, chance: np.random.Generator
) -> tuple[tuple[Feature, ...], frozenset[tuple[str, str]]]:
    """What is seen of what could be looked for; each is miscoded by chance, either way."""
    kinds = [kind for kind, _ in mark_kinds(preset) if chance.random() < preset.assessable]
    seen = [kind for kind in kinds if (kind in marks) != (chance.random() < truth.miscoding)]
    return tuple(seen), frozenset((kind.kind, kind.region) for kind in kinds)


def _found_at(person: Person, preset: Preset, truth: Truth, chance: np.random.Generator) -> Place:
    if chance.random() < truth.place_local:
        return _place(
            person.north + chance.normal(0, truth.place_km),
            person.east + chance.normal(0, truth.place_km),
        )
    north, east = (chance.random(2) - 0.5) * preset.region_km
    return _place(north, east)


def _place(north: float, east: float) -> Place:
    latitude = CENTRE[0] + north / KM_A_DEGREE
    longitude = CENTRE[1] + east / (KM_A_DEGREE * np.cos(np.radians(CENTRE[0])))
    return Place(float(latitude), float(longitude))
