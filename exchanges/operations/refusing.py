"""At the venue a container is not taken: refused by the receiver, or taken back by the sender."""

from datetime import datetime

from django.db import transaction

from cases.models import Container
from cases.operations.listing import note_refused, note_taken_back
from exchanges.models import BatchPlace, ExchangeBatch
from exchanges.operations.discrepancies import open_discrepancies
from exchanges.operations.exits import containers_of, end, standing
from exchanges.policies import batches as policies
from exchanges.states import batch_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.locking import lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NONE = gettext_noop("Choose the containers first.")
Outcome = BatchPlace.Outcome


@transaction.atomic
def refuse_containers(
    *,
    batch: ExchangeBatch,
    containers: list[Container],
    reason: str,
    by: User,
    note: str = "",
    occurred_at: datetime | None = None,
) -> ExchangeBatch:
    """Scanned before or not, it stays with the sender; a discrepancy keeps why. Scanned again
    after that, it is taken over after all."""
    batch, places = _at_venue(batch, containers, by)
    refused = containers_of(places)
    note_refused(containers=refused, giver=batch.sender, by=by, occurred_at=occurred_at)
    end(places, Outcome.REFUSED, at=occurred_at, reason=reason, note=note)
    open_discrepancies("refused_at_venue", batch=batch, containers=refused, by=by)
    return _kept(batch, "exchanges.containers_refused", len(places), reason, by, occurred_at)


@transaction.atomic
def take_back_at_venue(
    *,
    batch: ExchangeBatch,
    containers: list[Container],
    reason: str,
    by: User,
    note: str = "",
    occurred_at: datetime | None = None,
) -> ExchangeBatch:
    """The sender takes it back before the handover is ended; the act both sign says so."""
    batch, places = _at_venue(batch, containers, by)
    taken = containers_of(places)
    note_taken_back(containers=taken, giver=batch.sender, by=by, occurred_at=occurred_at)
    end(places, Outcome.TAKEN_BACK, at=occurred_at, reason=reason, note=note)
    kind = "exchanges.containers_taken_back"
    return _kept(batch, kind, len(places), reason, by, occurred_at)


def _at_venue(batch, containers: list[Container], by: User):
    """The batch is not compared with what was read: these are lines, and phones go on scanning."""
    batch = lock_each([batch])[0]
    require(policies.why_not_hand_over(by, batch))
    batch_workflow.require("hand_over", batch.state)
    if not containers:
        raise RuleBroken(Sentence(NONE))
    return batch, standing(batch, containers)


def _kept(batch, kind: str, number: int, reason: str, by: User, occurred_at) -> ExchangeBatch:
    keep(batch)
    record(kind, batch, by=by, occurred_at=occurred_at, containers=number, reason=str(reason))
    return batch
