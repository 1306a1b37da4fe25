"""Proposing an identification with its evidence; adding to it, and taking from it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cases.models import (
    CoveredCase,
    Evidence,
    Identification,
    LabResult,
    MissingPerson,
    RemainsCase,
)
from cases.models.affiliation import WhyContested
from cases.models.identification import ContestReason, Identifier
from cases.operations.contesting import contest_locked
from cases.operations.disputing import contest_affiliations_of
from cases.operations.lines import require_each
from cases.policies import identifications as policies
from cases.policies.bases import is_associated
from cases.policies.opposing import why_not_rest_on
from cases.policies.persons import why_not_merged
from cases.states import identification_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now, today
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.numbering import next_reference
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NO_CASE = gettext_noop("Name at least one case that the identification is about.")
NO_EVIDENCE = gettext_noop(
    "%(case)s: name the evidence for this case, or have its association with a covered case "
    "accepted; none inherits another's."
)
COVERED_ALREADY = gettext_noop("%(case)s is covered already.")
NO_REPORT = gettext_noop(
    "Name the report, the specialist who signed it, and the day it was signed."
)
SIGNED_LATER = gettext_noop("The report is dated in the future; check its date.")
NOT_STANDING = gettext_noop("This is no evidence of it that still stands; it may be withdrawn.")
NO_REASON = gettext_noop("Say why the evidence is withdrawn.")


@dataclass(frozen=True)
class Given:
    """What speaks for one case, or against it, as the examiner enters it."""

    identifier: Identifier
    report: str
    signed_by: str
    signed_on: date
    finding: Evidence.Finding = Evidence.Finding.CONCORDANT
    result: LabResult | None = None  # of a laboratory, about a sample of this case


@transaction.atomic
def propose_identification(
    *,
    person: MissingPerson,
    evidence: Mapping[RemainsCase, Sequence[Given]],
    by: User,
) -> Identification:
    """That these cases are this person. Each case brings evidence of its own; whether it is
    enough is the board's question, so that a weak proposal can be discussed."""
    require(why_not_merged(person))
    _question_affiliations(evidence, by)
    cases = lock_each(list(evidence))
    if not cases:
        raise RuleBroken(Sentence(NO_CASE))
    require_each(cases, policy=lambda case: policies.why_not_propose(by, case))
    return _propose(person, cases, evidence, by)


@transaction.atomic
def propose_addendum(
    *,
    identification: Identification,
    evidence: Mapping[RemainsCase, Sequence[Given]],
    by: User,
) -> Identification:
    """That cases which joined later are the same person: a decision of its own, with a basis of
    their own."""
    first = lock(identification)
    require(policies.why_not_add_to(by, first))
    _question_affiliations(evidence, by)
    cases = lock_each(list(evidence))
    if not cases:
        raise RuleBroken(Sentence(NO_CASE))
    require_each(cases, policy=lambda case: policies.why_not_propose(by, case))
    return _propose(first.person, cases, evidence, by, adds_to=first)


@transaction.atomic
def add_evidence(
    *, identification: Identification, case: RemainsCase, given: Given, by: User
) -> Identification:
    """Before a board votes. A case that is not covered yet is covered from now on."""
    identification = lock(identification)
    require(policies.why_not_add(by, identification))
    covered = identification.covered.filter(case=case).first()
    if covered is None:
        require(policies.why_not_cover(by, identification))
        covered = _cover(identification, case, by)
    _add(covered, [given], by)
    keep(identification)
    code = str(given.identifier)
    record("cases.evidence_added", identification, by=by, case=case.pk, identifier=code)
    return identification


@transaction.atomic
def cover_case(*, identification: Identification, case: RemainsCase, by: User) -> Identification:
    """A further case with no evidence of its own: it rests on an accepted association with one
    that has."""
    identification = lock(identification)
    require(policies.why_not_cover(by, identification))
    if identification.covered.filter(case=case).exists():
        raise RuleBroken(Sentence(COVERED_ALREADY, {"case": str(case)}))
    _add(_cover(identification, case, by), [], by)
    keep(identification)
    record("cases.case_covered", identification, by=by, case=case.pk)
    return identification


@transaction.atomic
def submit_again(*, identification: Identification, by: User) -> Identification:
    """What the board returned or deferred comes back."""
    identification = lock(identification)
    require(policies.why_not_submit(by, identification))
    identification.state = identification_workflow.require("submit", identification.state).target
    keep(identification)
    record("cases.identification_submitted", identification, by=by)
    return identification


@transaction.atomic
def withdraw_evidence(
    *, identification: Identification, evidence: Evidence, because: str, by: User
) -> Evidence:
    """What stands on it is contested at once."""
    identification = lock(identification)
    evidence = lock_each([evidence])[0]
    require(policies.why_not_withdraw(by, identification))
    if evidence.withdrawn_at or evidence.covered.identification_id != identification.pk:
        raise RuleBroken(Sentence(NOT_STANDING))
    if not because.strip():
        raise RuleBroken(Sentence(NO_REASON))
    evidence.withdrawn_by, evidence.withdrawn_at = by, now()
    evidence.withdrawn_because = because.strip()
    evidence.save()
    record("cases.evidence_withdrawn", identification, by=by, evidence=evidence.pk)
    if "contest" in identification_workflow.open_from(identification.state):
        contest_locked(identification, ContestReason.EVIDENCE_WITHDRAWN, because, by)
    keep(identification)
    return evidence


def _propose(
    person: MissingPerson,
    cases: Sequence[RemainsCase],
    evidence: Mapping[RemainsCase, Sequence[Given]],
    by: User,
    adds_to: Identification | None = None,
) -> Identification:
    identification = Identification.objects.create(
        reference=next_reference("ID"),
        adds_to=adds_to,
        person=person,
        agency=by.home,
        proposed_by=by,
        proposed_at=now(),
    )
    covered = [CoveredCase(identification=identification, case=case) for case in cases]
    for one in CoveredCase.objects.bulk_create(covered):
        _add(one, evidence[one.case], by)
    record(
        "cases.identification_proposed",
        identification,
        by=by,
        person=person.pk,
        covered=[case.pk for case in cases],
        adds_to=adds_to.pk if adds_to else None,
    )
    return identification


def _question_affiliations(cases: Iterable[RemainsCase], by: User) -> None:
    """Somebody takes them for one of our own. Before the cases are locked."""
    proposed = WhyContested.PROPOSED
    contest_affiliations_of(cases, because=proposed, note=str(proposed.label), by=by)


def _cover(identification: Identification, case: RemainsCase, by: User) -> CoveredCase:
    _question_affiliations([case], by)
    locked = lock_each([case])
    require_each(locked, policy=lambda row: policies.why_not_propose(by, row))
    return CoveredCase.objects.create(identification=identification, case=locked[0])


def _add(covered: CoveredCase, given: Sequence[Given], by: User) -> None:
    if not given and not is_associated(covered):
        raise RuleBroken(Sentence(NO_EVIDENCE, {"case": str(covered.case)}))
    for one in given:
        if not (one.report.strip() and one.signed_by.strip()):
            raise RuleBroken(Sentence(NO_REPORT))
        if one.signed_on > today():
            raise RuleBroken(Sentence(SIGNED_LATER))
        if one.result and (
            why_not := why_not_rest_on(one.result, one.identifier, one.finding, covered)
        ):
            raise RuleBroken(why_not)
    known = Evidence.objects.filter(covered__identification=covered.identification_id).count()
    Evidence.objects.bulk_create(
        Evidence(
            covered=covered,
            number=number,
            identifier=one.identifier,
            finding=one.finding,
            result=one.result,
            report=one.report.strip(),
            signed_by=one.signed_by.strip(),
            signed_on=one.signed_on,
            added_by=by,
            added_at=now(),
        )
        for number, one in enumerate(given, start=known + 1)
    )
