"""Putting remains in a place, and moving them to another. A move never changes the state."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from cases.models import Container, RemainsCase, StorageUnit
from cases.models.custody import CustodyKind
from cases.operations.custody import NO_PERMIT, Circumstances, record_custody
from cases.operations.lines import lock_with_places, require_each
from cases.policies import held as policies
from cases.policies.storage import why_not_exhume
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop
from repatriation.ledger.versions import keep_each
from repatriation.ledger.writing import record, record_each

NO_UNIT = gettext_noop("Say in which storage unit this is put.")
EVENTS = {
    "container stored": "cases.container_stored",
    "container buried": "cases.container_buried",
    "container exhumed": "cases.container_exhumed",
    "case stored": "cases.case_stored",
    "case buried": "cases.case_buried",
    "case exhumed": "cases.case_exhumed",
}
GRAVE_TO_GRAVE = gettext_noop("Say where they are examined; another burial is a move of its own.")
NOT_OURS = gettext_noop("%(unit)s is not a storage unit in use by your agency.")


@transaction.atomic
def store_containers(
    *,
    containers: list[Container],
    by: User,
    circumstances: Circumstances,
    occurred_at: datetime | None = None,
) -> list[Container]:
    containers = lock_with_places(containers)
    require_each(containers, policy=lambda row: policies.why_not_store_container(by, row))
    return _store(containers, by, circumstances, occurred_at)


@transaction.atomic
def store_cases(
    *,
    cases: list[RemainsCase],
    by: User,
    circumstances: Circumstances,
    occurred_at: datetime | None = None,
) -> list[RemainsCase]:
    cases = lock_with_places(cases)
    require_each(cases, policy=lambda row: policies.why_not_store(by, row))
    return _store(cases, by, circumstances, occurred_at)


@transaction.atomic
def exhume(
    *,
    things: list[Any],
    permit: str,
    permit_by: str,
    by: User,
    circumstances: Circumstances,
    occurred_at: datetime | None = None,
) -> list[Any]:
    """Containers, or cases, are taken out of their graves under the legal authority's permit.
    Where they are put may be said at once, or when they are stored."""
    things = lock_with_places(things)
    require_each(things, policy=lambda row: why_not_exhume(by, row))
    if not (permit.strip() and permit_by.strip()):
        raise RuleBroken(Sentence(NO_PERMIT))
    unit = circumstances.storage_unit
    if unit:
        _require_own(unit, by)
        if unit.is_grave:
            raise RuleBroken(Sentence(GRAVE_TO_GRAVE))
    said = replace(circumstances, permit=permit.strip(), permit_by=permit_by.strip())
    record_custody(CustodyKind.EXHUMED, things, by=by, occurred_at=occurred_at, circumstances=said)
    keep_each(things, ["storage_unit"])
    _record_each("exhumed", things, by, circumstances, occurred_at)
    if unit:
        _tell_if_overfull(unit, by)
    return things


def _store(things: list[Any], by: User, circumstances, occurred_at) -> list[Any]:
    """In a grave it is buried: an interim burial is storage, and ends by an exhumation alone."""
    unit = _require_own(circumstances.storage_unit, by)
    kind = CustodyKind.BURIED if unit.is_grave else CustodyKind.STORED
    record_custody(kind, things, by=by, occurred_at=occurred_at, circumstances=circumstances)
    keep_each(things, ["storage_unit"])
    verb, more = ("buried" if unit.is_grave else "stored"), {"storage_unit": unit.pk}
    _record_each(verb, things, by, circumstances, occurred_at, **more)
    _tell_if_overfull(unit, by)
    return things


def _record_each(
    verb: str, things: list[Any], by, circumstances, occurred_at, **more: object
) -> None:
    if things:
        record_each(
            EVENTS[f"{things[0].custody_field} {verb}"],
            things,
            by=by,
            occurred_at=occurred_at,
            is_late=circumstances.is_late,
            details=lambda _: more,
        )


def _require_own(unit: StorageUnit | None, by: User) -> StorageUnit:
    if unit is None:
        raise RuleBroken(Sentence(NO_UNIT))
    if unit.agency_id != by.agency_id or not unit.is_active:
        raise RuleBroken(Sentence(NOT_OURS, {"unit": unit.name}))
    return unit


def _tell_if_overfull(unit: StorageUnit, by: User) -> None:
    """Where remains lie is recorded however full it is; too full is a fact of its own."""
    if unit.capacity is None:
        return
    stored = StorageUnit.objects.with_stored().values_list("stored", flat=True).get(pk=unit.pk)
    if stored > unit.capacity:
        record("cases.unit_overfull", unit, by=by, stored=stored, capacity=unit.capacity)
