"""A batch is opened in a round, or cancelled before it is sealed."""

from django.db import transaction

from cases.operations.listing import withdraw_containers
from exchanges.models import BatchPlace, ExchangeBatch, ExchangeRound
from exchanges.operations.exits import end
from exchanges.policies import batches as policies
from exchanges.policies.rounds import why_not_open_batch
from exchanges.states import batch_workflow
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.numbering import next_reference
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

ONE_SIDE = gettext_noop("A batch goes from one side of the round to the other.")


@transaction.atomic
def open_batch(
    *, round: ExchangeRound, sender: Agency, receiver: Agency, by: User
) -> ExchangeBatch:
    """For one direction of a round that has not started."""
    round = lock(round)
    require(why_not_open_batch(by, round))
    sides = {round.convenor.party_id, round.counterpart.party_id}
    if {sender.party_id, receiver.party_id} != sides:
        raise RuleBroken(Sentence(ONE_SIDE))
    keep(round)
    batch = ExchangeBatch.objects.create(
        reference=next_reference("EB"),
        round=round,
        sender=sender,
        receiver=receiver,
        opened_for=by.home,
    )
    record("exchanges.batch_opened", batch, by=by, round=round.pk)
    return batch


@transaction.atomic
def cancel_batch(*, batch: ExchangeBatch, by: User) -> ExchangeBatch:
    """What was listed is withdrawn; the lists stay as they were sent."""
    batch = lock(batch)
    move = batch_workflow.require("cancel", batch.state)
    require(policies.why_not_cancel_batch(by, batch))
    return cancel_locked(batch, move.target, by)


def cancel_locked(batch: ExchangeBatch, state: str, by: User) -> ExchangeBatch:
    """Of a locked batch; also with its round."""
    batch.state = state
    keep(batch)
    leave(list(batch.places.filter(left_at=None).select_related("container")), by)
    record("exchanges.batch_cancelled", batch, by=by)
    return batch


def leave(places: list[BatchPlace], by: User) -> None:
    """These containers are struck from the list and leave the batch."""
    if not places:
        return
    places = lock_each(places)
    withdraw_containers(containers=[place.container for place in places], by=by)
    end(places, BatchPlace.Outcome.WITHDRAWN)
