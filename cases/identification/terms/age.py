"""Age as estimated, an interval of 95 %, against age at disappearance.

P(found | person) = (1-w) t((middle - age) / s) + w/100, with s^2 = (k (to-from)/4)^2 + spread of
the age^2 + told^2. A published interval is a range for one sample of bones, not a filter: nobody is
excluded, and w of the estimates say nothing.
"""

import numpy as np

from cases.identification.densities import Numbers, against_others, normal, student
from cases.identification.parameters import Parameters
from cases.identification.people import People
from cases.identification.records import PostMortem

YEARS = 100.0  # over which an estimate that says nothing is spread


def spread_of(interval: tuple[float, float], parameters: Parameters) -> float:
    return parameters.age_widening * max(interval[1] - interval[0], 1.0) / 4


def likelihood(pm: PostMortem, people: People, parameters: Parameters) -> Numbers:
    if pm.age is None:
        return np.full(len(people), np.nan)
    spread = np.sqrt(
        spread_of(pm.age, parameters) ** 2 + people.age_spread**2 + parameters.age_told_sd**2
    )
    near = student(sum(pm.age) / 2 - people.age, spread, parameters.age_freedom)
    return (1 - parameters.age_floor) * near + parameters.age_floor / YEARS


def prior(pm: PostMortem, parameters: Parameters) -> float:
    if pm.age is None:
        return 1.0
    spread = float(np.hypot(parameters.age_sd, spread_of(pm.age, parameters)))
    return normal(sum(pm.age) / 2 - parameters.age_mean, spread)


def weigh(pm: PostMortem, people: People, event: People, parameters: Parameters) -> Numbers:
    others = likelihood(pm, event, parameters)
    found = likelihood(pm, people, parameters)
    return against_others(found, others, prior(pm, parameters), parameters)
