"""A batch is received when all of it is: its shares, and whatever was handed over at all."""

from datetime import datetime

from exchanges.models import ExchangeBatch
from exchanges.states import AllocationState, batch_workflow
from repatriation.accounts.models import User
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record


def receive_if_all(batch: ExchangeBatch, by: User, occurred_at: datetime | None = None) -> None:
    """Of a locked batch. Where nothing passed, nothing has to arrive; a plan that was emptied again
    waits for nothing."""
    shares = batch.allocations.exclude(state=AllocationState.RECEIVED)
    waiting = shares.filter(places__isnull=False).exists()
    unallocated = batch.places.filter(outcome="handed_over", allocation=None).exists()
    if waiting or unallocated:
        return
    batch.state = batch_workflow.require("receive", batch.state).target
    keep(batch)
    record("exchanges.batch_received", batch, by=by, occurred_at=occurred_at)
