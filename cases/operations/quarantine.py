"""A hazard in a container: it is put aside, and an explosives officer says what became of it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from cases.models import Container
from cases.models.container import Hazard
from cases.models.custody import CustodyKind
from cases.operations.custody import Circumstances, record_custody
from cases.policies import beside as policies
from cases.states import container_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.locking import lock
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NO_ACCOUNT = gettext_noop("Say how the hazard was dealt with.")
NO_HAZARD = gettext_noop("Say what the hazard is.")


@transaction.atomic
def quarantine_container(
    *,
    container: Container,
    hazard: str,
    by: User,
    circumstances: Circumstances = Circumstances(),  # noqa: B008  frozen
    occurred_at: datetime | None = None,
) -> Container:
    """Whenever it is found: before clearing, after it, or when it stands open."""
    container = lock(container)
    require(policies.why_not_quarantine(by, container))
    move = container_workflow.require("quarantine", container.state)
    if hazard not in Hazard.values:
        raise RuleBroken(Sentence(NO_HAZARD))
    record_custody(
        CustodyKind.QUARANTINED,
        [container],
        by=by,
        occurred_at=occurred_at,
        circumstances=circumstances,
    )
    container.state, container.hazard = move.target, hazard
    keep(container)
    when: dict[str, Any] = {"occurred_at": occurred_at, "is_late": circumstances.is_late}
    record("cases.container_quarantined", container, by=by, hazard=str(hazard), **when)
    return container


@transaction.atomic
def neutralise_container(
    *,
    container: Container,
    by: User,
    circumstances: Circumstances,
    occurred_at: datetime | None = None,
) -> Container:
    """It may be opened, as after any clearing. The note says how it was dealt with."""
    container = lock(container)
    require(policies.why_not_neutralise(by, container))
    move = container_workflow.require("neutralise", container.state)
    if not circumstances.note.strip():
        raise RuleBroken(Sentence(NO_ACCOUNT))
    record_custody(
        CustodyKind.NEUTRALISED,
        [container],
        by=by,
        occurred_at=occurred_at,
        circumstances=circumstances,
    )
    container.state = move.target
    keep(container)
    when: dict[str, Any] = {"occurred_at": occurred_at, "is_late": circumstances.is_late}
    record("cases.container_neutralised", container, by=by, **when)
    return container
