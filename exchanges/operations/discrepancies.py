"""Where facts disagree, both are kept and the difference is opened, once."""

from itertools import combinations

from django.db import transaction

from cases.models import Container
from exchanges.models import Discrepancy, ExchangeBatch
from repatriation.accounts.models import Agency, User
from repatriation.ledger.adding import add_each
from repatriation.ledger.clock import now
from repatriation.ledger.numbering import next_references
from repatriation.ledger.writing import record_each


@transaction.atomic
def open_discrepancies(
    code: str, *, batch: ExchangeBatch, containers: list[Container], by: User, note: str = ""
) -> list[Discrepancy]:
    """One for each container that has none of this code in this batch yet from the own side: what
    the other side opened, and settles, takes nothing from what we found."""
    own = batch.discrepancies.of_side_of(by)
    known = set(own.filter(code=code).values_list("container", flat=True))
    fresh = [container for container in containers if container.pk not in known]
    note = note.strip()
    return _open([Discrepancy(batch=batch, container=c, code=code, note=note) for c in fresh], by)


@transaction.atomic
def open_count_mismatch(
    *, batch: ExchangeBatch, listed: int, counted: int, by: User
) -> Discrepancy | None:
    if listed == counted:
        return None
    code = Discrepancy.Code.COUNT_MISMATCH
    return _open([Discrepancy(batch=batch, code=code, listed=listed, counted=counted)], by)[0]


@transaction.atomic
def open_differences(*, batch: ExchangeBatch, by: User) -> list[Discrepancy]:
    """Once the handover is ended: for each two sources whose counts at the venue differ, once.
    The receiving side follows it up, whoever attested last: else the last word would also judge.
    Inside an operation that has locked the batch."""
    if batch.handed_over_at is None:
        return []
    latest = {count.source_id: count for count in batch.counts.at_venue()}
    known = set(batch.discrepancies.values_list("counted_by", "other_source"))
    pairs = [
        (one, other)
        for one, other in combinations([latest[source] for source in sorted(latest)], 2)
        if one.containers != other.containers and (one.source_id, other.source_id) not in known
    ]
    code = Discrepancy.Code.COUNT_MISMATCH
    rows = [
        Discrepancy(
            batch=batch,
            code=code,
            counted_by=one.source,
            counted=one.containers,
            other_source=other.source,
            other_counted=other.containers,
        )
        for one, other in pairs
    ]
    return _open(rows, by, source=batch.receiver)


def open_one(row: Discrepancy, by: User) -> Discrepancy:
    """Inside an operation that has locked the batch and looked at what is open."""
    return _open([row], by)[0]


def _open(rows: list[Discrepancy], by: User, *, source: Agency | None = None) -> list[Discrepancy]:
    at = now()
    for row, number in zip(rows, next_references("DX", len(rows)), strict=True):
        row.reference, row.source, row.opened_by, row.opened_at = number, source or by.home, by, at
        row.raised_at = at if row.code in row.TOLD_AT_ONCE else None
    add_each(rows)
    record_each(
        "exchanges.discrepancy_opened",
        rows,
        by=by,
        details=lambda row: {"batch": row.batch_id, "code": str(row.code)},
    )
    return rows
