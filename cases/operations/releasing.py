"""Remains leave the house, and their case is closed or opened again."""

from datetime import datetime
from typing import Any

from django.db import transaction

from cases.models import PersonalEffect, Release, RemainsCase
from cases.models.custody import CustodyKind
from cases.operations.authorising import locked_ground, require_needs
from cases.operations.custody import Circumstances, record_custody
from cases.operations.labels_read import require_label
from cases.policies import releases as policies
from cases.states import case_workflow, release_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NO_RECEIPT = gettext_noop("Give the number of the receipt, and who received the remains.")
TOO_EARLY = gettext_noop("A release happens after it was authorised. Check the date and time.")
NO_REASON = gettext_noop("Say why the case is opened again.")
EFFECTS_STAY = gettext_noop(
    "Personal effects of these remains are still held: %(effects)s. Let them follow the remains "
    "first, or say why they stay."
)


@transaction.atomic
def release_remains(
    *,
    case: RemainsCase,
    label: str,
    receipt: str,
    receiver: str,
    witness: User,
    by: User,
    burial_place: str = "",
    occurred_at: datetime | None = None,
    is_late: bool = False,
) -> RemainsCase:
    """By a second release officer, before a witness. What it rests on is asked once more. Custody
    ends with a family and with the other party; an agency of ours becomes the custodian."""
    locked_ground(case)
    case = lock(case)
    require(policies.why_not_officer(by, case) or policies.why_not_apart(by, case))
    move = case_workflow.require("release", case.state)
    release = lock_each(list(Release.objects.authorised().filter(case=case)))[0]
    require(policies.why_not_second(by, release) or policies.why_not_packed(case))
    require_needs(case, release.to)
    require(policies.why_not_witness(by, witness, case))
    if not (receipt.strip() and receiver.strip()):
        raise RuleBroken(Sentence(NO_RECEIPT))
    if occurred_at and occurred_at < release.authorised_at:
        raise RuleBroken(Sentence(TOO_EARLY))
    release.label_at_release = require_label(case, label)
    record_custody(
        CustodyKind.RELEASED,
        [case],
        to_holder=release.agency if release.stays_with_us else None,
        by=by,
        occurred_at=occurred_at,
        circumstances=Circumstances(
            witness=witness, is_late=is_late, is_to_nobody=not release.stays_with_us
        ),
    )
    release.state = release_workflow.require("release", release.state).target
    release.released_by, release.released_at = by, occurred_at or now()
    release.witness = witness
    release.receipt, release.receiver = receipt.strip(), receiver.strip()
    release.burial_place = burial_place.strip()
    keep(release)
    case.state = move.target
    keep(case)
    told: dict[str, Any] = {"release": release.pk, "to_whom": release.to}
    record("cases.case_released", case, by=by, occurred_at=occurred_at, is_late=is_late, **told)
    return case


@transaction.atomic
def close_released(*, case: RemainsCase, by: User, effects_stay: str = "") -> RemainsCase:
    """Nothing more is awaited. The responsible agency keeps sight of it. Where personal effects
    are still held, it is said why they stay."""
    case = lock(case)
    require(policies.why_not_officer(by, case))
    move = case_workflow.require("close_released", case.state)
    require(policies.why_not_close_released(by, case))
    _say_why_effects_stay(case, effects_stay)
    case.state = move.target
    keep(case)
    record("cases.case_closed", case, by=by, because="released")
    return case


@transaction.atomic
def reopen_released(*, case: RemainsCase, because: str, by: User) -> RemainsCase:
    case = lock(case)
    require(policies.why_not_officer(by, case))
    move = case_workflow.require("reopen_released", case.state)
    require(policies.why_not_reopen_released(by, case))
    if not because.strip():
        raise RuleBroken(Sentence(NO_REASON))
    release = lock_each(list(Release.objects.out().filter(case=case)))[0]
    release.reopened_because = because.strip()
    keep(release)
    case.state = move.target
    keep(case)
    record("cases.released_case_reopened", case, by=by)
    return case


def _say_why_effects_stay(case: RemainsCase, why: str) -> None:
    held = list(
        PersonalEffect.objects.filter(case=case)
        .still_held()
        .order_by("pk")
        .values_list("reference", flat=True)
    )
    if not held:
        return
    if not why.strip():
        raise RuleBroken(Sentence(EFFECTS_STAY, {"effects": ", ".join(held)}))
    release = lock_each(list(Release.objects.out().filter(case=case)))[0]
    release.effects_stay = why.strip()
    keep(release)
