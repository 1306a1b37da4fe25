"""Marks, tattoos, implants and old injuries: those found, and those told.

b is the share of people with such a mark, measured among the people sought (told / told_rate); r
how often one is told of; u the share missed and s the share seen where there is none.
- found, and told:     (1-u) / B                                    B = b(1-u) + (1-b)s
- found, not told:     (h(1-u) + (1-h)s) / B                        h = b(1-r) / (1-br)
- told, looked for, not found:   u / (1-B)
A file without one is weak evidence (h is not 0), nothing told of at all is none.
"""

import numpy as np

from cases.identification.densities import Numbers
from cases.identification.parameters import Parameters
from cases.identification.people import People, plain
from cases.identification.records import Feature, PostMortem


def weigh(pm: PostMortem, people: People, event: People, parameters: Parameters) -> Numbers:
    weights = np.where(people.asked & bool(pm.features or pm.assessed), 0.0, np.nan)
    for found in dict.fromkeys(pm.features):
        told, wrong_side = rows_telling(found, people)
        common = rate(found, event, parameters)
        weights += _when_not_told(common, parameters)
        agrees = _when_told(common, parameters) - _when_not_told(common, parameters)
        weights[told] += agrees + np.log10(1 - parameters.side_error)
        weights[wrong_side] += agrees + np.log10(2 * parameters.side_error)
    for told_of, rows in people.by_feature.items():
        if (told_of.kind, told_of.region) in pm.assessed and not any(
            _is_of_one_kind(found, told_of) for found in pm.features
        ):
            weights[rows] += _when_missing(rate(told_of, event, parameters), parameters)
    return weights


def serial(pm: PostMortem, people: People, _event: People, parameters: Parameters) -> Numbers:
    """The number on an implant: the same is near-decisive, another is not against much."""
    weights = np.full(len(people), np.nan)
    if not pm.serials:
        return weights
    for rows in people.by_serial.values():
        weights[rows] = parameters.serial_differs_log10
    for number in pm.serials:
        weights[people.by_serial.get(plain(number), [])] = parameters.serial_log10
    return weights


def rate(feature: Feature, event: People, parameters: Parameters) -> float:
    """The share of people who have such a mark."""
    told = sum(len(rows) for rows in rows_telling(feature, event))
    heard = told / parameters.told_rate + parameters.prior_people * parameters.mark_rate
    return float(min(heard / (event.asked.sum() + parameters.prior_people), 0.9))


def rows_telling(feature: Feature, people: People) -> tuple[np.ndarray, np.ndarray]:
    """Who is told to have such a mark on this side, and who only on the other."""
    here, there = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for told, rows in people.by_feature.items():
        if _is_of_one_kind(feature, told):
            (here if _may_be(feature.side, told.side) else there).append(rows)
    on_this_side = np.unique(np.concatenate(here))
    return on_this_side, np.setdiff1d(np.concatenate(there), on_this_side)


def _is_of_one_kind(one: Feature, other: Feature) -> bool:
    alike = _may_be(one.region, other.region) and _may_be(one.code, other.code)
    return one.kind == other.kind and alike


def _may_be(one: str, other: str) -> bool:
    return one == other or {one, other} & {"", "unknown"} != set()


def _found_in_another(common: float, parameters: Parameters) -> float:
    return common * (1 - parameters.mark_missed) + (1 - common) * parameters.mark_spurious


def _when_told(common: float, parameters: Parameters) -> float:
    return float(np.log10((1 - parameters.mark_missed) / _found_in_another(common, parameters)))


def _when_not_told(common: float, parameters: Parameters) -> float:
    untold = 1 - parameters.told_rate
    has = common * untold / (1 - common * parameters.told_rate)
    found = _found_in_another(has, parameters)
    return float(np.log10(found / _found_in_another(common, parameters)))


def _when_missing(common: float, parameters: Parameters) -> float:
    missed = parameters.mark_missed
    return float(np.log10(missed / (1 - _found_in_another(common, parameters))))
