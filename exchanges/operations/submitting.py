"""A whole list comes in at once: read, and filed in one step."""

from datetime import date

from django.db import transaction

from exchanges.manifests import Report
from exchanges.models import ExchangeBatch, Manifest, Side
from exchanges.operations.listing import file_list
from exchanges.policies import batches as policies
from exchanges.states import batch_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.files import storage

MOST_LINES = 10_000  # several times the largest batch known; more would outlast a request
TOO_MANY = gettext_noop(
    "This list has %(lines)s lines; at most %(most)s are filed at once. Nothing was saved."
)


def require_list_wanted(*, batch: ExchangeBatch, by: User) -> None:
    """Asked before a file is read or kept, so that nobody fills the disk with what is refused."""
    require(policies.why_not_list(by, batch))
    batch_workflow.require("list", batch.state)


def require_list_of_a_size(lines: int) -> None:
    if lines > MOST_LINES:
        raise RuleBroken(Sentence(TOO_MANY, {"lines": lines, "most": MOST_LINES}))


@transaction.atomic
def submit_list(
    *,
    batch: ExchangeBatch,
    data: bytes,
    name: str,
    report: Report,
    by: User,
    side: Side | None = None,
    said_on: date | None = None,
    source: str = "",
) -> Manifest:
    """`report` is what was read of these bytes, and shown or not."""
    require_list_wanted(batch=batch, by=by)
    require_list_of_a_size(report.rows)
    file = storage.store(data, name=name, by=by)
    return file_list(
        batch=batch, file=file, report=report, by=by, side=side, said_on=said_on, source=source
    )
