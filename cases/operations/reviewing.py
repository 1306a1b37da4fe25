"""Looking again: a review of what one did alone, a correction of what was written wrongly."""

from django.db import transaction

from cases.models import CustodyEvent, CustodyReview, StorageUnit
from cases.models.custody import CustodyKind
from cases.operations.lines import require_each
from cases.policies import held as policies
from repatriation.accounts.models import User
from repatriation.errors import Conflict, RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock_each
from repatriation.ledger.versions import keep_each
from repatriation.ledger.writing import record, record_each

REVIEWED = gettext_noop(
    "Somebody else reviewed this at the same time. Nothing was saved; look at the list again."
)
CORRECTED = gettext_noop(
    "This was corrected already; the correction stands. Read it before you write another act."
)
WHY = gettext_noop("Say what was wrong and how you know.")


@transaction.atomic
def review_custody(*, events: list[CustodyEvent], by: User) -> list[CustodyReview]:
    """Of many at once: what one person did under one header is looked at together."""
    for field in ("container", "case"):
        lock_each([thing for event in events if (thing := getattr(event, field))])
    if not events or CustodyReview.objects.filter(event__in=events).exists():
        raise Conflict(Sentence(REVIEWED))
    require_each(events, policy=lambda event: policies.why_not_review(by, event))
    reviews = CustodyReview.objects.bulk_create(
        CustodyReview(
            event=event, done_by_id=event.recorded_by_id, reviewed_by=by, reviewed_at=now()
        )
        for event in events
    )
    record_each(
        "cases.custody_reviewed",
        [event.subject for event in events],
        by=by,
        details=lambda _: {"events": len(events)},
    )
    return reviews


@transaction.atomic
def correct_custody(
    *,
    event: CustodyEvent,
    note: str,
    by: User,
    storage_unit: StorageUnit | None = None,
    place: str = "",
) -> CustodyEvent:
    """A new event that names the one it corrects; the first stays as it was written."""
    thing = lock_each([event.subject])[0]
    require(policies.why_not_correct(by, event))
    if CustodyEvent.objects.filter(corrects=event).exists():
        raise Conflict(Sentence(CORRECTED))
    if not note.strip():
        raise RuleBroken(Sentence(WHY))
    newest = CustodyEvent.objects.of(thing).first()
    moment = now()
    correction = CustodyEvent.objects.create(
        **{thing.custody_field: thing},
        seq=newest.seq + 1,
        kind=CustodyKind.CORRECTED,
        from_holder=thing.custodian,
        to_holder=thing.custodian,
        storage_unit=storage_unit,
        place=place,
        note=note.strip(),
        corrects=event,
        occurred_at=moment,
        recorded_at=moment,
        recorded_by=by,
    )
    if storage_unit and event.pk == newest.pk:
        thing.storage_unit = storage_unit
    keep_each([thing], ["storage_unit"])
    record("cases.custody_corrected", thing, by=by, corrected=event.pk, event=correction.pk)
    return correction
