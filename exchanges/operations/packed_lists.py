"""The handover list of what was packed: made from the containers themselves, and filed as any
other."""

import csv
import io

from django.db import transaction

from cases.models import Container
from exchanges.manifests.reading import read
from exchanges.models import ExchangeBatch, Manifest
from exchanges.operations.listing import file_list
from exchanges.policies.batches import why_not_list_packed
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.files import storage
from repatriation.ledger.locking import lock, lock_each

NOTHING = gettext_noop("Choose what was packed: at least one container.")
NOT_PACKED = gettext_noop("%(container)s is not packed for this; choose another.")
COLUMNS = ("label", "seal", "container_kind", "claimed_individuals", "claimed_affiliation")


@transaction.atomic
def list_packed(*, batch: ExchangeBatch, containers: list[Container], by: User) -> Manifest:
    """Everything that is to go: a container that stood on the list before and is not named leaves
    it. The label is our own reference; what is in it is said in numbers, and no name."""
    batch = lock(batch)
    require(why_not_list_packed(by, batch))
    if not containers:
        raise RuleBroken(Sentence(NOTHING))
    standing = set(batch.places.filter(left_at=None).values_list("container", flat=True))
    for container in lock_each(containers):
        if container.state != "packed" and container.pk not in standing:
            raise RuleBroken(Sentence(NOT_PACKED, {"container": container.reference}))
    data = _written([_row(one) for one in sorted(containers, key=lambda one: one.pk)])
    name = f"{batch.reference}.csv"
    file = storage.store(data, name=name, by=by)
    return file_list(batch=batch, file=file, report=read(data, name), by=by)


def _written(rows: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, *rows])
    return text.getvalue().encode("utf-8-sig")


def _row(container: Container) -> tuple[str, ...]:
    """Whose dead they are is said from the sender's view: theirs."""
    packed = container.packings.open().count()
    return (container.reference, container.seal, container.kind, str(packed), "theirs")
