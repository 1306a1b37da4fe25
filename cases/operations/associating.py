"""That two cases are of one person: proposed by one examiner, decided by a second one."""

from collections.abc import Iterable

from django.db import transaction

from cases.models import Association, Identification, RemainsCase
from cases.models.affiliation import WhyContested
from cases.models.association import AssociationBasis
from cases.models.identification import ContestReason
from cases.operations.contesting import MAY_STAND, contest_resting_on
from cases.operations.disputing import contest_affiliations_of
from cases.operations.individuals import hold_individuals, join, split
from cases.policies import associations as policies
from cases.policies.contradictions import contradictions_of, held_together
from cases.policies.grounds import is_one_of_ours
from cases.states import IdentificationState, association_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.numbering import next_reference
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NO_NOTE = gettext_noop("Say what was seen, so that a second examiner can look at the same.")
NO_REPORT = gettext_noop("The same DNA profile is said by a laboratory: name its report.")
NO_REASON = gettext_noop("Say why; it stays with the association.")
CONTRADICTED = gettext_noop(
    "Both have %(elements)s, and one person has not so many. Reject the association, or say how "
    "both can be of one person, as when they are pieces of the same bone."
)


@transaction.atomic
def propose_association(
    *,
    first: RemainsCase,
    second: RemainsCase,
    basis: AssociationBasis,
    note: str,
    by: User,
    report: str = "",
) -> Association:
    """On what can be seen of the remains, and never on whom they may be."""
    locked = {case.pk: case for case in lock_each([first, second])}
    require(policies.why_not_propose(by, locked[first.pk], locked[second.pk]))
    if not note.strip():
        raise RuleBroken(Sentence(NO_NOTE))
    if basis == AssociationBasis.DNA and not report.strip():
        raise RuleBroken(Sentence(NO_REPORT))
    lower, higher = (locked[key] for key in sorted(locked))
    association = Association.objects.create(
        reference=next_reference("AS"),
        first=lower,
        second=higher,
        basis=basis,
        note=note.strip(),
        report=report.strip(),
        agency=by.home,
        proposed_by=by,
        proposed_at=now(),
    )
    said = {"case": lower.pk, "other": higher.pk, "basis": str(basis)}
    record("cases.association_proposed", association, by=by, **said)
    return association


@transaction.atomic
def accept_association(*, association: Association, by: User, because: str = "") -> Association:
    """By a second examiner. `because` says how both can be of one person although their findings
    say otherwise. From now on an individual holds both; where boards took its cases for several
    people, each of these decisions is contested."""
    hold_individuals()
    association = lock(association)
    cases = held_together(association)
    standing = _standing_on(cases)
    if is_one_of_ours(case.pk for case in cases):
        associated = WhyContested.ASSOCIATED
        contest_affiliations_of(cases, because=associated, note=str(association), by=by)
    lock_each([association.first, association.second])
    require(policies.why_not_accept(by, association))
    move = association_workflow.require("accept", association.state)
    contradictions = contradictions_of(association)
    if contradictions and not because.strip():
        said = tuple(one.sentence for one in contradictions)
        raise RuleBroken(Sentence(CONTRADICTED, {"elements": said}))
    association.state = move.target
    _decide(association, because, by)
    record("cases.association_accepted", association, by=by)
    join(association, by)
    if len({one.person_id for one in standing}) > 1:
        because = ContestReason.CONTRADICTION
        contest_resting_on(cases=cases, because=because, note=str(association), by=by)
    return association


@transaction.atomic
def reject_association(*, association: Association, because: str, by: User) -> Association:
    association = lock(association)
    require(policies.why_not_decide(by, association))
    move = association_workflow.require("reject", association.state)
    if not because.strip():
        raise RuleBroken(Sentence(NO_REASON))
    association.state = move.target
    _decide(association, because, by)
    record("cases.association_rejected", association, by=by)
    return association


@transaction.atomic
def withdraw_association(*, association: Association, because: str, by: User) -> Association:
    """It does not hold. What falls apart is split, and every identification that rests on what it
    was is contested at once."""
    hold_individuals()
    association = lock(association)
    require(policies.why_not_withdraw(by, association))
    withdraw_locked(association, because, by)
    return association


def withdraw_locked(association: Association, because: str, by: User) -> None:
    """Inside an operation that holds all individuals and has locked the association, and no case
    yet."""
    move = association_workflow.require("withdraw", association.state)
    if not because.strip():
        raise RuleBroken(Sentence(NO_REASON))
    association.state = move.target
    association.withdrawn_by, association.withdrawn_at = by, now()
    association.withdrawn_because = because.strip()
    keep(association)
    record("cases.association_withdrawn", association, by=by)
    note = f"{association}: {because.strip()}"
    if cases := split(association, by):
        contest_resting_on(cases=cases, because=ContestReason.REMAINS_MIXED, note=note, by=by)
    else:
        resting = RemainsCase.objects.filter(covered_by__association=association).distinct()
        withdrawn = ContestReason.EVIDENCE_WITHDRAWN
        contest_resting_on(cases=resting, because=withdrawn, note=note, by=by)


def _standing_on(cases: Iterable[RemainsCase]) -> list[Identification]:
    """Locked before the cases are, as a decision locks them; a last vote that is being cast is
    waited for."""
    may_stand = (*MAY_STAND, IdentificationState.CONTESTED)
    covering = Identification.objects.filter(covered__case__in=cases, state__in=may_stand)
    return [one for one in lock_each(list(covering.distinct())) if one.is_standing]


def _decide(association: Association, because: str, by: User) -> None:
    association.decided_by, association.decided_at = by, now()
    association.decided_because = because.strip()
    keep(association)
