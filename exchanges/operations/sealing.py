"""The sender declares: this list, word for word, is what goes."""

from datetime import date, datetime

from django.db import transaction

from exchanges.models import ExchangeBatch, Statement
from exchanges.models.statement import Act
from exchanges.operations.answering import open_disputed
from exchanges.operations.statements import state, tell
from exchanges.policies import batches as policies
from exchanges.policies.sides import speaker_for
from exchanges.states import batch_workflow
from repatriation.accounts.models import User
from repatriation.errors import Conflict, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NEWER = gettext_noop(
    "A newer list was filed after this declaration was recorded. Record a declaration for it."
)


@transaction.atomic
def seal_batch(
    *, batch: ExchangeBatch, by: User, occurred_at: datetime | None = None
) -> ExchangeBatch:
    """By the sending side itself: counted by somebody who did not pack."""
    batch = lock(batch)
    require(policies.why_not_seal(by, batch))
    return _seal(batch, by, occurred_at)


@transaction.atomic
def record_seal(
    *, batch: ExchangeBatch, by: User, said_on: date | None = None, source: str = ""
) -> Statement:
    """The sender declared on paper. It is sealed when a second person has read that paper."""
    round = lock_each([batch.round])[0]
    batch = lock(batch)
    batch_workflow.require("seal", batch.state)
    require(policies.why_not_record_seal(by, batch))
    agency = speaker_for(batch.sender, round)
    more = {"batch": batch, "manifest": batch.list_in_force}
    statement = state(round, Act.SEALS, agency, by, said_on, source, **more)
    keep(batch)
    tell(statement, round, by)
    return statement


def seal_by_statement(statement: Statement, by: User) -> ExchangeBatch:
    """The second person's check is what seals."""
    batch = lock_each([statement.batch])[0]
    batch_workflow.require("seal", batch.state)
    if statement.manifest != batch.list_in_force:
        raise Conflict(Sentence(NEWER))
    return _seal(batch, by, None, statement=statement.pk)


def _seal(batch: ExchangeBatch, by: User, occurred_at, **more) -> ExchangeBatch:
    move = batch_workflow.require("seal", batch.state)
    manifest = batch.list_in_force
    batch.state = move.target
    batch.sealed_manifest = manifest
    batch.sealed_digest = manifest.digest
    batch.sealed_by = by
    batch.sealed_at = occurred_at or now()
    keep(batch)
    open_disputed(batch, by)
    sealed = {"manifest": manifest.pk, "digest": batch.sealed_digest}
    record("exchanges.batch_sealed", batch, by=by, occurred_at=occurred_at, **sealed, **more)
    return batch
