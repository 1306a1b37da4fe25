"""What arrives at a mortuary after it ended its intake is counted too."""

from cases.models import Container
from cases.states import ARRIVED
from exchanges.models import Allocation, Count
from exchanges.states import AllocationState
from repatriation.accounts.models import User
from repatriation.ledger.locking import lock_each
from repatriation.ledger.writing import record


def count_again(containers: list[Container], by: User) -> None:
    """A count is never edited: a new one stands in place of the share's last. The shares are
    locked so that an intake that ends at this moment counts what came, or this does."""
    shares = Allocation.objects.filter(places__container__in=containers)
    ended = AllocationState.RECEIVED
    for share in lock_each(shares.exclude(state=AllocationState.PLANNED).distinct()):
        if share.state == ended:
            _count(share, by)


def _count(share: Allocation, by: User) -> None:
    last = share.counts.at_intake().get()
    arrived = share.places.filter(container__state__in=ARRIVED).count()
    if arrived == last.containers:
        return
    Count.objects.create(
        batch_id=share.batch_id,
        allocation=share,
        stage=Count.Stage.INTAKE,
        source_id=share.mortuary_id,
        containers=arrived,
        counted_by=by,
        corrects=last,
    )
    record(
        "exchanges.intake_counted_again",
        share.batch,
        by=by,
        mortuary=share.mortuary_id,
        containers=arrived,
        before=last.containers,
    )
