"""Remains that had left come back under the same number, and are examined anew."""

from datetime import datetime

from django.db import transaction

from cases.models import Release, RemainsCase, TakeBackTask
from cases.models.custody import CustodyKind
from cases.models.release import WhyBack
from cases.operations.custody import NO_PERMIT, Circumstances, record_custody
from cases.operations.labels_read import require_label
from cases.policies import releases as policies
from cases.states import case_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NO_NOTE = gettext_noop("Say what happened, and how you know.")
TOO_EARLY = gettext_noop("They cannot have come back before they were released. Check the date.")


@transaction.atomic
def take_back(
    *,
    case: RemainsCase,
    because: WhyBack,
    note: str,
    label: str,
    by: User,
    witness: User | None = None,
    alone_reason: str = "",
    permit: str = "",
    permit_by: str = "",
    occurred_at: datetime | None = None,
    is_late: bool = False,
) -> RemainsCase:
    """Who held them last holds them again, or who took them back where an agency had them. The
    label is read: what comes back may not be what left."""
    case = lock(case)
    require(policies.why_not_officer(by, case))
    move = case_workflow.require("take_back", case.state)
    is_exhumed = because == WhyBack.EXHUMED
    _require_told(note, is_exhumed=is_exhumed, permit=permit, permit_by=permit_by)
    release = lock_each(list(Release.objects.out().filter(case=case)))[0]
    _require_later(release, occurred_at)
    require_label(case, label)
    said = Circumstances(
        witness=witness,
        alone_reason=alone_reason.strip(),
        permit=permit.strip() if is_exhumed else "",
        permit_by=permit_by.strip() if is_exhumed else "",
        is_late=is_late,
        is_from_nobody=not release.stays_with_us,
    )
    record_custody(
        CustodyKind.EXHUMED if is_exhumed else CustodyKind.RETURNED,
        [case],
        to_holder=by.home if release.stays_with_us else None,
        by=by,
        occurred_at=occurred_at,
        circumstances=said,
    )
    release.back_because, release.back_note = because, note.strip()
    release.back_by, release.back_at = by, occurred_at or now()
    keep(release)
    end_tasks([release], TakeBackTask.Outcome.TAKEN_BACK, by)
    case.state = move.target
    keep(case)
    told = {"release": release.pk, "because": str(because)}
    record("cases.case_taken_back", case, by=by, occurred_at=occurred_at, is_late=is_late, **told)
    return case


def _require_told(note: str, *, is_exhumed: bool, permit: str, permit_by: str) -> None:
    if not note.strip():
        raise RuleBroken(Sentence(NO_NOTE))
    if is_exhumed and not (permit.strip() and permit_by.strip()):
        raise RuleBroken(Sentence(NO_PERMIT))


def _require_later(release: Release, occurred_at: datetime | None) -> None:
    if occurred_at and release.released_at and occurred_at < release.released_at:
        raise RuleBroken(Sentence(TOO_EARLY))


def end_tasks(releases: list[Release], outcome: TakeBackTask.Outcome, by: User) -> None:
    tasks = TakeBackTask.objects.open().filter(release__in=[release.pk for release in releases])
    tasks.update(outcome=outcome, ended_by=by, ended_at=now())
