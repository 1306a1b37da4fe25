"""What must be true of the demonstration before it is called finished."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from django.utils.dateparse import parse_datetime

from cases.models import CustodyEvent
from cases.models.custody import CustodyKind
from repatriation.audit.verification import broken_streams
from repatriation.ledger.models import Obligation


class NotTrue(Exception):
    """The demonstration would show something that cannot be."""


def verify(told_until: datetime) -> None:
    """`told_until`: whatever was recorded before this has been told."""
    if broken := broken_streams():
        raise NotTrue(f"Histories that do not chain: {', '.join(broken[:5])}.")
    if silent := list(silent_gaps()):
        raise NotTrue(f"Custody with a gap that no event tells: {', '.join(silent[:5])}.")
    if waiting := untold_before(told_until):
        raise NotTrue(f"{waiting} events of the past were never told.")


def silent_gaps() -> Iterator[str]:
    """Things whose custody is not whole. The database refuses such rows; this looks again."""
    for field in ("container", "case"):
        events = CustodyEvent.objects.exclude(**{field: None}).order_by(field, "seq")
        for thing, history in groupby(events, key=lambda event: getattr(event, f"{field}_id")):
            if not is_whole(list(history)):
                yield f"{field} {thing}"


def untold_before(moment: datetime) -> int:
    owed = Obligation.objects.filter(done_at=None).select_related("event")
    recorded = (parse_datetime(one.event.facts["recorded_at"]) for one in owed)
    return sum(at is not None and at < moment for at in recorded)


def is_whole(history: list[CustodyEvent]) -> bool:
    """Each event follows the last, in number, in time unless entered late, and in who held it."""
    holder, last = None, None
    for seq, event in enumerate(history, 1):
        is_in_order = event.seq == seq and (event.is_late or not last or event.occurred_at >= last)
        is_told = last is None or holder is None or event.from_holder_id == holder
        if not (is_in_order and is_told):
            return False
        holder, last = event.to_holder_id, event.occurred_at
        if event.kind == CustodyKind.GAP:
            holder = None  # said to be unknown
    return True
