"""Colour of hair and eyes: only of remains that are fresh enough to show it.

P(found | person) = 1-e where it is the same colour, and e shared among the others by how common
they are. Grey hair goes with age: P(found | another) is over others of the age that was found.
"""

import numpy as np

from cases.identification.densities import Numbers, against_others, known_or_mean
from cases.identification.parameters import Parameters
from cases.identification.people import People
from cases.identification.records import PostMortem
from cases.identification.terms import age

# Shares before the event says; assumed.
HAIR = {
    "black": 0.12, "brown": 0.5, "fair": 0.22, "red": 0.02, "grey": 0.07, "white": 0.02,
    "bald": 0.05,
}  # fmt: skip
EYES = {"brown": 0.35, "green": 0.12, "grey": 0.23, "blue": 0.3}
SHOW_HAIR = (None, "fresh", "decomposed", "mummified", "saponified")
SHOW_EYES = (None, "fresh")
GREY = ("grey", "white")


def hair(pm: PostMortem, people: People, event: People, parameters: Parameters) -> Numbers:
    shown = pm.hair if pm.condition in SHOW_HAIR else None
    error = parameters.grey_error if shown in GREY else parameters.colour_error
    of_this_age = known_or_mean(age.likelihood(pm, event, parameters), age.prior(pm, parameters))
    return against_others(
        _likelihood(shown, people.codes["hair"], HAIR, error),
        _likelihood(shown, event.codes["hair"], HAIR, error),
        HAIR.get(shown or "", 1.0),
        parameters,
        of_this_age,
    )


def eyes(pm: PostMortem, people: People, event: People, parameters: Parameters) -> Numbers:
    shown = pm.eyes if pm.condition in SHOW_EYES else None
    return against_others(
        _likelihood(shown, people.codes["eyes"], EYES, parameters.colour_error),
        _likelihood(shown, event.codes["eyes"], EYES, parameters.colour_error),
        EYES.get(shown or "", 1.0),
        parameters,
    )


def _likelihood(
    found: str | None, told: np.ndarray, shares: dict[str, float], error: float
) -> Numbers:
    """A row for each person. A colour that is taken for another is taken for a common one."""
    if found not in shares:
        return np.full(len(told), np.nan)
    by_told = {
        code: 1 - error if code == found else error * shares[found] / (1 - share)
        for code, share in shares.items()
    }
    likelihoods = np.full(len(told), np.nan)
    for code, value in by_told.items():
        likelihoods[told == code] = value
    return likelihoods
