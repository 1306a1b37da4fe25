"""Remains that turn out not to belong together: each part gets a number, the first is kept."""

from datetime import datetime
from typing import Any

from django.db import transaction

from cases.models import RemainsCase
from cases.models.custody import CustodyKind
from cases.models.remains import RemainsKind
from cases.operations.custody import Circumstances, record_custody
from cases.operations.questioning import question_remains
from cases.policies import declarations as policies
from cases.states import case_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock
from repatriation.ledger.numbering import next_references
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record, record_each

MOST = 200
NOTHING = gettext_noop("Say what is taken out: at least one part, which gets its own number.")
TOO_MANY = gettext_noop("At most %(most)s cases are numbered at once; you gave %(given)s.")
DIVIDED = gettext_noop("the remains were divided")
WHY = gettext_noop("Say why they do not belong together.")


@transaction.atomic
def divide_case(
    *,
    case: RemainsCase,
    remains: list[RemainsKind],
    by: User,
    circumstances: Circumstances,
    occurred_at: datetime | None = None,
) -> list[RemainsCase]:
    """What is taken out gets new numbers, with this case as parent; the rest keeps its own. The
    note says why. Parts lie where the parent lies, and flags of the parent are not theirs."""
    require(policies.why_not_divide(by, case))
    question_remains(case, because=circumstances.note.strip() or str(DIVIDED), by=by)
    case = lock(case)
    require(policies.why_not_divide(by, case))
    case_workflow.require("divide", case.state)
    if not remains:
        raise RuleBroken(Sentence(NOTHING))
    if len(remains) > MOST:
        raise RuleBroken(Sentence(TOO_MANY, {"most": MOST, "given": len(remains)}))
    if not circumstances.note.strip():
        raise RuleBroken(Sentence(WHY))
    at = occurred_at or now()
    parts = RemainsCase.objects.bulk_create(_parts_of(case, remains, at, by))
    said: dict[str, Any] = {"by": by, "occurred_at": occurred_at, "circumstances": circumstances}
    record_custody(CustodyKind.DIVIDED, [case], **said)
    record_custody(CustodyKind.NUMBERED, parts, **said)
    keep(case)
    when: dict[str, Any] = {"by": by, "occurred_at": occurred_at, "is_late": circumstances.is_late}
    record("cases.case_divided", case, parts=len(parts), **when)
    record_each(
        "cases.part_numbered",
        parts,
        details=lambda part: {"case": case.pk, "remains": str(part.kind)},
        **when,
    )
    return parts


def _parts_of(
    case: RemainsCase, remains: list[RemainsKind], at: datetime, by: User
) -> list[RemainsCase]:
    """Lying where the parent lies."""
    return [
        RemainsCase(
            reference=number,
            kind=kind,
            parent=case,
            container_id=case.container_id,
            recovery_site_id=case.recovery_site_id,
            custodian_id=case.custodian_id,
            responsible_id=case.responsible_id,
            storage_unit_id=case.storage_unit_id,
            numbered_by=by,
            numbered_at=at,
        )
        for number, kind in zip(next_references("RC", len(remains), at), remains, strict=True)
    ]
