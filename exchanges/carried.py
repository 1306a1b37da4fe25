"""What is short after the count at intake, and carried on until it is settled."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, Sum

from exchanges.models import Discrepancy, ExchangeBatch
from exchanges.states import DiscrepancyState
from repatriation.accounts.models import User


@dataclass(frozen=True)
class Shortage:
    """How many containers fewer than listed were counted at intake: `open` to be settled, and
    `accepted` as missing. What was explained is not short any more."""

    open: int
    accepted: int

    @property
    def missing(self) -> int:
        return self.open + self.accepted


def shortages(batches: Iterable[ExchangeBatch], reader: User) -> dict[int, Shortage]:
    """By batch, where something is short; each against its own list, and never added up."""
    seen = Discrepancy.objects.visible_to(reader).filter(batch__in=[one.pk for one in batches])
    is_accepted = Q(state=DiscrepancyState.ACCEPTED)
    carried = seen.short().filter(is_accepted | Q(settled_at=None)).order_by()
    rows = carried.values("batch").annotate(
        open=Sum("missing", filter=~is_accepted, default=0),
        accepted=Sum("missing", filter=is_accepted, default=0),
    )
    return {row["batch"]: Shortage(row["open"], row["accepted"]) for row in rows}
