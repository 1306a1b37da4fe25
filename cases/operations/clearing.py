"""An explosives officer says that containers may be opened."""

from datetime import datetime

from django.db import transaction

from cases.models import Container
from cases.models.custody import CustodyKind
from cases.operations.custody import Circumstances, record_custody
from cases.operations.lines import lock_with_places, require_each
from cases.policies import held as policies
from cases.states import container_workflow
from repatriation.accounts.models import User
from repatriation.ledger.versions import keep_each
from repatriation.ledger.writing import record_each


@transaction.atomic
def clear_containers(
    *,
    containers: list[Container],
    by: User,
    circumstances: Circumstances,
    occurred_at: datetime | None = None,
) -> list[Container]:
    containers = lock_with_places(containers)
    require_each(
        containers,
        policy=lambda container: policies.why_not_clear(by, container),
        workflow=container_workflow,
        verb="clear",
    )
    record_custody(
        CustodyKind.CLEARED,
        containers,
        by=by,
        occurred_at=occurred_at,
        circumstances=circumstances,
    )
    for container in containers:
        container.state = container_workflow.require("clear", container.state).target
    keep_each(containers, ["state", "storage_unit"])
    record_each(
        "cases.container_cleared",
        containers,
        by=by,
        occurred_at=occurred_at,
        is_late=circumstances.is_late,
    )
    return containers
