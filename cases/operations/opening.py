"""A container is opened, and what is in it gets numbers of its own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from cases.models import Container, RemainsCase
from cases.models.custody import CustodyKind
from cases.models.remains import RemainsKind
from cases.operations.custody import Circumstances, record_custody
from cases.operations.lines import lock_with_places, require_each
from cases.operations.reacting import Moment, tell
from cases.policies import held as policies
from cases.states import container_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock
from repatriation.ledger.numbering import next_references
from repatriation.ledger.versions import keep, keep_each
from repatriation.ledger.writing import record, record_each

TOO_MANY = gettext_noop("At most %(most)s cases are numbered at once; you gave %(given)s.")
WHY_AGAIN = gettext_noop("Say why it is opened again: what was overlooked.")
MOST = 200  # of one container


@dataclass(frozen=True)
class Opening:
    """A container, and what is seen in it."""

    container: Container
    remains: list[RemainsKind]


@transaction.atomic
def open_container(
    *,
    container: Container,
    remains: list[RemainsKind],
    by: User,
    circumstances: Circumstances,
    occurred_at: datetime | None = None,
) -> list[RemainsCase]:
    """Open it and number what is seen; anything without anatomical connection has its own
    number. An empty list is an answer too. Returns the new cases."""
    container = _change(container, "open", by, circumstances, occurred_at, CustodyKind.OPENED)
    is_late = circumstances.is_late
    record("cases.container_opened", container, by=by, occurred_at=occurred_at, is_late=is_late)
    return _number([Opening(container, remains)], by, circumstances, occurred_at)


@transaction.atomic
def open_containers(
    *,
    openings: list[Opening],
    by: User,
    circumstances: Circumstances,
    occurred_at: datetime | None = None,
) -> list[RemainsCase]:
    """What was opened at one table in one go, entered together. Returns the new cases."""
    seen = {opening.container.pk: opening.remains for opening in openings}
    containers = lock_with_places([opening.container for opening in openings])
    _change_each("open", containers, CustodyKind.OPENED, by, circumstances, occurred_at)
    _record_each("cases.container_opened", containers, by, circumstances, occurred_at)
    opened = [Opening(container, seen[container.pk]) for container in containers]
    return _number(opened, by, circumstances, occurred_at)


def open_each(
    *, containers: list[Container], remains: list[RemainsKind], by: User, **said: Any
) -> list[RemainsCase]:
    """Many that hold the same: one body in each, most of the time."""
    return open_containers(openings=[Opening(one, remains) for one in containers], by=by, **said)


@transaction.atomic
def number_remains(
    *,
    container: Container,
    remains: list[RemainsKind],
    by: User,
    circumstances: Circumstances,
    occurred_at: datetime | None = None,
) -> list[RemainsCase]:
    """Further remains from a container that is still open."""
    container = lock(container)
    require(policies.why_not_open(by, container))
    container_workflow.require("number", container.state)
    keep(container)
    return _number([Opening(container, remains)], by, circumstances, occurred_at)


@transaction.atomic
def empty_container(
    *,
    container: Container,
    by: User,
    circumstances: Circumstances = Circumstances(),  # noqa: B008  frozen
    occurred_at: datetime | None = None,
) -> Container:
    """Nothing is left in it."""
    container = _change(container, "empty", by, circumstances, occurred_at, CustodyKind.EMPTIED)
    is_late = circumstances.is_late
    record("cases.container_emptied", container, by=by, occurred_at=occurred_at, is_late=is_late)
    tell(Moment.EMPTIED, [container], by)
    return container


@transaction.atomic
def open_again(
    *,
    container: Container,
    by: User,
    circumstances: Circumstances,
    occurred_at: datetime | None = None,
) -> Container:
    """Something was overlooked. The note says what; what is found is numbered as before."""
    if not circumstances.note.strip():
        raise RuleBroken(Sentence(WHY_AGAIN))
    container = _change(container, "open_again", by, circumstances, occurred_at, CustodyKind.OPENED)
    is_late = circumstances.is_late
    record(
        "cases.container_opened_again", container, by=by, occurred_at=occurred_at, is_late=is_late
    )
    return container


@transaction.atomic
def empty_containers(
    *,
    containers: list[Container],
    by: User,
    circumstances: Circumstances = Circumstances(),  # noqa: B008  frozen
    occurred_at: datetime | None = None,
) -> list[Container]:
    """Nothing is left in any of them: what was opened in a day is put out in one."""
    containers = lock_with_places(containers)
    _change_each("empty", containers, CustodyKind.EMPTIED, by, circumstances, occurred_at)
    _record_each("cases.container_emptied", containers, by, circumstances, occurred_at)
    tell(Moment.EMPTIED, containers, by)
    return containers


def _change(container, verb: str, by: User, circumstances, occurred_at, kind) -> Container:
    container = lock(container)
    require(policies.why_not_open(by, container))
    move = container_workflow.require(verb, container.state)
    record_custody(kind, [container], by=by, occurred_at=occurred_at, circumstances=circumstances)
    container.state = move.target
    keep(container)
    return container


def _change_each(
    verb: str, containers: list[Container], kind: CustodyKind, by: User, circumstances, occurred_at
) -> None:
    require_each(
        containers,
        policy=lambda container: policies.why_not_open(by, container),
        workflow=container_workflow,
        verb=verb,
    )
    record_custody(kind, containers, by=by, occurred_at=occurred_at, circumstances=circumstances)
    for container in containers:
        container.state = container_workflow.require(verb, container.state).target
    keep_each(containers, ["state", "storage_unit"])


def _record_each(event: str, things: list, by: User, circumstances, occurred_at, **more) -> None:
    is_late = circumstances.is_late
    record_each(event, things, by=by, occurred_at=occurred_at, is_late=is_late, **more)


def _number(openings: list[Opening], by: User, circumstances, occurred_at) -> list[RemainsCase]:
    given = max((len(opening.remains) for opening in openings), default=0)
    if given > MOST:
        raise RuleBroken(Sentence(TOO_MANY, {"most": MOST, "given": given}))
    at = occurred_at or now()
    seen = [(opening.container, kind) for opening in openings for kind in opening.remains]
    cases = [
        RemainsCase(
            reference=number,
            kind=kind,
            container=container,
            custodian_id=container.custodian_id,
            responsible_id=container.responsible_id,
            storage_unit_id=container.storage_unit_id,
            numbered_by=by,
            numbered_at=at,
        )
        for number, (container, kind) in zip(
            next_references("RC", len(seen), at), seen, strict=True
        )
    ]
    RemainsCase.objects.bulk_create(cases, batch_size=1000)
    record_custody(
        CustodyKind.NUMBERED, cases, by=by, occurred_at=occurred_at, circumstances=circumstances
    )
    _record_each(
        "cases.case_numbered",
        cases,
        by,
        circumstances,
        occurred_at,
        details=lambda case: {"container": case.container_id, "remains": str(case.kind)},
    )
    return cases
