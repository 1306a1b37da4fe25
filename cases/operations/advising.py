"""Which piece of evidence would tell most next. It says what to do, and nothing about who it is."""

from collections.abc import Sequence

from cases.identification.next_evidence import Suggestion, suggestions
from cases.models import Candidate, RemainsCase
from cases.operations.found_records import post_mortem
from cases.operations.told_records import ante_mortem

MOST = 3
LEAST = 0.02  # bits; below this it is not worth a word


def advice_for(case: RemainsCase, candidates: Sequence[Candidate]) -> list[Suggestion]:
    """Over those candidates that the reader may read: of others nothing is said."""
    totals = {row.person_id: row.score for row in candidates if row.person_id}
    found = post_mortem([case.pk])
    if not totals or case.pk not in found:
        return []
    told = ante_mortem(totals)
    people = [told[key][0] for key in told]
    advised = suggestions(found[case.pk][0], people, [totals[key] for key in told])
    return [one for one in advised if one.gain_bits >= LEAST][:MOST]
