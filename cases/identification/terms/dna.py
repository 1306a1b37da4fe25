"""DNA: the laboratory's own log10 likelihood ratio, as reported, for the person it was compared
with. Several results on the same markers are one: the smallest counts. Results on other markers
(mitochondrial beside autosomal) are added."""

import numpy as np

from cases.identification.densities import Numbers
from cases.identification.parameters import Parameters
from cases.identification.people import People
from cases.identification.records import DnaResult, PostMortem


def weigh(pm: PostMortem, people: People, _event: People, _parameters: Parameters) -> Numbers:
    weights = np.full(len(people), np.nan)
    for reference in {result.compared_with for result in pm.dna}:
        weights[people.by_reference.get(reference, [])] = reported(pm.dna, reference)
    return weights


def reported(results: tuple[DnaResult, ...], reference: str) -> float:
    smallest: dict[str, float] = {}
    for result in results:
        if result.compared_with == reference:
            before = smallest.get(result.kind, np.inf)
            smallest[result.kind] = min(before, result.log10_lr)
    return float(sum(smallest.values()))
