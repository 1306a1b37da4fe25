"""Worlds to try the science in: how people differ, what is known, and how wrong it is.

`reference` is kept as it is, so that figures can be compared over the years. `field` has more of
what the work has: papers, claimed names, units, teeth, moving fronts, bones without skin.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Truth:
    """How far what is written lies from what is."""

    sex_error: float = 0.03
    stature_found_sd: float = 3.8  # cm
    stature_told_sd: float = 2.5  # cm
    age_factor: float = 1.0  # times what the interval says
    place_km: float = 15.0  # on each axis
    place_local: float = 0.8  # others lie anywhere in the region
    miscoding: float = 0.03  # of each mark that was looked for, either way


MATCHED = Truth()
MISSPECIFIED = Truth(0.09, 5.5, 4.0, 1.6, 30.0, 0.65, 0.07)
TRUTHS = {"matched": MATCHED, "misspecified": MISSPECIFIED}


@dataclass(frozen=True)
class Preset:
    people: int = 5000
    cases: int = 2000
    absent: float = 0.3  # of cases, whose person is not on the list
    men: float = 0.85
    region_km: float = 120.0
    days: int = 1000
    gap_days: float = 45.0  # mean, from last seen to death or recovery
    wrong_dates: float = 0.05
    mark_kinds: int = 40
    mark_rates: tuple[float, float] = (0.08, 0.05)  # the most common kind, the rarest
    ages: tuple[float, float] = (38.0, 11.0)  # mean, deviation
    told: float = 0.8
    assessable: float = 0.5
    unknown_hair: float = 0.6
    unknown_stature: float = 0.35
    unknown_age: float = 0.15
    unknown_sex: float = 0.15
    hair_error: float = 0.15
    # What the reference leaves out.
    front_days: float = 0.0  # the place of loss crosses the region once in so many days
    papers: float = 0.0  # share of cases with a name on papers
    claims: float = 0.0  # with a name from the sending side
    charts: float = 0.0  # share of people with a dental chart
    units: int = 0
    untold: float = 0.0  # share of each attribute that nobody told


PRESETS = {
    "reference": Preset(),
    "field": Preset(
        front_days=1000.0, papers=0.12, claims=0.15, charts=0.15, units=60, untold=0.2,
        unknown_hair=0.75,
    ),
}  # fmt: skip
