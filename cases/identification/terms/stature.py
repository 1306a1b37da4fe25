"""Stature as estimated from bones, an interval of 95 %, against stature as told.

P(found | person) = (1-w) t((middle - told - bias) / s) + w/60, with s^2 = (k (to-from)/4)^2 +
told^2 (Trotter 1970; Giles & Hutchinson 1991). P(found | another) is over others *of the sex that
was found*, or sex would count twice.
"""

import numpy as np

from cases.identification.densities import (
    Numbers,
    against_others,
    known_or_mean,
    normal,
    student,
)
from cases.identification.parameters import Parameters
from cases.identification.people import People
from cases.identification.records import PostMortem
from cases.identification.terms import sex

CENTIMETRES = 60.0  # over which an estimate that says nothing is spread


def spread_of(interval: tuple[float, float], parameters: Parameters) -> float:
    found = parameters.stature_widening * max(interval[1] - interval[0], 1.0) / 4
    return float(np.hypot(found, parameters.stature_told_sd))


def likelihood(pm: PostMortem, people: People, parameters: Parameters) -> Numbers:
    if pm.stature is None:
        return np.full(len(people), np.nan)
    away = sum(pm.stature) / 2 - people.stature - parameters.stature_told_bias
    near = student(away, spread_of(pm.stature, parameters), parameters.stature_freedom)
    return (1 - parameters.stature_floor) * near + parameters.stature_floor / CENTIMETRES


def prior(pm: PostMortem, parameters: Parameters) -> float:
    """Over both sexes, as likely as the sex that was found makes each."""
    if pm.stature is None:
        return 1.0
    male = parameters.male_share
    if pm.sex in sex.ASSESSED:
        error = sex.error_of(pm, parameters)
        right = 1 - error if sex.ASSESSED[pm.sex] == "male" else error
        male = male * right / (male * right + (1 - male) * (1 - right))
    sd = float(np.hypot(spread_of(pm.stature, parameters), parameters.stature_population_sd))
    middle = sum(pm.stature) / 2
    of_each = {name: normal(middle - mean, sd) for name, mean in parameters.stature_mean.items()}
    return male * of_each["male"] + (1 - male) * of_each["female"]


def weigh(pm: PostMortem, people: People, event: People, parameters: Parameters) -> Numbers:
    found = likelihood(pm, people, parameters)
    others = likelihood(pm, event, parameters)
    of_this_sex = known_or_mean(sex.likelihood(pm, event, parameters), sex.prior(pm, parameters))
    return against_others(found, others, prior(pm, parameters), parameters, of_this_sex)
