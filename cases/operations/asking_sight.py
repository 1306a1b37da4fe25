"""Asking another agency to see its record of a pair, and the answer: one record, until a day."""

from datetime import date
from typing import Any

from django.db import transaction

from cases.models import Candidate, MissingPerson, RemainsCase, SightRequest
from cases.models.affiliation import WhyContested
from cases.operations.disputing import contest_affiliations_of
from cases.policies import candidates as policies
from cases.states.candidates import request_workflow
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now, today
from repatriation.ledger.locking import lock
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NO_WHY = gettext_noop("Say why your agency has to see the record.")
NO_ANSWER = gettext_noop("Say what you grant, or why you refuse; the other agency reads it.")
NO_REASON = gettext_noop("Say why the grant is withdrawn.")
PAST = gettext_noop("A grant ends on a day to come. Nothing was saved; check the date.")


@transaction.atomic
def ask_for_sight(*, candidate: Candidate, why: str, by: User) -> SightRequest:
    candidate = lock(candidate)
    require(policies.why_not_ask(by, candidate))
    if not why.strip():
        raise RuleBroken(Sentence(NO_WHY))
    case, person, holder = _other_side(by, candidate)
    request = SightRequest.objects.create(
        candidate=candidate,
        case=case,
        person=person,
        agency=by.home,
        holder=holder,
        why=why.strip(),
        asked_by=by,
        asked_at=now(),
    )
    keep(candidate)
    record("cases.sight_asked", candidate, by=by, request=request.pk)
    if candidate.person_id:
        asked = WhyContested.SIGHT_ASKED
        cases = [candidate.case_id]
        contest_affiliations_of(cases, because=asked, note=candidate.reference, by=by)
    return request


def _other_side(
    by: User, candidate: Candidate
) -> tuple[RemainsCase | None, MissingPerson | None, Agency]:
    """The record that is asked for, and the agency that answers for it."""
    seen: Any = Candidate.objects.for_reader(by).get(pk=candidate.pk)
    if not seen.sees_case:
        return candidate.case, None, candidate.case.responsible
    if candidate.person:
        return None, candidate.person, candidate.person.agency
    other: Any = candidate.other
    return other, None, other.responsible


@transaction.atomic
def grant_sight(*, candidate: Candidate, answer: str, until: date, by: User) -> SightRequest:
    if until < today():
        raise RuleBroken(Sentence(PAST))
    return _answer(candidate, "grant", answer, by, until)


@transaction.atomic
def refuse_sight(*, candidate: Candidate, answer: str, by: User) -> SightRequest:
    return _answer(candidate, "refuse", answer, by)


@transaction.atomic
def withdraw_sight(*, candidate: Candidate, because: str, by: User) -> SightRequest:
    """From now on the other agency reads no more of it; what it has read, it has read."""
    candidate, request, state = _asked(candidate, "withdraw", by)
    if not because.strip():
        raise RuleBroken(Sentence(NO_REASON))
    request.state, request.withdrawn_because = state, because.strip()
    request.withdrawn_by, request.withdrawn_at = by, now()
    request.save()
    keep(candidate)
    record("cases.sight_withdrawn", candidate, by=by, request=request.pk)
    return request


def _answer(
    candidate: Candidate, verb: str, answer: str, by: User, until: date | None = None
) -> SightRequest:
    candidate, request, state = _asked(candidate, verb, by)
    if not answer.strip():
        raise RuleBroken(Sentence(NO_ANSWER))
    request.state, request.answer, request.until = state, answer.strip(), until
    request.answered_by, request.answered_at = by, now()
    request.save()
    keep(candidate)
    record(f"cases.sight_{state}", candidate, by=by, request=request.pk)
    return request


def _asked(candidate: Candidate, verb: str, by: User) -> tuple[Candidate, SightRequest, str]:
    """Locked, with the request that is answered and the state it comes to."""
    candidate = lock(candidate)
    require(policies.why_not_answer(by, candidate))
    request: Any = policies.request_to(by, candidate, verb)
    return candidate, request, request_workflow.require(verb, request.state).target
