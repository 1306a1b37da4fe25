"""The receiving side says which mortuary takes which containers, and sends them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from cases.models import Container
from cases.operations.listing import destine_containers
from cases.states import ContainerState
from exchanges.models import Allocation, BatchPlace, ExchangeBatch
from exchanges.operations.room import MortuaryRoom, room_for
from exchanges.policies import allocations as share_policies
from exchanges.policies import batches as policies
from exchanges.states import AllocationState, allocation_workflow
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep, save_each
from repatriation.ledger.writing import record

NO_ROOM = gettext_noop(
    "%(mortuary)s has room for %(free)s more, and would get %(wanted)s. Send fewer, or say why it "
    "takes more than it has room for."
)
NOTHING_IN_IT = gettext_noop("Nothing is allocated to %(mortuary)s; there is nothing to send.")
NO_MORTUARY = gettext_noop("%(agency)s is not a mortuary of your side; choose one.")
TOO_FEW = gettext_noop(
    "%(wanted)s containers were asked for and %(free)s are handed over and not allocated."
)
NONE = gettext_noop("Say which containers, or how many: at least one.")
GONE = [AllocationState.SENT, AllocationState.RECEIVED]
NOT_FREE = gettext_noop("%(container)s is not in hand, or was received by a mortuary already.")
ON_ITS_WAY = gettext_noop("The share of %(mortuary)s is on its way; allocate to another, or wait.")


@transaction.atomic
def allocate_containers(
    *,
    batch: ExchangeBatch,
    mortuary: Agency,
    by: User,
    count: int = 0,
    containers: list[Container] | None = None,
    because: str = "",
) -> Allocation:
    """So many of those not allocated yet, in the order of the list; or just these, which may
    also stand in another share that has not been sent. `because` is why it takes more than it has
    room for."""
    batch = lock(batch)
    require(policies.why_not_allocate(by, batch))
    _require_mortuary(mortuary, by)
    places = _named(batch, containers) if containers else _next(batch, count)
    share = _planned_share(batch, mortuary)
    staying = share.places.exclude(pk__in=[place.pk for place in places]).count()
    rooms = {room.mortuary.pk: room for room in room_for(batch)}
    _require_room(rooms[mortuary.pk], staying + len(places), because)
    share.because = because.strip() or share.because
    for place in places:
        place.allocation = share
    save_each(places, ["allocation"])
    keep(share)
    keep(batch)
    record(
        "exchanges.containers_allocated",
        batch,
        by=by,
        allocation=share.pk,
        mortuary=mortuary.pk,
        containers=len(places),
    )
    return share


@transaction.atomic
def plan_shares(
    *, batch: ExchangeBatch, numbers: Mapping[Agency, int], by: User, because: str = ""
) -> list[Allocation]:
    """All shares at once: how many each mortuary is to get of what has not been sent. Whoever gets
    fewer than before gives up the last of the list; who is not named gets none, and what nobody
    gets is not allocated."""
    batch = lock(batch)
    require(policies.why_not_allocate(by, batch))
    for mortuary in numbers:
        _require_mortuary(mortuary, by)
    wanted = sum(numbers.values())
    if wanted < 1 or min(numbers.values()) < 0:
        raise RuleBroken(Sentence(NONE))
    free = batch.places.filter(outcome="handed_over", left_at=None)
    places = lock_each(list(free.exclude(allocation__state__in=GONE).order_by("pk")))
    if wanted > len(places):
        raise RuleBroken(Sentence(TOO_FEW, {"wanted": wanted, "free": len(places)}))
    rooms = {room.mortuary.pk: room for room in room_for(batch)}
    shares = {}
    emptied = {room.mortuary: 0 for room in rooms.values() if room.planned}
    for mortuary, number in (emptied | dict(numbers)).items():
        if number or rooms[mortuary.pk].planned:
            _require_room(rooms[mortuary.pk], number, because)
            shares[_planned_share(batch, mortuary)] = number
    _deal_out(places, shares)
    save_each(places, ["allocation"])
    for share, number in shares.items():
        share.because = because.strip() if _is_over(rooms[share.mortuary_id], number) else ""
        keep(share)
    keep(batch)
    for share, number in shares.items():
        details: dict[str, Any] = {
            "allocation": share.pk,
            "mortuary": share.mortuary_id,
            "containers": number,
        }
        record("exchanges.containers_allocated", batch, by=by, **details)
    return list(shares)


def _deal_out(places: list[BatchPlace], shares: dict[Allocation, int]) -> None:
    """As few as possible change their mortuary; the rest goes in the order of the list."""
    still = {share.pk: number for share, number in shares.items()}
    free = []
    for place in places:
        if place.allocation_id and still.get(place.allocation_id):
            still[place.allocation_id] -= 1
            continue
        place.allocation = None
        free.append(place)
    waiting = iter(free)
    for share in shares:
        for _n in range(still[share.pk]):
            next(waiting).allocation = share


def _planned_share(batch: ExchangeBatch, mortuary: Agency) -> Allocation:
    share, _created = Allocation.objects.get_or_create(batch=batch, mortuary=mortuary)
    share = lock_each([share])[0]
    if share.state != AllocationState.PLANNED:
        raise RuleBroken(Sentence(ON_ITS_WAY, {"mortuary": mortuary.name}))
    return share


def _require_mortuary(mortuary: Agency, by: User) -> None:
    is_own = mortuary.kind == Agency.Kind.MORTUARY and mortuary.party_id == by.party_id
    if not (is_own and mortuary.is_active):
        raise RuleBroken(Sentence(NO_MORTUARY, {"agency": mortuary.name}))


def _is_over(room: MortuaryRoom, number: int) -> bool:
    return room.free is not None and number > room.free


def _require_room(room: MortuaryRoom, number: int, because: str) -> None:
    """Of the whole share, as it would be. Nobody is left at a siding: a reason is enough."""
    if _is_over(room, number) and not because.strip():
        said = {"mortuary": room.mortuary.name, "free": room.free, "wanted": number}
        raise RuleBroken(Sentence(NO_ROOM, said))


@transaction.atomic
def send_allocation(
    *, allocation: Allocation, by: User, occurred_at: datetime | None = None
) -> Allocation:
    """The vehicle left for the mortuary, which is told once."""
    batch = lock_each([allocation.batch])[0]
    allocation = lock(allocation)
    require(share_policies.why_not_send_allocation(by, allocation))
    move = allocation_workflow.require("send", allocation.state)
    places = allocation.places.select_related("container").order_by("pk")
    containers = [p.container for p in places if p.container.state == ContainerState.HANDED_OVER]
    if not containers:
        raise RuleBroken(Sentence(NOTHING_IN_IT, {"mortuary": allocation.mortuary.name}))
    destine_containers(containers=containers, to=allocation.mortuary, by=by)
    allocation.state = move.target
    allocation.sent_at = occurred_at or now()
    keep(allocation)
    record(
        "exchanges.allocation_sent",
        batch,
        by=by,
        occurred_at=occurred_at,
        allocation=allocation.pk,
        mortuary=allocation.mortuary_id,
        containers=len(containers),
    )
    return allocation


def _next(batch: ExchangeBatch, count: int) -> list[BatchPlace]:
    if count < 1:
        raise RuleBroken(Sentence(NONE))
    free = batch.places.filter(outcome="handed_over", allocation=None, left_at=None)
    places = lock_each(list(free.order_by("pk")[:count]))
    if len(places) < count:
        raise RuleBroken(Sentence(TOO_FEW, {"wanted": count, "free": len(places)}))
    return places


def _named(batch: ExchangeBatch, containers: list[Container]) -> list[BatchPlace]:
    free = batch.places.filter(outcome="handed_over", left_at=None).exclude(
        allocation__state__in=GONE
    )
    by_container = {place.container_id: place for place in free}
    for container in containers:
        if container.pk not in by_container:
            raise RuleBroken(Sentence(NOT_FREE, {"container": str(container)}))
    return lock_each([by_container[container.pk] for container in containers])
