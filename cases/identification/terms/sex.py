"""Sex as assessed, against sex as told.

P(found | person) = 1-e where they are the same and e where not; P(found | another) =
f(1-e) + (1-f)e, f the share of that sex among the people sought. e by method: Krishan 2016 (bones),
amelogenin by drop-out.
"""

import numpy as np

from cases.identification.densities import Numbers, against_others
from cases.identification.parameters import Parameters
from cases.identification.people import People
from cases.identification.records import PostMortem

ASSESSED = {
    "male": "male",
    "probably_male": "male",
    "female": "female",
    "probably_female": "female",
}


def error_of(pm: PostMortem, parameters: Parameters) -> float:
    """The share of such assessments that are wrong."""
    unstated = parameters.sex_error_unstated
    error = parameters.sex_error.get(pm.sex_method or "", unstated)
    is_probable = (pm.sex or "").startswith("probably")
    return max(error, parameters.sex_error_probable) if is_probable else error


def likelihood(pm: PostMortem, people: People, parameters: Parameters) -> Numbers:
    told = people.codes["sex"]
    if pm.sex not in ASSESSED:
        return np.full(len(people), np.nan)
    error = error_of(pm, parameters)
    same = np.where(told == ASSESSED[pm.sex], 1 - error, error)
    return np.where((told == "male") | (told == "female"), same, np.nan)


def prior(pm: PostMortem, parameters: Parameters) -> float:
    """P(found) for somebody of whom nothing is known."""
    if pm.sex not in ASSESSED:
        return 1.0
    error = error_of(pm, parameters)
    male = parameters.male_share
    share = male if ASSESSED[pm.sex] == "male" else 1 - male
    return share * (1 - error) + (1 - share) * error


def weigh(pm: PostMortem, people: People, event: People, parameters: Parameters) -> Numbers:
    others = likelihood(pm, event, parameters)
    found = likelihood(pm, people, parameters)
    return against_others(found, others, prior(pm, parameters), parameters)
