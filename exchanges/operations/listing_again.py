"""What did not pass stands on a later list: the same containers, when a person has said so."""

from collections import defaultdict

from django.db import transaction

from cases.models import Container
from cases.operations.listing import list_containers_again
from cases.states import ContainerState
from exchanges.models import BatchPlace, ExchangeBatch
from exchanges.operations.batches import leave
from exchanges.operations.lists import label_key
from exchanges.policies import exits as policies
from exchanges.states import BatchState, batch_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.locking import lock
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NONE = gettext_noop("Choose the containers first.")
NOT_THEIRS = gettext_noop("%(container)s was never in a batch between these two sides.")
NO_LABEL = gettext_noop(
    "%(container)s has no label, so no line of a list can be found for it. It keeps its reference "
    "where it is."
)
NO_LINE = gettext_noop(
    "No line of the list of batch %(batch)s is free for %(container)s, whose label is %(label)s."
)
CAME_BACK = (
    ContainerState.NOT_PRESENTED,
    ContainerState.REFUSED,
    ContainerState.TAKEN_BACK,
)


@transaction.atomic
def list_again(*, batch: ExchangeBatch, containers: list[Container], by: User) -> ExchangeBatch:
    """Where a list is filed, each takes the line with its label from the container that was made
    for that line, which is withdrawn; in a draft it waits for the list to name it."""
    batch = lock(batch)
    require(policies.why_not_list_again(by, batch))
    batch_workflow.require("list", batch.state)
    if not containers:
        raise RuleBroken(Sentence(NONE))
    _require_of_these_sides(batch, containers)
    doubles = _lines_for(batch, containers)
    lines = [double.line_id if double else None for double in doubles]
    leave([double for double in doubles if double], by)
    containers = sorted(containers, key=lambda container: container.pk)
    list_containers_again(containers=containers, holder=batch.sender, by=by)
    BatchPlace.objects.bulk_create(
        BatchPlace(
            batch=batch, container=container, line_id=line, label_key=label_key(container.label)
        )
        for container, line in zip(containers, lines, strict=True)
    )
    keep(batch)
    number = len(containers)
    record("exchanges.containers_listed_again", batch, by=by, containers=number)
    return batch


def came_back(batch: ExchangeBatch) -> dict[ExchangeBatch, list[Container]]:
    """By the earlier batch: containers that did not pass there, and whose labels stand on this
    batch's list. A label is never a key, so these are offered to a person and nothing is done."""
    waiting = _free(batch)
    offered: dict[ExchangeBatch, list[Container]] = defaultdict(list)
    seen: set[int] = set()
    for place in _earlier(batch, set(waiting)):
        if waiting[place.label_key] and place.container_id not in seen:
            waiting[place.label_key].pop(0)
            seen.add(place.container_id)
            offered[place.batch].append(place.container)
    return dict(offered)


def _earlier(batch: ExchangeBatch, labels: set[str]):
    """Places between these two sides that ended without passing, the latest first."""
    if not labels:
        return []
    ended = BatchPlace.objects.filter(
        label_key__in=labels,
        left_at__isnull=False,
        container__state__in=CAME_BACK,
        batch__sender__party=batch.sender.party_id,
        batch__receiver__party=batch.receiver.party_id,
    ).exclude(batch=batch)
    return ended.select_related("batch", "container").order_by("-left_at", "pk")


def _free(batch: ExchangeBatch) -> dict[str, list[BatchPlace]]:
    """By label, in the order of the list: places whose containers are known from here alone."""
    elsewhere = BatchPlace.objects.exclude(batch=batch)
    rows = batch.places.filter(left_at=None, outcome="", line__isnull=False).exclude(label_key="")
    rows = rows.exclude(container__in=elsewhere.values("container"))
    found: dict[str, list[BatchPlace]] = defaultdict(list)
    for place in rows.order_by("pk"):
        found[place.label_key].append(place)
    return found


def _lines_for(batch: ExchangeBatch, containers: list[Container]) -> list[BatchPlace | None]:
    """In the order of their keys: the place each of them takes over; none in a draft."""
    free = _free(batch)
    taken: list[BatchPlace | None] = []
    for container in sorted(containers, key=lambda one: one.pk):
        key = label_key(container.label)
        if not key:
            raise RuleBroken(Sentence(NO_LABEL, {"container": str(container)}))
        if batch.state == BatchState.DRAFT:
            taken.append(None)
        elif free[key]:
            taken.append(free[key].pop(0))
        else:
            said = {"batch": str(batch), "container": str(container), "label": container.label}
            raise RuleBroken(Sentence(NO_LINE, said))
    return taken


def _require_of_these_sides(batch: ExchangeBatch, containers: list[Container]) -> None:
    between = BatchPlace.objects.filter(
        container__in=containers,
        batch__sender__party=batch.sender.party_id,
        batch__receiver__party=batch.receiver.party_id,
    )
    known = set(between.values_list("container", flat=True))
    for container in containers:
        if container.pk not in known:
            raise RuleBroken(Sentence(NOT_THEIRS, {"container": str(container)}))
