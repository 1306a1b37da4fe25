"""Which batches count towards a commitment."""

from django.db import transaction

from exchanges.models import Commitment, ExchangeBatch, Fulfilment
from exchanges.policies import commitments as policies
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep, save_each
from repatriation.ledger.writing import record

NOT_COUNTED = gettext_noop("%(batch)s does not count towards this commitment.")


@transaction.atomic
def add_batch(*, commitment: Commitment, batch: ExchangeBatch, by: User) -> Fulfilment:
    """From now on it counts towards this commitment; both sides see that it does."""
    batch = lock_each([batch])[0]
    commitment = lock(commitment)
    require(policies.why_not_add_batch(by, commitment))
    require(policies.why_not_count(commitment, batch))
    fulfilment = Fulfilment.objects.create(
        commitment=commitment, batch=batch, added_by=by, added_at=now()
    )
    keep(commitment)
    record("exchanges.batch_counts", commitment, by=by, batch=batch.pk)
    return fulfilment


def fulfilment_of(commitment: Commitment, batch: ExchangeBatch) -> Fulfilment:
    if found := commitment.fulfilments.in_force().filter(batch=batch).first():
        return found
    raise RuleBroken(Sentence(NOT_COUNTED, {"batch": batch.reference}))


@transaction.atomic
def take_out_batch(*, commitment: Commitment, fulfilment: Fulfilment, by: User) -> Fulfilment:
    """It was put in by mistake; that it was there stays on record."""
    commitment = lock(commitment)
    fulfilment = lock_each([fulfilment])[0]
    require(policies.why_not_take_out(by, commitment, fulfilment))
    if fulfilment.removed_at is None:
        fulfilment.removed_by, fulfilment.removed_at = by, now()
        save_each([fulfilment], ["removed_by", "removed_at"])
        keep(commitment)
        record("exchanges.batch_counts_no_more", commitment, by=by, batch=fulfilment.batch_id)
    return fulfilment
