"""The receiving side says which mortuary takes which containers, and sends them."""

from datetime import datetime

from django.db import transaction

from cases.models import Container
from cases.operations.listing import destine_containers
from exchanges.models import Allocation, BatchPlace, ExchangeBatch
from exchanges.policies import allocations as share_policies
from exchanges.policies import batches as policies
from exchanges.states import AllocationState, allocation_workflow
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep, save_each
from repatriation.ledger.writing import record

NO_MORTUARY = gettext_noop("%(agency)s is not a mortuary of your side; choose one.")
TOO_FEW = gettext_noop(
    "%(wanted)s containers were asked for and %(free)s are handed over and not allocated."
)
NONE = gettext_noop("Say which containers, or how many: at least one.")
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
) -> Allocation:
    """So many of those not allocated yet, in the order of the list; or just these, which may
    also stand in another share that has not been sent."""
    batch = lock(batch)
    require(policies.why_not_allocate(by, batch))
    if mortuary.kind != Agency.Kind.MORTUARY or mortuary.party_id != by.party_id:
        raise RuleBroken(Sentence(NO_MORTUARY, {"agency": mortuary.name}))
    places = _named(batch, containers) if containers else _next(batch, count)
    share, _created = Allocation.objects.get_or_create(batch=batch, mortuary=mortuary)
    share = lock_each([share])[0]
    if share.state != AllocationState.PLANNED:
        raise RuleBroken(Sentence(ON_ITS_WAY, {"mortuary": mortuary.name}))
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
def send_allocation(
    *, allocation: Allocation, by: User, occurred_at: datetime | None = None
) -> Allocation:
    """The vehicle left for the mortuary, which is told once."""
    batch = lock_each([allocation.batch])[0]
    allocation = lock(allocation)
    require(share_policies.why_not_send_allocation(by, allocation))
    move = allocation_workflow.require("send", allocation.state)
    places = allocation.places.select_related("container").order_by("pk")
    containers = [place.container for place in places]
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
        allocation__state__in=[AllocationState.SENT, AllocationState.RECEIVED]
    )
    by_container = {place.container_id: place for place in free}
    for container in containers:
        if container.pk not in by_container:
            raise RuleBroken(Sentence(NOT_FREE, {"container": str(container)}))
    return lock_each([by_container[container.pk] for container in containers])
