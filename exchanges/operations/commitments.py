"""A commitment is drawn up, proposed, counted towards, and gets the outcome its figures say."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import transaction

from exchanges.agreement_states import commitment_workflow
from exchanges.models import Agreement, Commitment, Milestone
from exchanges.policies import agreements as agreement_policies
from exchanges.policies import commitments as policies
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.numbering import next_reference
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

TERMS = (
    "title",
    "debtor",
    "measure",
    "unit",
    "target",
    "basis",
    "ratio_to",
    "ratio_of_this",
    "ratio_of_other",
    "due_at",
    "time_zone",
)
NO_DEBTOR = gettext_noop("%(agency)s is no side of this agreement; one of its two sides promises.")
ANOTHER_DEBTOR = gettext_noop("A ratio is between what each side promises the other.")
BEYOND = gettext_noop(
    "A milestone lies before the deadline and below the target, and each asks for more than the "
    "one before it."
)


@transaction.atomic
def draft_commitment(
    *,
    agreement: Agreement,
    by: User,
    milestones: Sequence[tuple[int, datetime]] = (),
    **terms: Any,
) -> Commitment:
    """Only the own side sees it, until it is proposed."""
    agreement = lock_each([agreement])[0]
    require(agreement_policies.why_not_draft_commitment(by, agreement))
    commitment = Commitment(
        reference=next_reference("CM"), agreement=agreement, convenor=by.home, **terms
    )
    _require_terms(commitment, milestones)
    commitment.save()
    _set_milestones(commitment, milestones)
    record("exchanges.commitment_drafted", commitment, by=by, agreement=agreement.pk)
    return commitment


@transaction.atomic
def plan_commitment(
    *,
    commitment: Commitment,
    by: User,
    milestones: Sequence[tuple[int, datetime]] | None = None,
    **terms: Any,
) -> Commitment:
    commitment = lock(commitment)
    require(policies.why_not_plan(by, commitment))
    changed = [name for name in TERMS if name in terms and getattr(commitment, name) != terms[name]]
    for name in changed:
        setattr(commitment, name, terms[name])
    before = [(one.target, one.due_at) for one in commitment.milestones.all()]
    wanted = before if milestones is None else sorted(milestones, key=lambda one: one[1])
    _require_terms(commitment, wanted)
    if wanted != before:
        changed.append("milestones")
        _set_milestones(commitment, wanted)
    keep(commitment)
    record("exchanges.commitment_planned", commitment, by=by, changed=changed)
    return commitment


@transaction.atomic
def propose_commitment(*, commitment: Commitment, by: User) -> Commitment:
    """From now on the other side sees it, and its terms stand as they were read."""
    commitment = lock(commitment)
    require(policies.why_not_propose(by, commitment))
    commitment.proposed_at = now()
    keep(commitment)
    record("exchanges.commitment_proposed", commitment, by=by)
    return commitment


@transaction.atomic
def withdraw_commitment(*, commitment: Commitment, by: User) -> Commitment:
    """Before both sides accepted it."""
    commitment = lock(commitment)
    move = commitment_workflow.require("withdraw", commitment.state)
    require(policies.why_not_withdraw(by, commitment))
    commitment.state = move.target
    keep(commitment)
    record("exchanges.commitment_withdrawn", commitment, by=by)
    return commitment


def _require_terms(commitment: Commitment, milestones: Sequence[tuple[int, datetime]]) -> None:
    sides: list[Agency] = commitment.agreement.speakers
    if commitment.debtor not in sides:
        raise RuleBroken(Sentence(NO_DEBTOR, {"agency": commitment.debtor.name}))
    other = commitment.ratio_to
    if other and (
        other.agreement_id != commitment.agreement_id or other.debtor == commitment.debtor
    ):
        raise RuleBroken(Sentence(ANOTHER_DEBTOR))
    steps = [*sorted(milestones, key=lambda one: one[1]), (commitment.target, commitment.due_at)]
    for (target, due), (later_target, later_due) in pairwise(steps):
        if not (0 < target < later_target and due < later_due):
            raise RuleBroken(Sentence(BEYOND))


def _set_milestones(commitment: Commitment, milestones: Sequence[tuple[int, datetime]]) -> None:
    commitment.milestones.all().delete()
    Milestone.objects.bulk_create(
        Milestone(commitment=commitment, target=target, due_at=due) for target, due in milestones
    )
