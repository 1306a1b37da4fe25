"""Which piece of evidence would tell most: for each that is still missing, the expected gain in
information over today's best candidates, in bits.

With w the candidates' shares of 10^total, and P(o | i) the term models' chance of outcome o if
candidate i is the person: gain = H(w) - sum over o of P(o) H(w | o) (Lindley 1956). Shares are over
the candidates given and one nobody, who stands for all that are not on the list. A suggestion of
what to do next; it says nothing about who it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cases.identification.densities import Numbers
from cases.identification.parameters import DEFAULT, Parameters
from cases.identification.people import chart_of, people_of
from cases.identification.records import AnteMortem, PostMortem
from cases.identification.terms import age, sex, stature

What = Literal["sex", "age", "stature", "odontology", "friction_ridges", "dna"]

# Assumed for work not yet done.
USUAL_AGE_WIDTH = 20.0  # years, of 95 %
USUAL_STATURE_WIDTH = 15.2  # cm: two deviations of 3.8 either way
COMPARISON_FAILS = 0.12  # a DNA sample without a result; about 12 in 100 are repeated
CHART_ERROR = 0.02
PRINTS_ERROR = 0.005
# log10 of how rarely somebody who is not related passes, with the usual markers.
BY_KINSHIP = {
    "mother": 5.0, "father": 5.0, "daughter": 5.0, "son": 5.0, "sister": 3.0, "brother": 3.0,
    "half_sibling": 1.5, "grandparent": 1.5, "grandchild": 1.5, "aunt_or_uncle": 1.5,
    "niece_or_nephew": 1.5, "cousin": 0.5,
}  # fmt: skip


@dataclass(frozen=True)
class Suggestion:
    """`with_` is the person whose relative or record is meant; None is work on the remains."""

    what: What
    gain_bits: float
    with_: str | None = None
    kinship: str | None = None


def suggestions(
    pm: PostMortem,
    candidates: Sequence[AnteMortem],
    totals: Sequence[float],
    parameters: Parameters = DEFAULT,
    nobody: float = 0.0,
) -> list[Suggestion]:
    """By falling gain. `nobody` is the total of somebody not on the list: 0, as weighty as any."""
    if not candidates:
        return []
    shares = shares_of([*totals, nobody])
    found = _of_the_remains(pm, candidates, shares, parameters)
    found += _of_records(pm, candidates, shares)
    found += _of_relatives(pm, candidates, shares)
    return sorted(found, key=lambda one: (-one.gain_bits, one.what, one.with_ or ""))


def shares_of(totals: Sequence[float]) -> Numbers:
    logs = np.array(totals, float)
    odds = 10.0 ** np.maximum(logs - logs.max(), -300)
    shares: Numbers = odds / odds.sum()
    return shares


def entropy(shares: Numbers) -> float:
    """-sum of p log2 p, bits."""
    some = shares[shares > 0]
    return float(-(some * np.log2(some)).sum())


def gain(shares: Numbers, outcomes: Numbers) -> float:
    """Expected fall of the entropy. `outcomes`: a row for each candidate, a column for each
    outcome; every row sums to 1."""
    joint = shares[:, None] * outcomes
    of_outcome = joint.sum(axis=0)
    left = sum(
        chance * entropy(joint[:, column] / chance)
        for column, chance in enumerate(of_outcome)
        if chance > 0
    )
    return max(entropy(shares) - float(left), 0.0)


def _of_the_remains(
    pm: PostMortem, candidates: Sequence[AnteMortem], shares: Numbers, parameters: Parameters
) -> list[Suggestion]:
    """Sex, age and stature, where they are not found yet: each outcome as the term weighs it."""
    people = people_of(candidates)
    found = []
    if pm.sex is None:
        outcomes = [replace(pm, sex=one, sex_method="several_bones") for one in ("male", "female")]
        columns = [sex.likelihood(one, people, parameters) for one in outcomes]
        others = [sex.prior(one, parameters) for one in outcomes]
        found.append(Suggestion("sex", _gain_of(columns, others, shares)))
    if pm.age is None:
        half = USUAL_AGE_WIDTH / 2
        outcomes = [replace(pm, age=(one - half, one + half)) for one in range(15, 80, 3)]
        columns = [age.likelihood(one, people, parameters) for one in outcomes]
        others = [age.prior(one, parameters) for one in outcomes]
        found.append(Suggestion("age", _gain_of(columns, others, shares)))
    if pm.stature is None:
        half = USUAL_STATURE_WIDTH / 2
        outcomes = [replace(pm, stature=(one - half, one + half)) for one in range(145, 205, 3)]
        columns = [stature.likelihood(one, people, parameters) for one in outcomes]
        others = [stature.prior(one, parameters) for one in outcomes]
        found.append(Suggestion("stature", _gain_of(columns, others, shares)))
    return found


def _gain_of(columns: Sequence[Numbers], others: Sequence[float], shares: Numbers) -> float:
    """Whoever has no such value is as anybody; so is nobody, the last row."""
    table = np.array(columns).T
    anybody = np.array(others)
    table = np.vstack([np.where(np.isnan(table), anybody, table), anybody])
    return gain(shares, table / table.sum(axis=1, keepdims=True))


def _of_records(
    pm: PostMortem, candidates: Sequence[AnteMortem], shares: Numbers
) -> list[Suggestion]:
    """Comparing teeth or fingerprints with the records held: each points to its owner, or none."""
    found = []
    if not pm.teeth:
        charted = np.any(chart_of([one.teeth for one in candidates]) >= 0, axis=1)
        found.append(Suggestion("odontology", _gain_of_pointing(charted, CHART_ERROR, shares)))
    held = np.array([one.has_prints for one in candidates])
    if held.any():
        found.append(Suggestion("friction_ridges", _gain_of_pointing(held, PRINTS_ERROR, shares)))
    return [one for one in found if one.gain_bits > 0]


def _gain_of_pointing(held: NDArray[np.bool_], error: float, shares: Numbers) -> float:
    owners = np.flatnonzero(held)
    if not len(owners):
        return 0.0
    outcomes = np.full((len(shares), len(owners) + 1), error / len(owners))
    outcomes[:, -1] = 1 - error
    for column, row in enumerate(owners):
        outcomes[row] = error / len(owners)
        outcomes[row, column] = 1 - error
    return gain(shares, outcomes)


def _of_relatives(
    pm: PostMortem, candidates: Sequence[AnteMortem], shares: Numbers
) -> list[Suggestion]:
    """A sample of the nearest relative of each, where DNA has not been compared yet: it supports,
    it excludes, or there is no result."""
    done = {result.compared_with for result in pm.dna}
    found = []
    for row, one in enumerate(candidates):
        of_blood = [kinship for kinship in one.relatives if kinship in BY_KINSHIP]
        if one.reference in done or not of_blood:
            continue
        kinship = max(of_blood, key=BY_KINSHIP.__getitem__)
        passes = 10.0 ** -BY_KINSHIP[kinship]
        answers = np.array([passes, 1 - passes, 0.0]) * (1 - COMPARISON_FAILS)
        outcomes = np.tile(answers + np.array([0, 0, COMPARISON_FAILS]), (len(shares), 1))
        outcomes[row, :2] = outcomes[row, 1::-1]
        found.append(Suggestion("dna", gain(shares, outcomes), one.reference, kinship))
    return found
