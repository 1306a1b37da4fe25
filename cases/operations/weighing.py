"""Both stages of a search, from rows to what is kept: who may be a pair, and what it weighs."""

import json
from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from django.conf import settings

from cases.identification.blocking import block_of
from cases.identification.pairing import score_pair
from cases.identification.parameters import DEFAULT
from cases.identification.records import PostMortem
from cases.identification.scoring import Score, score, score_each, score_many
from cases.models import Candidate, MissingPerson, RemainsCase
from cases.operations.blocks import (
    cases_beside,
    cases_of_party,
    is_sought,
    people_for,
    still_sought,
)
from cases.operations.found_records import post_mortem
from cases.operations.keeping_candidates import Found, Pair, Weighed
from cases.operations.sought import event_of, sought_by
from cases.operations.told_records import ante_mortem

FINE = 3  # decimals of a weight that is kept


def weigh_case(case: RemainsCase) -> Weighed:
    """One case with everybody whom a block holds, and with whom it is a candidate already. Those
    that come to the fore are weighed term by term; of the others the sum is enough."""
    party: Any = case.responsible.party_id
    if case.pk not in (read := post_mortem([case.pk])):
        return Weighed([], 0, DEFAULT.version, party)
    pm, versions = read[case.pk]
    known = set(still_sought(Candidate.objects.filter(case=case)))
    sought, among = sought_by(party), people_for(case, pm)
    scores = score_many(pm, sought.people, DEFAULT, sought.event)
    best = sought.best(scores, among, settings.CANDIDATES_KEPT)
    # As they are told by now; `sought` may be a moment older.
    told = ante_mortem({*best, *known})
    weighed = score_each(pm, [am for am, _version in told.values()], DEFAULT, sought.event)
    found = [
        _found((case.pk, key, None), one, versions | {"person": version})
        for (key, (_am, version)), one in zip(told.items(), weighed, strict=True)
    ]
    pairs = _with_other_cases(case, pm, versions)
    return Weighed([*found, *pairs], len({*among, *known}), DEFAULT.version, party)


def _with_other_cases(case: RemainsCase, pm: PostMortem, versions: dict[str, int]) -> list[Found]:
    """That two cases are of one person, blind to who that may be. In each pair the case that was
    numbered first stands first."""
    known = Candidate.objects.of_case(case).filter(person=None)
    kept = {key for pair in known.values_list("case", "other") for key in pair} - {case.pk}
    found = []
    for key, (other, of) in post_mortem({*cases_beside(case, pm), *kept}).items():
        ordered = sorted(
            [(case.pk, pm, versions["case"]), (key, other, of["case"])], key=itemgetter(0)
        )
        (first, one, of_one), (second, two, of_two) = ordered
        pair = first, None, second
        found.append(_found(pair, score_pair(one, two), {"case": of_one, "other": of_two}))
    return found


def weigh_person(person: MissingPerson) -> Weighed:
    """The same from the other side: one person with each case that a block holds."""
    party: Any = person.agency.party_id
    if not is_sought(person):
        return Weighed([], 0, DEFAULT.version, party)
    am, version = ante_mortem([person.pk])[person.pk]
    known = set(Candidate.objects.filter(person=person).values_list("case", flat=True))
    cases = {
        key: (pm, of)
        for key, (pm, of) in post_mortem({*cases_of_party(party), *known}).items()
        if key in known or block_of(pm).admits(am)
    }
    event = event_of(party)
    found = [
        _found((key, person.pk, None), score(pm, am, DEFAULT, event), of | {"person": version})
        for key, (pm, of) in cases.items()
    ]
    return Weighed(found, len(cases), DEFAULT.version, party)


def _found(pair: Pair, weighed: Score, versions: Mapping[str, int]) -> Found:
    terms = [
        {
            "attribute": term.attribute,
            "verdict": term.verdict,
            "log10_lr": round(term.log10_lr, FINE),
            "details": json.loads(json.dumps(dict(term.details))),
        }
        for term in weighed.terms
    ]
    return Found(pair, round(weighed.total, FINE), terms, dict(versions))
