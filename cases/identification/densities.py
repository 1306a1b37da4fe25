"""The curves that the terms are made of, and how a person is weighed against the others."""

from math import gamma, pi, sqrt

import numpy as np
from numpy.typing import NDArray

from cases.identification.parameters import Parameters

Numbers = NDArray[np.float64]


def student(away: Numbers, scale: Numbers | float, freedom: float) -> Numbers:
    """Student's t with its centre at 0: like the normal curve near it, with heavier tails.

    f(x) = G((v+1)/2) / (G(v/2) sqrt(v pi) s) * (1 + x^2 / (v s^2)) ^ (-(v+1)/2)
    """
    top = gamma((freedom + 1) / 2) / (gamma(freedom / 2) * sqrt(freedom * pi))
    return top / scale * (1 + (away / scale) ** 2 / freedom) ** (-(freedom + 1) / 2)


def student_in_the_plane(away: Numbers, scale: Numbers | float, freedom: float) -> Numbers:
    """The same for a point in the plane at a distance d, per square of the unit.

    f(d) = 1 / (2 pi s^2) * (1 + d^2 / (v s^2)) ^ (-(v+2)/2)
    """
    return (1 + (away / scale) ** 2 / freedom) ** (-(freedom + 2) / 2) / (2 * pi * scale**2)


def normal(away: float, sd: float) -> float:
    return float(np.exp(-((away / sd) ** 2) / 2) / (sd * sqrt(2 * pi)))


def against_others(
    likelihood: Numbers,
    others: Numbers,
    prior: float,
    parameters: Parameters,
    alike: Numbers | None = None,
) -> Numbers:
    """log10 of P(found | this person) / P(found | another of the event).

    The others are a sample of the people sought: the mean of their likelihoods, with what is
    assumed (`prior`) counted as `prior_people` more. `alike` weighs the others by how well they
    fit what was counted before (the stature of others *of this sex*), so that nothing is counted
    twice. NaN, in either, is not known.
    """
    known = ~np.isnan(others)
    weights = np.ones(len(others)) if alike is None else alike / max(alike.max(initial=0), 1e-300)
    weights = np.where(known, weights, 0.0)
    found = float(weights @ np.where(known, others, 0.0))
    of_another = (found + parameters.prior_people * prior) / (
        float(weights.sum()) + parameters.prior_people
    )
    logs: Numbers = np.log10(likelihood / of_another)
    return logs


def known_or_mean(likelihood: Numbers, prior: float) -> Numbers:
    """For weights: whoever is not known counts as one of the others."""
    return np.where(np.isnan(likelihood), prior, likelihood)
