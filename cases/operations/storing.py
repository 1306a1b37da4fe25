"""Putting remains in a place, and moving them to another. A move never changes the state."""

from datetime import datetime
from typing import Any

from django.db import transaction

from cases.models import Container, RemainsCase, StorageUnit
from cases.models.custody import CustodyKind
from cases.operations.custody import Circumstances, record_custody
from cases.operations.lines import require_each
from cases.policies import held as policies
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop
from repatriation.ledger.locking import lock_each
from repatriation.ledger.versions import keep_each
from repatriation.ledger.writing import record_each

NO_UNIT = gettext_noop("Say in which storage unit this is put.")
NOT_OURS = gettext_noop("%(unit)s is not a storage unit in use by your agency.")


@transaction.atomic
def store_containers(
    *,
    containers: list[Container],
    by: User,
    circumstances: Circumstances,
    occurred_at: datetime | None = None,
) -> list[Container]:
    containers = lock_each(containers)
    require_each(containers, policy=lambda row: policies.why_not_store_container(by, row))
    return _store("cases.container_stored", containers, by, circumstances, occurred_at)


@transaction.atomic
def store_cases(
    *,
    cases: list[RemainsCase],
    by: User,
    circumstances: Circumstances,
    occurred_at: datetime | None = None,
) -> list[RemainsCase]:
    cases = lock_each(cases)
    require_each(cases, policy=lambda row: policies.why_not_store(by, row))
    return _store("cases.case_stored", cases, by, circumstances, occurred_at)


def _store(kind: str, things: list[Any], by: User, circumstances, occurred_at) -> list[Any]:
    unit = circumstances.storage_unit
    _require_own(unit, by)
    record_custody(
        CustodyKind.STORED, things, by=by, occurred_at=occurred_at, circumstances=circumstances
    )
    keep_each(things, ["storage_unit"])
    record_each(
        kind,
        things,
        by=by,
        occurred_at=occurred_at,
        is_late=circumstances.is_late,
        details=lambda _: {"storage_unit": unit.pk},
    )
    return things


def _require_own(unit: StorageUnit | None, by: User) -> None:
    if unit is None:
        raise RuleBroken(Sentence(NO_UNIT))
    if unit.agency_id != by.agency_id or not unit.is_active:
        raise RuleBroken(Sentence(NOT_OURS, {"unit": unit.name}))
