"""Containers come to be known by a handover list, and leave it."""

from datetime import datetime

from django.db import transaction

from cases.models import Container, Packing
from cases.models.custody import CustodyKind
from cases.operations.custody import Circumstances, record_custody
from cases.operations.lines import require_each
from cases.operations.packing import release_packed, return_packed
from cases.policies.packing import why_not_list_again
from cases.states import ContainerState, container_workflow
from repatriation.accounts.models import Agency, User
from repatriation.ledger.adding import add_each
from repatriation.ledger.locking import lock_each
from repatriation.ledger.numbering import next_reference, next_references
from repatriation.ledger.versions import keep, keep_each
from repatriation.ledger.writing import record, record_each


@transaction.atomic
def list_containers(*, lines: list[dict[str, str]], holder: Agency, by: User) -> list[Container]:
    """One container for each line (kind, label, seal), with our own reference; the sender holds
    and answers for it until it is handed over."""
    containers = [
        Container(reference=number, custodian_id=holder.pk, responsible_id=holder.pk, **line)
        for number, line in zip(next_references("CN", len(lines)), lines, strict=True)
    ]
    add_each(containers)
    record_custody(CustodyKind.LISTED, containers, to_holder=holder, by=by)
    record_each("cases.container_listed", containers, by=by)
    return containers


@transaction.atomic
def list_packed(*, containers: list[Container], holder: Agency, by: User) -> list[Container]:
    """What was packed for its return stands on a list; its custody begins there, since where it
    was packed is the own side's affair."""
    containers = lock_each(containers) if containers else []
    require_each(containers, policy=lambda _: None, workflow=container_workflow, verb="list_packed")
    record_custody(CustodyKind.LISTED, containers, to_holder=holder, by=by)
    for container in containers:
        container.state = container_workflow.require("list_packed", container.state).target
    keep_each(containers, ["state", "custodian", "storage_unit"])
    record_each("cases.container_listed", containers, by=by)
    return containers


@transaction.atomic
def withdraw_containers(*, containers: list[Container], by: User) -> list[Container]:
    """What is packed stays packed, and may stand on another list."""
    packed = set(
        Packing.objects.open().filter(container__in=containers).values_list("container", flat=True)
    )
    off = [one for one in containers if one.pk in packed]
    gone = [one for one in containers if one.pk not in packed]
    kind = "cases.container_taken_off_the_list"
    return _leave("take_off_the_list", kind, off, by, None) + _leave(
        "withdraw", "cases.container_withdrawn", gone, by, None
    )


@transaction.atomic
def note_not_presented(
    *, containers: list[Container], by: User, occurred_at: datetime | None = None
) -> list[Container]:
    """Listed, sealed, and not there."""
    kind = "cases.container_not_presented"
    return _leave("not_present", kind, containers, by, occurred_at)


def _leave(verb: str, kind: str, containers, by: User, occurred_at) -> list[Container]:
    containers = lock_each(containers) if containers else []
    require_each(containers, policy=lambda _: None, workflow=container_workflow, verb=verb)
    for container in containers:
        container.state = container_workflow.require(verb, container.state).target
    keep_each(containers, ["state"])
    record_each(kind, containers, by=by, occurred_at=occurred_at)
    return containers


@transaction.atomic
def list_containers_again(
    *, containers: list[Container], holder: Agency, by: User
) -> list[Container]:
    """What did not pass before is listed anew, under the same reference. Where somebody else was
    its last holder, nobody knows how it came to this one: a gap."""
    containers = lock_each(containers) if containers else []
    require_each(
        containers, policy=why_not_list_again, workflow=container_workflow, verb="list_again"
    )
    record_custody(
        CustodyKind.LISTED,
        containers,
        to_holder=holder,
        by=by,
        circumstances=Circumstances(from_holder=holder),
    )
    for container in containers:
        container.state = container_workflow.require("list_again", container.state).target
        container.responsible = holder
    keep_each(containers, ["state", "custodian", "responsible", "storage_unit"])
    record_each("cases.container_listed_again", containers, by=by)
    return containers


@transaction.atomic
def note_refused(
    *, containers: list[Container], giver: Agency, by: User, occurred_at: datetime | None = None
) -> list[Container]:
    """The receiving side does not take it, or gives it back on the spot."""
    kind = "cases.container_refused"
    return _go_back("refuse", kind, CustodyKind.REFUSED, containers, giver, by, occurred_at)


@transaction.atomic
def note_taken_back(
    *,
    containers: list[Container],
    giver: Agency,
    by: User,
    occurred_at: datetime | None = None,
    is_late: bool = False,
) -> list[Container]:
    """It goes home with its sender, who holds it and answers for it again."""
    kind, custody = "cases.container_taken_back", CustodyKind.TAKEN_BACK
    return _go_back("take_back", kind, custody, containers, giver, by, occurred_at, is_late)


def _go_back(
    verb: str, kind: str, custody: CustodyKind, containers, giver, by, occurred_at, is_late=False
) -> list[Container]:
    containers = lock_each(containers) if containers else []
    require_each(containers, policy=lambda _: None, workflow=container_workflow, verb=verb)
    record_custody(
        custody,
        containers,
        to_holder=giver,
        by=by,
        occurred_at=occurred_at,
        circumstances=Circumstances(is_late=is_late),
    )
    for container in containers:
        container.state = container_workflow.require(verb, container.state).target
        container.responsible, container.destined_to = giver, None
    fields = ["state", "custodian", "responsible", "storage_unit", "destined_to"]
    keep_each(containers, fields)
    if custody == CustodyKind.TAKEN_BACK:
        return_packed(containers, by, occurred_at=occurred_at)
    record_each(
        kind,
        containers,
        by=by,
        occurred_at=occurred_at,
        is_late=is_late,
        details=lambda _: {"to": giver.pk},
    )
    return containers


@transaction.atomic
def take_over_containers(
    *,
    containers: list[Container],
    to: Agency,
    by: User,
    circumstances: Circumstances,
    occurred_at: datetime | None = None,
) -> list[Container]:
    """Handed over by the other side: custody and the duty to answer pass to the receiver."""
    containers = lock_each(containers)
    require_each(containers, policy=lambda _: None, workflow=container_workflow, verb="hand_over")
    record_custody(
        CustodyKind.HANDED_OVER,
        containers,
        to_holder=to,
        by=by,
        occurred_at=occurred_at,
        circumstances=circumstances,
    )
    for container in containers:
        container.state = container_workflow.require("hand_over", container.state).target
        container.responsible = to
    keep_each(containers, ["state", "custodian", "responsible", "storage_unit"])
    release_packed(containers, to, by, occurred_at=occurred_at, is_late=circumstances.is_late)
    record_each(
        "cases.container_handed_over",
        containers,
        by=by,
        occurred_at=occurred_at,
        is_late=circumstances.is_late,
        details=lambda _: {"to": to.pk},
    )
    return containers


@transaction.atomic
def reference_on_the_spot(
    *,
    label: str,
    sender: Agency,
    to: Agency,
    by: User,
    circumstances: Circumstances,
    occurred_at: datetime | None = None,
) -> Container:
    """Not on the list, or its label unreadable: it gets our reference and is taken over."""
    container = Container.objects.create(
        reference=next_reference("CN"),
        label=label,
        state=ContainerState.HANDED_OVER,
        custodian=sender,
        responsible=to,
    )
    record_custody(
        CustodyKind.HANDED_OVER,
        [container],
        to_holder=to,
        by=by,
        occurred_at=occurred_at,
        circumstances=circumstances,
    )
    keep(container)
    record(
        "cases.container_referenced",
        container,
        by=by,
        occurred_at=occurred_at,
        is_late=circumstances.is_late,
        to=to.pk,
    )
    return container


@transaction.atomic
def destine_containers(*, containers: list[Container], to: Agency, by: User) -> list[Container]:
    """Sent to a mortuary; custody stays where it is until the mortuary receives."""
    containers = lock_each(containers)
    for container in containers:
        container.destined_to = to
    keep_each(containers, ["destined_to"])
    record_each("cases.container_sent", containers, by=by, details=lambda _: {"to": to.pk})
    return containers
