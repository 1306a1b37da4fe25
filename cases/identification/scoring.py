"""The score of a pair: a sum of terms, each a log10 likelihood ratio. It ranks; it never decides.

Visual recognition is no term. A missing value adds 0. No term excludes anybody.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from cases.identification.densities import Numbers
from cases.identification.parameters import DEFAULT, Parameters
from cases.identification.people import People, people_of
from cases.identification.records import AnteMortem, PostMortem
from cases.identification.showing import shown
from cases.identification.terms import (
    age,
    colour,
    dna,
    loss,
    marks,
    papers,
    service,
    sex,
    stature,
    teeth,
)

Verdict = Literal["agree", "differ", "unknown"]
Weigh = Callable[[PostMortem, People, People, Parameters], Numbers]

TERMS: Mapping[str, Weigh] = {
    "sex": sex.weigh,
    "age": age.weigh,
    "stature": stature.weigh,
    "hair": colour.hair,
    "eyes": colour.eyes,
    "date": loss.date,
    "place": loss.place,
    "marks": marks.weigh,
    "serial": marks.serial,
    "papers": papers.weigh,
    "claim": papers.claim,
    "unit": service.unit,
    "rank": service.rank,
    "teeth": teeth.weigh,
    "dna": dna.weigh,
}
AS_REPORTED = ("serial", "dna")  # never tempered
NOBODY = people_of([])


@dataclass(frozen=True)
class Term:
    attribute: str
    verdict: Verdict
    log10_lr: float
    details: Mapping[str, object]


@dataclass(frozen=True)
class Score:
    terms: tuple[Term, ...]
    total: float
    version: str


@dataclass(frozen=True)
class Scores:
    """A row for each person, in their order; a column of NaN where a term is not known."""

    terms: Mapping[str, Numbers]
    total: Numbers

    def best(self, most: int) -> list[int]:
        """Rows by falling total; of equal ones the earlier first."""
        return [int(row) for row in np.argsort(-self.total, kind="stable")[:most]]


def score(
    pm: PostMortem,
    am: AnteMortem,
    parameters: Parameters = DEFAULT,
    event: People = NOBODY,
) -> Score:
    """One pair, term by term, with what was compared."""
    return score_each(pm, [am], parameters, event)[0]


def score_each(
    pm: PostMortem,
    people: Sequence[AnteMortem],
    parameters: Parameters = DEFAULT,
    event: People = NOBODY,
) -> list[Score]:
    """The same of each of them, in their order."""
    scores = score_many(pm, people, parameters, event)

    def terms(row: int, am: AnteMortem) -> Iterator[Term]:
        for name, column in scores.terms.items():
            log10_lr = float(np.nan_to_num(column[row]))
            yield Term(name, verdict_of(column[row]), log10_lr, shown(name, pm, am))

    return [
        Score(tuple(terms(row, am)), float(scores.total[row]), parameters.version)
        for row, am in enumerate(people)
    ]


def score_many(
    pm: PostMortem,
    people: People | Iterable[AnteMortem],
    parameters: Parameters = DEFAULT,
    event: People = NOBODY,
) -> Scores:
    """One case with many people. `event` is a sample of the people sought (`people.sample_of`):
    it says what is common. Without one the assumed shares are used."""
    table = people if isinstance(people, People) else people_of(people)
    terms = {
        name: weigh(pm, table, event, parameters) * weight_of(name, parameters)
        for name, weigh in TERMS.items()
    }
    total = np.zeros(len(table))
    for column in terms.values():
        total += np.nan_to_num(column)
    return Scores(terms, total)


def weight_of(attribute: str, parameters: Parameters) -> float:
    return 1.0 if attribute in AS_REPORTED else parameters.tempering


def verdict_of(log10_lr: float) -> Verdict:
    if np.isnan(log10_lr):
        return "unknown"
    return "agree" if log10_lr >= 0 else "differ"


def indistinguishable(totals: Iterable[float], parameters: Parameters = DEFAULT) -> tuple[int, ...]:
    """Places of all whose total is within `tie_log10` of the best, when there are at least two:
    these cannot be told apart, whatever their order says. Otherwise none."""
    column = np.array(list(totals), float)
    close = np.flatnonzero(column > column.max(initial=-np.inf) - parameters.tie_log10)
    return tuple(int(place) for place in close) if len(close) > 1 else ()
