"""Excluding a pair, taking that back, and what returns to review by itself."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q

from cases.models import Candidate, Exclusion
from cases.models.exclusion import Change, Ending, Ground
from cases.policies import candidates as policies
from cases.states.candidates import CandidateState, candidate_workflow
from repatriation.accounts.models import User
from repatriation.errors import Conflict, RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NO_EVIDENCE = gettext_noop("Name the evidence, and say what excludes the pair.")
NO_REASON = gettext_noop("Say why the exclusion is taken back.")
NOT_EXCLUDED = gettext_noop("This pair is not excluded.")

# What an exclusion rests on of what was told of the person. What no field of the record says,
# rests on a laboratory's or a specialist's report alone.
TOLD: dict[str, frozenset[str]] = {
    Ground.SEX: frozenset({"sex"}),
    Ground.AGE: frozenset({"born_on"}),
    Ground.STATURE: frozenset({"stature_cm"}),
    Ground.ODONTOLOGY: frozenset({"teeth", "tooth_surfaces"}),
    Ground.OLD_INJURY: frozenset({"features"}),
    Ground.MARKS: frozenset({"features"}),
    Ground.CIRCUMSTANCES: frozenset(
        {
            "last_seen_from",
            "last_seen_to",
            "last_seen_place",
            "last_seen_latitude",
            "last_seen_longitude",
            "circumstances",
        }
    ),
}
FOUND = frozenset(Ground.values) - {Ground.DNA}  # by an examination


@transaction.atomic
def look_at_candidate(*, candidate: Candidate, by: User) -> Candidate:
    """Left open: it is on nobody's list any more, until it is weighed otherwise."""
    candidate = lock(candidate)
    require(policies.why_not_look(by, candidate))
    if candidate.looked_at is None:
        candidate.looked_by, candidate.looked_at = by, now()
        keep(candidate)
        record("cases.candidate_looked_at", candidate, by=by)
    return candidate


@transaction.atomic
def exclude_candidate(*, candidate: Candidate, ground: Ground, note: str, by: User) -> Candidate:
    """Also anew, when what it rested on has changed."""
    candidate = lock(candidate)
    require(policies.why_not_exclude(by, candidate))
    move = candidate_workflow.require("exclude", candidate.state)
    if not note.strip() or ground not in Ground.values:
        raise RuleBroken(Sentence(NO_EVIDENCE))
    if before := policies.open_exclusion(candidate):
        _end(before, Ending.EXCLUDED_ANEW, by)
    weighed: Any = candidate.weighings.order_by("-pk").first()
    Exclusion.objects.create(
        candidate=candidate,
        ground=ground,
        note=note.strip(),
        weighing=weighed,
        excluded_by=by,
        excluded_at=now(),
    )
    candidate.state = move.target
    candidate.looked_by, candidate.looked_at = by, now()
    keep(candidate)
    record("cases.candidate_excluded", candidate, by=by, ground=str(ground))
    return candidate


@transaction.atomic
def take_back_exclusion(*, candidate: Candidate, because: str, by: User) -> Candidate:
    candidate = lock(candidate)
    require(policies.why_not_take_back(by, candidate))
    exclusion = policies.open_exclusion(candidate)
    if exclusion is None:
        raise Conflict(Sentence(NOT_EXCLUDED))
    if not because.strip():
        raise RuleBroken(Sentence(NO_REASON))
    _end(exclusion, Ending.TAKEN_BACK, by, because.strip())
    if candidate.state == CandidateState.EXCLUDED:
        candidate.state = candidate_workflow.require("take_back", candidate.state).target
    keep(candidate)
    record("cases.exclusion_taken_back", candidate, by=by)
    return candidate


@transaction.atomic
def return_exclusions(
    *,
    by: User,
    change: Change,
    case: int | None = None,
    person: int | None = None,
    fields: Iterable[str] | None = None,
) -> list[Candidate]:
    """What rested on what has changed is for a person to look at again. `fields` are those that
    were corrected in the record of a person; None where anything may have been."""
    rows = Candidate.objects.filter(state=CandidateState.EXCLUDED)
    of_record = Q(person=person) if person else Q(case=case) | Q(other=case)
    found = lock_each(rows.filter(of_record))
    returned = []
    for candidate in found:
        exclusion = policies.open_exclusion(candidate)
        if exclusion is None or not _rests_on(exclusion, change, fields):
            continue
        exclusion.returned_at, exclusion.returned_because = now(), change
        exclusion.save(update_fields=["returned_at", "returned_because"])
        candidate.state = candidate_workflow.require("return", candidate.state).target
        candidate.looked_by = candidate.looked_at = None
        keep(candidate)
        record("cases.exclusion_returned", candidate, by=by, because=str(change))
        returned.append(candidate)
    return returned


def _rests_on(exclusion: Exclusion, change: Change, fields: Iterable[str] | None) -> bool:
    if change == Change.RESULT:
        return exclusion.ground == Ground.DNA
    if change == Change.EXAMINATION:
        return exclusion.ground in FOUND
    told = TOLD.get(exclusion.ground, frozenset())
    return bool(told) and (fields is None or bool(told.intersection(fields)))


def _end(exclusion: Exclusion, ending: Ending, by: User, because: str = "") -> None:
    exclusion.ending, exclusion.ended_because = ending, because
    exclusion.ended_by, exclusion.ended_at = by, now()
    exclusion.save(update_fields=["ending", "ended_because", "ended_by", "ended_at"])
