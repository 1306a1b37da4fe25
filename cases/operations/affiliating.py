"""Proposing whose dead remains are, with the evidence; adding to it, and taking from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from cases.models import AffiliationDecision, AffiliationEvidence, RemainsCase
from cases.models.affiliation import Affiliation, AffiliationGround, WhyContested
from cases.operations.disputing import contest_locked
from cases.policies import affiliations as policies
from cases.states import affiliation_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.numbering import next_reference
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NOT_ASSESSED = gettext_noop(
    "Say whose dead you take them for. Where that cannot be told, nothing is proposed; a board "
    "that finds too little says so."
)
NO_STATE = gettext_noop("Name the third state, and only where it is one.")
NO_SOURCE = gettext_noop("Say where it is claimed: which list, which line; or claim nothing.")
NO_EVIDENCE = gettext_noop(
    "Name at least one thing that speaks for it; what a list claims is none."
)
NOT_WHOLE = gettext_noop("Say what it is, how it was looked at, and by whom.")
NOT_FOUND_WITH = gettext_noop(
    "Number %(number)s is no evidence of this decision; check the number."
)
NOT_STANDING = gettext_noop("This is no evidence of it that still stands; it may be withdrawn.")
NO_REASON = gettext_noop("Say why; it stays with the decision.")


@dataclass(frozen=True)
class Seen:
    """One thing that speaks for the affiliation. `found_with` is the number of another one."""

    kind: AffiliationGround
    what: str
    method: str
    seen_by: str
    found_with: int | None = None


@transaction.atomic
def propose_affiliation(
    *,
    case: RemainsCase,
    assessed: Affiliation,
    evidence: Sequence[Seen],
    by: User,
    third_state: str = "",
    claimed: Affiliation | str = "",
    claimed_in: str = "",
) -> AffiliationDecision:
    """Whether it is enough is the board's question, so that a weak proposal can be discussed."""
    case = lock(case)
    require(policies.why_not_propose(by, case))
    if assessed == Affiliation.UNDETERMINED:
        raise RuleBroken(Sentence(NOT_ASSESSED))
    if (assessed == Affiliation.THIRD_STATE) != bool(third_state.strip()):
        raise RuleBroken(Sentence(NO_STATE))
    if bool(claimed) != bool(claimed_in.strip()):
        raise RuleBroken(Sentence(NO_SOURCE))
    if not evidence:
        raise RuleBroken(Sentence(NO_EVIDENCE))
    decision = AffiliationDecision.objects.create(
        reference=next_reference("AD"),
        case=case,
        claimed=claimed,
        claimed_in=claimed_in.strip(),
        assessed=assessed,
        third_state=" ".join(third_state.split()),
        agency=by.home,
        proposed_by=by,
        proposed_at=now(),
    )
    for one in evidence:
        _add(decision, one, by)
    said: dict[str, Any] = {"case": case.pk, "assessed": str(assessed)}
    record("cases.affiliation_proposed", decision, by=by, **said)
    return decision


@transaction.atomic
def add_affiliation_evidence(
    *, decision: AffiliationDecision, seen: Seen, by: User
) -> AffiliationDecision:
    """Before a board votes, or while the decision is contested."""
    decision = lock(decision)
    require(policies.why_not_add(by, decision))
    number = _add(decision, seen, by)
    keep(decision)
    said: dict[str, Any] = {"number": number, "ground": str(seen.kind)}
    record("cases.affiliation_evidence_added", decision, by=by, **said)
    return decision


@transaction.atomic
def withdraw_affiliation_evidence(
    *, decision: AffiliationDecision, number: int, because: str, by: User
) -> AffiliationDecision:
    """What stands on it is contested at once."""
    decision = lock(decision)
    require(policies.why_not_withdraw_evidence(by, decision))
    found = lock_each(list(decision.evidence.filter(number=number, withdrawn_at=None)))
    if not found:
        raise RuleBroken(Sentence(NOT_STANDING))
    if not because.strip():
        raise RuleBroken(Sentence(NO_REASON))
    evidence = found[0]
    evidence.withdrawn_by, evidence.withdrawn_at = by, now()
    evidence.withdrawn_because = because.strip()
    evidence.save()
    record("cases.affiliation_evidence_withdrawn", decision, by=by, number=number)
    if "contest" in affiliation_workflow.open_from(decision.state):
        contest_locked(decision, WhyContested.EVIDENCE, because, by)
    keep(decision)
    return decision


@transaction.atomic
def withdraw_affiliation(
    *, decision: AffiliationDecision, because: str, by: User
) -> AffiliationDecision:
    """A proposal on which no board votes. What was decided is contested instead."""
    decision = lock(decision)
    require(policies.why_not_withdraw(by, decision))
    move = affiliation_workflow.require("withdraw", decision.state)
    if not because.strip():
        raise RuleBroken(Sentence(NO_REASON))
    decision.state, decision.withdrawn_at = move.target, now()
    decision.withdrawn_because = because.strip()
    keep(decision)
    record("cases.affiliation_proposal_withdrawn", decision, by=by)
    return decision


def _add(decision: AffiliationDecision, seen: Seen, by: User) -> int:
    if not (seen.what.strip() and seen.method.strip() and seen.seen_by.strip()):
        raise RuleBroken(Sentence(NOT_WHOLE))
    known = {row.number: row for row in AffiliationEvidence.objects.filter(decision=decision)}
    if seen.found_with is not None and seen.found_with not in known:
        raise RuleBroken(Sentence(NOT_FOUND_WITH, {"number": seen.found_with}))
    number = len(known) + 1
    AffiliationEvidence.objects.create(
        decision=decision,
        number=number,
        kind=seen.kind,
        what=seen.what.strip(),
        method=seen.method.strip(),
        seen_by=seen.seen_by.strip(),
        found_with=known[seen.found_with] if seen.found_with is not None else None,
        added_by=by,
        added_at=now(),
    )
    return number
