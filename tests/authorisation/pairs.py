"""Candidates of the matrix, and what is sent with each of their moves."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from cases.models import Candidate
from cases.operations.asking_sight import ask_for_sight, grant_sight
from repatriation.accounts.models import Agency
from repatriation.ledger.clock import today
from tests.factories.pairs import Pairs, again
from tests.factories.steps import do
from tests.factories.world import Side

Sending = Callable[[Any, Any, Any], dict[str, Any]]
GRANT = {"answer": "For this pair", "until": (today() + timedelta(days=30)).isoformat()}
DEEDS: dict[str, Sending] = {
    "candidate: exclude": lambda *_of: {"ground": "stature", "note": "Ten centimetres apart"},
    "candidate: take the exclusion back": lambda *_of: {"because": "Misread"},
    "link: ask for the other record": lambda *_of: {"why": "Two findings agree"},
    "asked link: grant sight": lambda *_of: GRANT,
    "asked link: refuse sight": lambda *_of: {"answer": "The family has not agreed"},
    "asked link: withdraw the grant": lambda *_of: {"because": "Settled otherwise"},
}
API: dict[str, Sending] = {
    **DEEDS,
    "case: look for candidates": lambda _ground, case, _who: {"case": str(case)},
    "person: look for candidates": lambda _ground, person, _who: {"person": str(person)},
}


def candidates(side: Side, other: Agency) -> dict[str, Any]:
    """Of one agency, and of two: `other` seeks the person whose case the first mortuary holds."""
    pairs = Pairs(side)
    link, asked, granted = (_linked(pairs, other) for _each in range(3))
    seeker = side.person("coordinator", at=other)
    for candidate in (asked, granted):
        do(ask_for_sight, by=pairs.examiner, candidate=candidate, why="Two findings agree")
    grant = GRANT | {"until": today() + timedelta(days=30)}
    do(grant_sight, by=seeker, candidate=again(granted), **grant)
    return {
        "candidate": pairs.candidate(),
        "candidate: take the exclusion back": again(pairs.excluded()),
        "link": link,
        "asked link": again(asked),
        "asked link: withdraw the grant": again(granted),
    }


def _linked(pairs: Pairs, other: Agency) -> Candidate:
    candidate = pairs.candidate()
    pairs.told(candidate.person, agency=other)
    return again(candidate)
