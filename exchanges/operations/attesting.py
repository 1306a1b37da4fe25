"""What a side counted at the venue, and over which sealed list: its own word, or ours from its
signed paper."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from exchanges.models import Count, ExchangeBatch, Statement
from exchanges.models.statement import Act
from exchanges.operations.discrepancies import open_differences
from exchanges.operations.statements import tell, write
from exchanges.policies.attesting import why_not_be_there
from exchanges.policies.sides import is_of_side, speaker_for
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

ANOTHER_LIST = gettext_noop(
    "The sealed list has the digest %(sealed)s, and you name another. Compare the papers: what is "
    "attested is the sealed list. Nothing was saved."
)
BEFORE_IT_LEFT = gettext_noop(
    "A paper of %(day)s is older than the seal of this batch; check its date."
)
FUTURE = gettext_noop(
    "This is said to have happened in the future. Nothing was saved; check the date and time."
)


@transaction.atomic
def attest_count(
    *,
    batch: ExchangeBatch,
    agency: Agency,
    containers: int,
    by: User,
    said_on: date | None = None,
    source: str = "",
    digest: str = "",
    occurred_at: datetime | None = None,
) -> Statement:
    """One statement over the sealed list and the count: the agency's figure at the venue. A
    second one corrects the first; figures of different sources stay apart."""
    round = lock_each([batch.round])[0]
    batch = lock(batch)
    require(why_not_be_there(by, batch, agency))
    _require_this_list(batch, digest, said_on)
    if occurred_at and occurred_at > now():
        raise RuleBroken(Sentence(FUTURE))
    statement = write(
        round,
        Act.ATTESTS,
        speaker_for(agency, round),
        by,
        said_on,
        source,
        is_own=is_of_side(by, agency),
        batch=batch,
        manifest=batch.sealed_manifest,
        digest=batch.sealed_digest,
    )
    Count.objects.create(
        batch=batch,
        stage=Count.Stage.VENUE,
        source=agency,
        containers=containers,
        counted_by=by,
        counted_at=occurred_at or now(),
        statement=statement,
        corrects=batch.counts.at_venue().filter(source=agency).last(),
    )
    keep(batch)
    tell(statement, round, by)
    if statement.stands:
        _stand(statement, batch, by)
    return statement


def stand_by_statement(statement: Statement, by: User) -> None:
    """The second person's check is what makes it the agency's figure."""
    batch = lock_each([statement.batch])[0]
    keep(batch)
    _stand(statement, batch, by)


def _stand(statement: Statement, batch: ExchangeBatch, by: User) -> None:
    """What this agency is said to have attested before, and nobody checked, is overtaken."""
    older = batch.statements.to_check().filter(
        act=Act.ATTESTS, count__source=statement.count.source
    )
    older.filter(pk__lt=statement.pk).update(lapsed_at=now())
    record(
        "exchanges.handover_attested",
        batch,
        by=by,
        statement=statement.pk,
        agency=statement.count.source_id,
        containers=statement.count.containers,
    )
    open_differences(batch=batch, by=by)


def _require_this_list(batch: ExchangeBatch, digest: str, said_on: date | None) -> None:
    named = "".join(digest.split()).lower()
    if named and not batch.sealed_digest.startswith(named):
        raise RuleBroken(Sentence(ANOTHER_LIST, {"sealed": batch.sealed_digest}))
    if said_on and batch.sealed_at and said_on < localtime(batch.sealed_at).date():
        raise RuleBroken(Sentence(BEFORE_IT_LEFT, {"day": said_on.isoformat()}))
