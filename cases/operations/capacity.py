"""How much room mortuaries have: what they say they can hold, what lies there, what is coming."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, QuerySet, Sum

from cases.models import Container, CustodyEvent, RemainsCase, StorageUnit
from cases.models.custody import CustodyKind
from repatriation.accounts.models import Agency
from repatriation.ledger.clock import now

RECENTLY = timedelta(days=28)


@dataclass(frozen=True)
class Room:
    """`capacity` is of the units in use whose size is known, without graves; None where no size
    is. `opened` is the pace: containers opened in the last four weeks."""

    capacity: int | None
    held: int
    coming: int
    opened: int

    @property
    def free(self) -> int | None:
        if self.capacity is None:
            return None
        return max(self.capacity - self.held - self.coming, 0)


def room_at(agencies: Iterable[Agency]) -> dict[int, Room]:
    """By agency. A container counts until it is opened; after that its remains do. What was sent
    and has not arrived is coming; what an exchange only plans is the exchange's to add."""
    keys = [agency.pk for agency in agencies]
    units = StorageUnit.objects.filter(agency__in=keys, is_active=True)
    sized = units.exclude(kind=StorageUnit.Kind.GRAVE).exclude(capacity=None)
    capacity = dict(sized.order_by().values_list("agency").annotate(Sum("capacity")))
    held, coming = dict.fromkeys(keys, 0), dict.fromkeys(keys, 0)
    for model in (Container, RemainsCase):
        lying = model.objects.lying().exclude(storage_unit__kind=StorageUnit.Kind.GRAVE)
        _add(held, lying.filter(custodian__in=keys), "custodian")
        _add(coming, model.objects.lying().filter(destined_to__in=keys), "destined_to")
    since = now() - RECENTLY
    opened = CustodyEvent.objects.filter(
        kind=CustodyKind.OPENED, occurred_at__gte=since, to_holder__in=keys
    )
    pace = dict.fromkeys(keys, 0)
    _add(pace, opened, "to_holder")
    return {key: Room(capacity.get(key), held[key], coming[key], pace[key]) for key in keys}


def _add(totals: dict[int, int], rows: QuerySet, by: str) -> None:
    for key, number in rows.order_by().values_list(by).annotate(Count("pk")):
        totals[key] += number
