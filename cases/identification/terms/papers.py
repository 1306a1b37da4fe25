"""Names and numbers found with the remains, and the name that the sending side gives.

They belong to somebody else with probability q, as a rule to one of the c people around. With A =
P(this likeness | the same name) and B = P(this likeness | two people's names):
    LR = ((1-q)A + qB) / (B + (q/c)A)
which for the same name comes to (1-q)c/q at most: papers travel, and never decide. B is measured
among the people sought. Several papers lie in one pocket: the strongest counts whole, each further
one by `papers_more`, all of them to `papers_cap`.
"""

import numpy as np
from rapidfuzz.distance import Levenshtein

from cases.identification.densities import Numbers
from cases.identification.names import keys, similarity
from cases.identification.parameters import Parameters
from cases.identification.people import People, plain
from cases.identification.records import PostMortem

# The likeness of two spellings (names.similarity) from which each class begins, and how often two
# spellings of one name fall in it. Assumed, after 118,000 pairs of spellings (matching.md).
LIKENESS = (0.0, 0.8, 0.9, 0.96)
SAME_NAME = np.array([0.04, 0.06, 0.15, 0.75])
SAME_NUMBER = np.array([0.04, 0.0, 0.08, 0.88])  # another, one sign off, the same


def weigh(pm: PostMortem, people: People, event: People, parameters: Parameters) -> Numbers:
    q, disc_q, c = parameters.paper_travels, parameters.disc_travels, parameters.paper_comrades
    columns = [_named((name,), people, event, q, c, parameters) for name in pm.document_names]
    columns += [
        _numbered(found, [getattr(one, field) for one in people.records], travels, parameters)
        for field, travels in (("disc_number", disc_q), ("service_number", q))
        if (found := getattr(pm, field))
    ]
    if not columns:
        return np.full(len(people), np.nan)
    table = np.vstack(columns)
    known = np.nan_to_num(table)
    strongest = np.take_along_axis(known, np.abs(known).argmax(axis=0)[None, :], axis=0)[0]
    whole = strongest + parameters.papers_more * (known.sum(axis=0) - strongest)
    capped = np.minimum(whole, parameters.papers_cap)
    return np.where(np.isnan(table).all(axis=0), np.nan, capped)


def claim(pm: PostMortem, people: People, event: People, parameters: Parameters) -> Numbers:
    """The claimed name is evidence with its own reliability. Where papers were found, the sender
    has most likely read them: then it counts as one more paper."""
    wrong, c = parameters.claim_wrong, parameters.claim_comrades
    weights = _named(pm.claimed_names, people, event, wrong, c, parameters)
    has_papers = pm.document_names or pm.disc_number or pm.service_number
    return weights * parameters.papers_more if has_papers else weights


def likeness(spellings: tuple[str, ...], people: People) -> np.ndarray:
    """For each person the class of the most alike pair of spellings; -1 has no name. Only names
    that share a key are compared by letters: the others are different."""
    classes = np.array([0 if one.names else -1 for one in people.records], np.int64)
    for spelling in spellings:
        found = [people.by_name_key[key] for key in keys(spelling) if key in people.by_name_key]
        for row in np.unique(np.concatenate(found)) if found else ():
            alike = max(similarity(spelling, name) for name in people.records[row].names)
            at = int(np.searchsorted(LIKENESS, alike, side="right")) - 1
            classes[row] = max(classes[row], at)
    return classes


def _named(
    spellings: tuple[str, ...],
    people: People,
    event: People,
    travels: float,
    comrades: float,
    parameters: Parameters,
) -> Numbers:
    if not spellings:
        return np.full(len(people), np.nan)
    classes = likeness(spellings, people)
    counts = np.bincount(likeness(spellings, event) + 1, minlength=5)[1:].astype(float)
    rare = np.array([0.0, parameters.name_rate, parameters.name_rate, parameters.name_rate])
    rare[0] = 1 - rare.sum()
    of_others = counts + parameters.prior_people * rare
    weights = _travelling(SAME_NAME, of_others / of_others.sum(), travels, comrades)
    return np.where(classes < 0, np.nan, weights[classes])


def _numbered(
    found: str, told: list[str | None], travels: float, parameters: Parameters
) -> Numbers:
    rate = parameters.number_rate
    of_others = np.array([1 - 11 * rate, 0.0, 10 * rate, rate])
    weights = _travelling(SAME_NUMBER, of_others, travels, parameters.paper_comrades)
    wanted = plain(found)
    column = np.full(len(told), np.nan)
    for row, number in enumerate(told):
        if number:
            off = Levenshtein.distance(wanted, plain(number), score_cutoff=1)
            column[row] = weights[max(3 - off, 0) if off < 2 else 0]
    return column


def _travelling(same: Numbers, of_others: Numbers, travels: float, comrades: float) -> Numbers:
    up = (1 - travels) * same + travels * of_others
    down = of_others + travels / comrades * same
    logs: Numbers = np.log10(np.maximum(up, 1e-9) / np.maximum(down, 1e-9))
    return logs
