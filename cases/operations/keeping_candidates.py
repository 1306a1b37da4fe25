"""What a search has found is kept: pairs with each term, in order; exclusions stay as they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from cases.models import Candidate, CandidateSearch, MissingPerson, RemainsCase, Weighing
from cases.states.candidates import CandidateState, candidate_workflow
from repatriation.ledger.adding import add_each
from repatriation.ledger.clock import now
from repatriation.ledger.numbering import next_references
from repatriation.ledger.versions import keep

Pair = tuple[int, int | None, int | None]  # case, person, other case
SEEN_AGAIN = (
    0.5  # a pair whose sum moves by so much, or a verdict of which turns, is new to readers
)
# Searches of one party write one after the other, so that two of them never make the same pair.
HOLD = "SELECT pg_advisory_xact_lock(hashtext('cases.candidates'), %s)"
RANK = """
UPDATE cases_candidate SET rank = placed.rank
FROM (
    SELECT id, row_number() OVER (
        PARTITION BY case_id, other_id IS NULL ORDER BY score DESC, id
    ) AS rank
    FROM cases_candidate WHERE case_id = ANY(%s) AND state <> 'superseded'
) AS placed
WHERE placed.id = cases_candidate.id AND cases_candidate.rank <> placed.rank
"""


@dataclass(frozen=True)
class Found:
    """A pair as the science has weighed it."""

    pair: Pair
    score: float
    terms: list[dict[str, Any]]
    versions: dict[str, int]


@dataclass(frozen=True)
class Weighed:
    """What one search has found, among how many, by which parameters, for which party."""

    found: list[Found]
    compared: int
    parameters: str
    party: int


@transaction.atomic
def keep_found(*, record: RemainsCase | MissingPerson, weighed: Weighed) -> None:
    """Of those weighed the best are candidates. A pair that is known is always among those weighed:
    it is superseded when it is none of the best any more, and never forgotten."""
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [weighed.party])
    best = {one.pair for one in _best(weighed.found)}
    found = {one.pair: one for one in weighed.found}
    touched = {pair[0] for pair in found}
    known = {_pair(row): row for row in _locked(record, touched)}
    for pair, row in known.items():
        if pair in found:
            _weigh_again(row, found[pair], weighed.parameters, is_best=pair in best)
        elif _is_of(row, record) and row.state == CandidateState.OPEN:
            row.state = candidate_workflow.require("supersede", row.state).target
            keep(row)
    _add([found[pair] for pair in best if pair not in known], weighed.parameters)
    with connection.cursor() as cursor:
        cursor.execute(RANK, [[*touched, *(pair[0] for pair in known)]])
    search = CandidateSearch.objects.filter(**_of(record))
    search.update(done_at=now(), compared=weighed.compared)


def _best(found: Iterable[Found]) -> list[Found]:
    """What speaks for the pair more than against it, and of that the most telling."""
    likely = sorted((one for one in found if one.score > 0), key=lambda one: -one.score)
    people = [one for one in likely if one.pair[1]]
    cases = [one for one in likely if not one.pair[1]]
    return [*people[: settings.CANDIDATES_KEPT], *cases[: settings.CANDIDATES_KEPT]]


def _locked(record: RemainsCase | MissingPerson, touched: set[int]) -> list[Candidate]:
    """In the order of their keys: a person who excludes one waits, or has gone before."""
    of_record = Q(person=record) if isinstance(record, MissingPerson) else Q(case=record)
    if isinstance(record, RemainsCase):
        of_record |= Q(other=record)
    rows = Candidate.objects.select_for_update(no_key=True).filter(
        of_record | Q(case__in=touched),
    )
    return list(rows.order_by("pk"))


def _weigh_again(row: Candidate, found: Found, parameters: str, *, is_best: bool) -> None:
    """Nothing is written where nothing has changed."""
    last: Any = row.weighings.order_by("-pk").first()
    is_same = last and last.terms == found.terms and last.parameters == parameters
    state = _state(row, is_best=is_best)
    if is_same and state == row.state:
        return
    if not is_same:
        Weighing.objects.create(**_weighing(row, found, parameters))
        if last is None or _is_news(last, found):
            row.looked_by = row.looked_at = None
        row.score = found.score
    row.state = state
    keep(row)


def _state(row: Candidate, *, is_best: bool) -> str:
    """An exclusion and a proposal stay what they are, whatever is weighed."""
    if row.state == CandidateState.OPEN and not is_best:
        return candidate_workflow.require("supersede", row.state).target
    if row.state == CandidateState.SUPERSEDED and is_best:
        return candidate_workflow.require("find_again", row.state).target
    return row.state


def _is_news(last: Weighing, found: Found) -> bool:
    def verdicts(terms: list[dict[str, Any]]) -> list[tuple[str, str]]:
        return [(term["attribute"], term["verdict"]) for term in terms]

    moved = abs(last.score - found.score) >= SEEN_AGAIN
    return moved or verdicts(last.terms) != verdicts(found.terms)


def _add(found: Sequence[Found], parameters: str) -> None:
    moment = now()
    rows = [
        Candidate(
            reference=reference,
            case_id=one.pair[0],
            person_id=one.pair[1],
            other_id=one.pair[2],
            score=one.score,
            found_at=moment,
        )
        for reference, one in zip(next_references("CA", len(found)), found, strict=True)
    ]
    add_each(rows)
    add_each(
        [Weighing(**_weighing(row, one, parameters)) for row, one in zip(rows, found, strict=True)]
    )


def _weighing(row: Candidate, found: Found, parameters: str) -> dict[str, Any]:
    return {
        "candidate": row,
        "score": found.score,
        "terms": found.terms,
        "parameters": parameters,
        "versions": found.versions,
        "computed_at": now(),
    }


def _pair(row: Candidate) -> Pair:
    return row.case_id, row.person_id, row.other_id


def _is_of(row: Candidate, record: RemainsCase | MissingPerson) -> bool:
    if isinstance(record, MissingPerson):
        return row.person_id == record.pk
    return record.pk in (row.case_id, row.other_id)


def _of(record: RemainsCase | MissingPerson) -> dict[str, Any]:
    return {"person": record} if isinstance(record, MissingPerson) else {"case": record}
