"""A mortuary takes what was handed over or sent to it."""

from datetime import datetime

from django.db import transaction

from cases.models import Container, RemainsCase
from cases.models.custody import CustodyKind
from cases.operations.custody import Circumstances, record_custody
from cases.operations.flagging import found_by_arriving
from cases.operations.lines import require_each
from cases.operations.reacting import Moment, tell
from cases.policies import held as policies
from cases.states import AT_A_MORTUARY, container_workflow
from repatriation.accounts.models import User
from repatriation.ledger.locking import lock_each
from repatriation.ledger.versions import keep_each
from repatriation.ledger.writing import record_each


@transaction.atomic
def receive_containers(
    *,
    containers: list[Container],
    by: User,
    circumstances: Circumstances,
    occurred_at: datetime | None = None,
) -> list[Container]:
    """What was forwarded keeps its state: cleared is cleared."""
    containers = lock_each(containers)
    handed_over = [one for one in containers if one.state not in AT_A_MORTUARY]
    forwarded = [one for one in containers if one.state in AT_A_MORTUARY]
    require_each(
        handed_over,
        policy=lambda container: policies.why_not_receive(by, container),
        workflow=container_workflow,
        verb="receive",
    )
    require_each(forwarded, policy=lambda container: policies.why_not_receive(by, container))
    _take(containers, by, circumstances, occurred_at)
    for container in handed_over:
        container.state = container_workflow.require("receive", container.state).target
    keep_each(containers, ["state", "custodian", "storage_unit", "destined_to"])
    record_each(
        "cases.container_received",
        containers,
        by=by,
        occurred_at=occurred_at,
        is_late=circumstances.is_late,
        details=lambda _: {"agency": by.agency_id},
    )
    tell(Moment.RECEIVED, handed_over, by)
    return containers


@transaction.atomic
def receive_cases(
    *,
    cases: list[RemainsCase],
    by: User,
    circumstances: Circumstances,
    occurred_at: datetime | None = None,
) -> list[RemainsCase]:
    """Remains sent on by another agency; the state of a case does not change by moving it."""
    cases = lock_each(cases)
    require_each(cases, policy=lambda case: policies.why_not_receive(by, case))
    _take(cases, by, circumstances, occurred_at)
    keep_each(cases, ["custodian", "storage_unit", "destined_to"])
    record_each(
        "cases.case_received",
        cases,
        by=by,
        occurred_at=occurred_at,
        is_late=circumstances.is_late,
        details=lambda _: {"agency": by.agency_id},
    )
    return cases


def _take(things, by: User, circumstances: Circumstances, occurred_at) -> None:
    record_custody(
        CustodyKind.RECEIVED,
        things,
        to_holder=by.home,
        by=by,
        occurred_at=occurred_at,
        circumstances=circumstances,
    )
    for thing in things:
        thing.destined_to = None
    found_by_arriving(things, by)
