"""Unit and rank by insignia and papers, against those told.

With f the share of the people sought who have the same, and q the share of insignia that say
something else (borrowed, transferred, promoted): LR = (1-q + qf) / f where it is the same, and
q where it is not. A unit is tempered: where its people are lost it says again what the place said.
"""

import numpy as np

from cases.identification.densities import Numbers
from cases.identification.parameters import Parameters
from cases.identification.people import People
from cases.identification.records import PostMortem


def unit(pm: PostMortem, people: People, event: People, parameters: Parameters) -> Numbers:
    rate, q = parameters.unit_rate, parameters.unit_travels
    return parameters.unit_weight * _weigh("unit", pm.unit, people, event, q, rate, parameters)


def rank(pm: PostMortem, people: People, event: People, parameters: Parameters) -> Numbers:
    rate, q = parameters.rank_rate, parameters.rank_changed
    return _weigh("rank", pm.rank, people, event, q, rate, parameters)


def _weigh(
    attribute: str,
    found: str | None,
    people: People,
    event: People,
    wrong: float,
    rate: float,
    parameters: Parameters,
) -> Numbers:
    told = people.codes[attribute]
    if not found:
        return np.full(len(people), np.nan)
    others = event.codes[attribute]
    prior = parameters.prior_people
    share = ((others == found).sum() + prior * rate) / ((others != "").sum() + prior)
    same = np.log10((1 - wrong + wrong * share) / share)
    return np.where(told == "", np.nan, np.where(told == found, same, np.log10(wrong)))
