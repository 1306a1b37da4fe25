"""Two remains cases: may they be of one person? The same whichever is first.

A contradiction is told apart from weight: two left femora are not of one person. Even that only
ranks down; a person excludes.
"""

from dataclasses import dataclass

import numpy as np

from cases.identification.densities import normal, student
from cases.identification.parameters import DEFAULT, Parameters
from cases.identification.records import Interval, PostMortem
from cases.identification.scoring import Score, Term, verdict_of
from cases.identification.terms import sex
from cases.identification.terms.dna import reported

# Log10 weights of having lain together; assumed: of containers about one in twelve holds two or
# three people, so that parts of one container are of one person more often than not.
SAME_CONTAINER = 1.0
SAME_SITE = 0.5
CONTRADICTED = -6.0  # an element twice, on one side: of two people, unless one was miscoded
UNCOUNTED = ("vertebrae", "ribs", "soft_tissue")


@dataclass(frozen=True)
class Estimate:
    """One interval of 95 %, and what is known of the people it may be of."""

    mean: float
    sd: float  # of people
    widening: float  # times the stated deviation


def score_pair(first: PostMortem, second: PostMortem, parameters: Parameters = DEFAULT) -> Score:
    """log10 of P(both findings | one person) / P(both findings | two people of the event)."""
    weights = {
        "elements": elements(first, second),
        "sex": same_sex(first, second, parameters),
        "age": same_estimate(first.age, second.age, age_of_people(parameters)),
        "stature": same_estimate(first.stature, second.stature, stature_of_people(parameters)),
        "found": together(first, second),
        "dna": dna(first, second),
    }
    terms = tuple(
        Term(name, verdict_of(weight), float(np.nan_to_num(weight)), _details(name, first, second))
        for name, weight in weights.items()
    )
    return Score(terms, sum(term.log10_lr for term in terms), parameters.version)


def repeated(first: PostMortem, second: PostMortem) -> frozenset[tuple[str, str]]:
    """Elements, each of one side, that both have and one body has once."""
    return frozenset(
        (element, side)
        for element, side in first.elements & second.elements
        if element not in UNCOUNTED and side != "unknown"
    )


def elements(first: PostMortem, second: PostMortem) -> float:
    if not first.elements or not second.elements:
        return np.nan
    return CONTRADICTED if repeated(first, second) else 0.0


def same_sex(first: PostMortem, second: PostMortem, parameters: Parameters) -> float:
    """Over both sexes a person can have: sum of f P(1|sex) P(2|sex), by the product of the
    two findings' own probabilities."""
    if first.sex not in sex.ASSESSED or second.sex not in sex.ASSESSED:
        return np.nan
    men = parameters.male_share
    both = 0.0
    for share, true in ((men, "male"), (1 - men, "female")):
        fits = [
            1 - sex.error_of(one, parameters)
            if sex.ASSESSED[one.sex or ""] == true
            else sex.error_of(one, parameters)
            for one in (first, second)
        ]
        both += share * fits[0] * fits[1]
    return float(np.log10(both / (sex.prior(first, parameters) * sex.prior(second, parameters))))


def same_estimate(first: Interval | None, second: Interval | None, people: Estimate) -> float:
    """Two estimates x, y of one quantity, with deviations s, t: t(x - y; sqrt(s^2 + t^2)) by the
    density of y among people, N(y; mean, sqrt(sd^2 + t^2)); the mean of both orders, so that the
    order does not matter. 3 % say nothing."""
    if first is None or second is None:
        return np.nan
    middles = [sum(one) / 2 for one in (first, second)]
    spreads = [people.widening * max(one[1] - one[0], 1.0) / 4 for one in (first, second)]
    away = np.array([middles[0] - middles[1]])
    near = float(student(away, float(np.hypot(spreads[0], spreads[1])), 8.0)[0])
    logs = []
    for middle, spread in zip(middles, spreads, strict=True):
        common = normal(middle - people.mean, float(np.hypot(people.sd, spread)))
        logs.append(np.log10((0.97 * near + 0.03 * common) / common))
    return float(np.mean(logs))


def age_of_people(parameters: Parameters) -> Estimate:
    return Estimate(parameters.age_mean, parameters.age_sd, parameters.age_widening)


def stature_of_people(parameters: Parameters) -> Estimate:
    men, women = parameters.stature_mean["male"], parameters.stature_mean["female"]
    mean = parameters.male_share * men + (1 - parameters.male_share) * women
    spread = float(np.sqrt(parameters.male_share * (1 - parameters.male_share)) * (men - women))
    sd = float(np.hypot(parameters.stature_population_sd, spread))
    return Estimate(mean, sd, parameters.stature_widening)


def together(first: PostMortem, second: PostMortem) -> float:
    """The same container, or else the same site. Apart says nothing: parts of one person arrive in
    different rounds."""
    if first.container and first.container == second.container:
        return SAME_CONTAINER
    if first.site and first.site == second.site:
        return SAME_SITE
    return 0.0 if (first.container or first.site) and (second.container or second.site) else np.nan


def dna(first: PostMortem, second: PostMortem) -> float:
    """As reported in the file of either; of both, the smaller."""
    pairs = ((first, second), (second, first))
    told = [
        reported(one.dna, other.reference)
        for one, other in pairs
        if any(result.compared_with == other.reference for result in one.dna)
    ]
    return min(told) if told else np.nan


def _details(name: str, first: PostMortem, second: PostMortem) -> dict[str, object]:
    if name == "elements":
        return {"repeated": sorted(repeated(first, second))}
    if name in ("sex", "age", "stature"):
        return {"first": getattr(first, name), "second": getattr(second, name)}
    return {}
