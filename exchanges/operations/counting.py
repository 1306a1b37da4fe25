"""A person who did not pack counts the containers against the list in force."""

from datetime import datetime

from django.db import transaction

from exchanges.models import Count, ExchangeBatch
from exchanges.policies import batches as policies
from repatriation.accounts.models import User
from repatriation.errors import require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record


@transaction.atomic
def count_batch(
    *,
    batch: ExchangeBatch,
    containers: int,
    packed_by: User,
    by: User,
    occurred_at: datetime | None = None,
) -> Count:
    """The second pair of eyes for the seal. A count is never edited; a new one counts."""
    batch = lock(batch)
    require(policies.why_not_count(by, batch, packed_by))
    count = Count.objects.create(
        batch=batch,
        stage=Count.Stage.PACKING,
        source=batch.sender,
        manifest=batch.list_in_force,
        containers=containers,
        packed_by=packed_by,
        counted_by=by,
        counted_at=occurred_at or now(),
    )
    keep(batch)
    record("exchanges.batch_counted", batch, by=by, occurred_at=occurred_at, containers=containers)
    return count
