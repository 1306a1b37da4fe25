"""An agency keeps its storage: units are added, changed, closed, and emptied into one another."""

from datetime import datetime
from typing import Any

from django.db import transaction

from cases.models import Container, PersonalEffect, RemainsCase, StorageUnit
from cases.operations.custody import Circumstances
from cases.operations.storing import store_cases, store_containers
from cases.policies import storage as policies
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.locking import lock
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NOT_EMPTY = gettext_noop(
    "%(number)s containers or cases lie in %(unit)s. Move them first; then it can be closed."
)
EFFECTS_LIE = gettext_noop(
    "%(number)s personal effects lie in %(unit)s. Their custodian puts them elsewhere first."
)
SAME = gettext_noop("Choose another storage unit than the one that is emptied.")
NOTHING = gettext_noop("Nothing lies in %(unit)s.")
STAYS_A_GRAVE = gettext_noop("Remains lie in this grave; it stays a grave while they do.")


@transaction.atomic
def open_unit(*, by: User, **said: Any) -> StorageUnit:
    """A room, a shelf, a grave: `said` are its fields."""
    require(policies.why_not_open_unit(by))
    unit = StorageUnit(agency=by.home, **said)
    unit.save()
    record("cases.unit_opened", unit, by=by, unit=str(unit.kind))
    return unit


@transaction.atomic
def change_unit(*, unit: StorageUnit, by: User, **said: Any) -> StorageUnit:
    unit = lock(unit)
    require(policies.why_not_keep_unit(by, unit))
    was_grave = unit.is_grave
    for name, value in said.items():
        setattr(unit, name, value)
    if was_grave != unit.is_grave and _lying_in(unit):
        raise RuleBroken(Sentence(STAYS_A_GRAVE))
    keep(unit)
    record("cases.unit_changed", unit, by=by)
    return unit


@transaction.atomic
def close_unit(*, unit: StorageUnit, by: User) -> StorageUnit:
    unit = lock(unit)
    require(policies.why_not_close_unit(by, unit))
    if number := _lying_in(unit):
        raise RuleBroken(Sentence(NOT_EMPTY, {"number": number, "unit": unit.name}))
    if number := PersonalEffect.objects.filter(storage_unit=unit).count():
        raise RuleBroken(Sentence(EFFECTS_LIE, {"number": number, "unit": unit.name}))
    unit.is_active = False
    keep(unit)
    record("cases.unit_closed", unit, by=by)
    return unit


@transaction.atomic
def reopen_unit(*, unit: StorageUnit, by: User) -> StorageUnit:
    unit = lock(unit)
    require(policies.why_not_reopen_unit(by, unit))
    unit.is_active = True
    keep(unit)
    record("cases.unit_reopened", unit, by=by)
    return unit


@transaction.atomic
def move_all(
    *,
    unit: StorageUnit,
    to: StorageUnit,
    by: User,
    circumstances: Circumstances,
    occurred_at: datetime | None = None,
) -> int:
    """Everything that lies in one unit is put in another: a refrigerator that failed. Returns how
    many; one that may not move is named, and nothing is moved."""
    require(policies.why_not_move_all(by, unit))
    if to.pk == unit.pk:
        raise RuleBroken(Sentence(SAME))
    containers = list(Container.objects.filter(storage_unit=unit).lying())
    cases = list(RemainsCase.objects.filter(storage_unit=unit).lying())
    if not (containers or cases):
        raise RuleBroken(Sentence(NOTHING, {"unit": unit.name}))
    said = Circumstances(**(vars(circumstances) | {"storage_unit": to}))
    if containers:
        store_containers(containers=containers, by=by, circumstances=said, occurred_at=occurred_at)
    if cases:
        store_cases(cases=cases, by=by, circumstances=said, occurred_at=occurred_at)
    return len(containers) + len(cases)


def _lying_in(unit: StorageUnit) -> int:
    containers = Container.objects.filter(storage_unit=unit).lying()
    return containers.count() + RemainsCase.objects.filter(storage_unit=unit).lying().count()
