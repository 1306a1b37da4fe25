"""How well candidates are ranked, and whether the totals mean what they say, on files whose truth
is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cases.identification.blocking import block_of
from cases.identification.densities import Numbers
from cases.identification.generator import Files, make_files
from cases.identification.parameters import DEFAULT, Parameters
from cases.identification.people import people_of, sample_of
from cases.identification.presets import Preset, Truth
from cases.identification.records import PostMortem
from cases.identification.scoring import indistinguishable, score_many

RANKS = (1, 10, 100)
SENSITIVITIES = (0.8, 0.9, 0.95)
STATED = (0.0, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.99, 1.0)


@dataclass(frozen=True)
class Bin:
    """Of the cases whose best candidate was given about so much: how often it was right."""

    cases: int
    stated: float
    true: float

    def likely(self) -> tuple[float, float]:
        """Where the share that is right lies, 95 %, by Wilson's interval (1927)."""
        z, n, p = 1.96, self.cases, self.true
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5
        return max(middle - half, 0.0), min(middle + half, 1.0)


@dataclass(frozen=True)
class Evaluation:
    cases: int  # whose person is on the list
    ranks: dict[int, float]  # share of those cases whose person is among the first so many
    auc: float
    cllr: float
    bins: tuple[Bin, ...]
    false_per_case: dict[float, float]  # by sensitivity
    by_known: dict[int, tuple[int, float]]  # cases, share with rank up to 10, by attributes known
    ties: tuple[float, float, float]  # share with a tie; right at rank 1 with a tie, and without
    block_recall: float
    block_share: float  # of the list, in the mean block


def evaluate(
    preset: Preset, truth: Truth, seed: int, parameters: Parameters = DEFAULT
) -> Evaluation:
    files = make_files(preset, truth, seed)
    totals = totals_of(files, parameters)
    return summary_of(files, totals, parameters)


def totals_of(files: Files, parameters: Parameters = DEFAULT) -> Numbers:
    """A row for each case, a column for each person. Nobody is left out by blocking."""
    people = people_of(files.people)
    event = sample_of(people)
    return np.array([score_many(case, people, parameters, event).total for case in files.cases])


def summary_of(files: Files, totals: Numbers, parameters: Parameters = DEFAULT) -> Evaluation:
    true = np.array(files.true_row)
    listed = np.flatnonzero(true >= 0)
    of_true = totals[listed, true[listed]]
    ranks = 1 + (totals[listed] > of_true[:, None]).sum(axis=1)
    is_true = np.zeros(totals.shape, bool)
    is_true[listed, true[listed]] = True
    of_false = np.sort(totals[~is_true])
    known = np.array([known_of(files.cases[row]) for row in listed])
    recall, share = block_recall(files)
    return Evaluation(
        cases=len(listed),
        ranks={most: float((ranks <= most).mean()) for most in RANKS},
        auc=float((np.searchsorted(of_false, of_true) / len(of_false)).mean()),
        cllr=cllr(of_true, of_false),
        bins=reliability(totals, is_true, 1 - len(listed) / len(true)),
        false_per_case={
            wanted: float((of_false >= np.quantile(of_true, 1 - wanted)).sum() / len(true))
            for wanted in SENSITIVITIES
        },
        by_known={
            int(count): (int((known == count).sum()), float((ranks[known == count] <= 10).mean()))
            for count in np.unique(known)
        },
        ties=ties_of(totals[listed], ranks, parameters),
        block_recall=recall,
        block_share=share,
    )


def cllr(of_true: Numbers, of_false: Numbers) -> float:
    """Cost of the log likelihood ratio, bits (Brümmer & du Preez 2006): 0 is perfect, 1 says
    nothing. 1/2 (mean of log2(1 + 1/LR) over true pairs + mean of log2(1 + LR) over false)."""
    ten = np.log(10)
    missed = np.logaddexp(0, -of_true * ten).mean()
    raised = np.logaddexp(0, of_false * ten).mean()
    return float((missed + raised) / 2 / np.log(2))


def reliability(totals: Numbers, is_true: NDArray[np.bool_], absent: float) -> tuple[Bin, ...]:
    """The best candidate of each case: the share of the whole that its total would claim, with
    `absent` for nobody on the list, beside how often it was right."""
    prior = (1 - absent) / totals.shape[1]
    odds = prior * 10.0 ** np.clip(totals, -300, 300)
    stated = odds.max(axis=1) / (odds.sum(axis=1) + absent)
    right = is_true[np.arange(len(totals)), totals.argmax(axis=1)]
    bins = []
    for low, high in pairwise(STATED):
        here = (stated >= low) & ((stated < high) | (high == 1.0) & (stated <= high))
        if here.any():
            bins.append(Bin(int(here.sum()), float(stated[here].mean()), float(right[here].mean())))
    return tuple(bins)


def known_of(case: PostMortem) -> int:
    """Of sex, age, stature, hair: how many were found."""
    return sum(one is not None for one in (case.sex, case.age, case.stature, case.hair))


def ties_of(
    totals: Numbers, ranks: NDArray[np.int64], parameters: Parameters
) -> tuple[float, float, float]:
    tied = np.array([bool(indistinguishable(row, parameters)) for row in totals])
    right = ranks == 1
    return float(tied.mean()), _mean(right[tied]), _mean(right[~tied])


def block_recall(files: Files) -> tuple[float, float]:
    """The share of cases whose person is in the block, and of the list that the block holds."""
    blocks = [block_of(case) for case in files.cases]
    pairs = [
        (block, files.people[row])
        for block, row in zip(blocks, files.true_row, strict=True)
        if row >= 0
    ]
    some = files.people[:: max(1, len(files.people) // 100)]
    held = [block.admits(one) for block in blocks[:200] for one in some]
    return _mean([block.admits(one) for block, one in pairs]), _mean(held)


def _mean(values: Iterable[bool]) -> float:
    column = np.array(list(values), float)
    return float(column.mean()) if len(column) else float("nan")
