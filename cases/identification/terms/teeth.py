"""Teeth, each charted in life and after death.

Per tooth P(found | charted) is `tooth_same` for the same state, `tooth_treated` shared among the
states it can have come to since (sound to filled), and `tooth_impossible` for those it cannot
(extracted to sound). P(found | another) is how common the state is. The sum over teeth is tempered,
since the teeth of one mouth are alike, and capped. A specialist's comparison is not replaced.
"""

import numpy as np

from cases.identification.densities import Numbers
from cases.identification.parameters import Parameters
from cases.identification.people import TOOTH_CODES, People, chart_of
from cases.identification.records import PostMortem

# How common each state is over all teeth of adults, before the event says; assumed.
COMMON = np.array([0.62, 0.08, 0.15, 0.03, 0.03, 0.01, 0.005, 0.055, 0.02])
# What each state can come to. Extraction is open to all, and a place can be filled by an implant.
LATER = {
    "sound": ("caries", "filled", "root_filled", "crown", "bridge", "extracted", "implant"),
    "caries": ("filled", "root_filled", "crown", "bridge", "extracted", "implant"),
    "filled": ("caries", "root_filled", "crown", "bridge", "extracted", "implant"),
    "root_filled": ("crown", "bridge", "extracted", "implant"),
    "crown": ("root_filled", "bridge", "extracted", "implant"),
    "bridge": ("crown", "extracted", "implant"),
    "implant": ("extracted",),
    "extracted": ("bridge", "implant"),
    "unerupted": ("sound", "caries", "filled", "extracted"),
}


def given_chart(parameters: Parameters) -> Numbers:
    """P(found | charted): a row for each state charted, a column for each state found."""
    size = len(TOOTH_CODES)
    table = np.full((size, size), parameters.tooth_impossible)
    for code, later in LATER.items():
        row = TOOTH_CODES.index(code)
        at = [TOOTH_CODES.index(name) for name in later]
        table[row, at] = parameters.tooth_treated * COMMON[at] / COMMON[at].sum()
        table[row, at] = np.maximum(table[row, at], parameters.tooth_impossible)
        table[row, row] = parameters.tooth_same
    shares: Numbers = table / table.sum(axis=1, keepdims=True)
    return shares


def weigh(pm: PostMortem, people: People, event: People, parameters: Parameters) -> Numbers:
    found = chart_of([pm.teeth])[0]
    seen = found >= 0
    if not seen.any():
        return np.full(len(people), np.nan)
    charted, others = people.teeth[:, seen], event.teeth[:, seen]
    states = found[seen].astype(np.int64)
    given = given_chart(parameters)[charted, states]
    weight = 10 * parameters.prior_people
    known = (others >= 0).sum(axis=0)
    alike = (others == states).sum(axis=0)
    of_another = (alike + weight * COMMON[states]) / (known + weight)
    logs = np.where(charted >= 0, np.log10(given / of_another), 0.0).sum(axis=1)
    cap = parameters.teeth_cap
    weights = np.clip(parameters.teeth_weight * logs, -cap, cap)
    return np.where((charted >= 0).any(axis=1), weights, np.nan)
