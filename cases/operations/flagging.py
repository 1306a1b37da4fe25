"""Flags beside the state: opened with a reason, lifted with a reason, by a person each time."""

from datetime import datetime
from typing import Any

from django.db import transaction

from cases.models import Container, Flag, RemainsCase
from cases.models.custody import CustodyKind
from cases.models.flag import FlagKind
from cases.operations.custody import Circumstances, record_custody
from cases.policies import beside as policies
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NO_REASON = gettext_noop("Say why, and how you know.")
NO_ORDER = gettext_noop("Give the number of the legal authority's order.")
NO_PLACE = gettext_noop("Say where it was found: a storage unit, or a place.")
ARRIVED = "received where it arrived"
Thing = Container | RemainsCase


@transaction.atomic
def report_missing(
    *,
    thing: Thing,
    reason: str,
    by: User,
    circumstances: Circumstances = Circumstances(),  # noqa: B008  frozen
    occurred_at: datetime | None = None,
) -> Thing:
    """An incident, never a deletion: whoever held it last answers for it."""
    thing = lock(thing)
    require(policies.why_not_miss(by, thing))
    record_custody(
        CustodyKind.MISSED, [thing], by=by, occurred_at=occurred_at, circumstances=circumstances
    )
    _open(thing, FlagKind.MISSING, reason, by)
    return thing


@transaction.atomic
def report_found(
    *,
    thing: Thing,
    because: str,
    by: User,
    circumstances: Circumstances,
    occurred_at: datetime | None = None,
) -> Thing:
    """Where it was found is where it lies from now on."""
    thing = lock(thing)
    require(policies.why_not_find(by, thing))
    unit = circumstances.storage_unit
    if not (unit or circumstances.place.strip()):
        raise RuleBroken(Sentence(NO_PLACE))
    if unit and (unit.agency_id != by.agency_id or not unit.is_active):
        raise RuleBroken(Sentence(NO_PLACE))
    record_custody(
        CustodyKind.FOUND, [thing], by=by, occurred_at=occurred_at, circumstances=circumstances
    )
    _lift(thing, FlagKind.MISSING, because, by)
    return thing


@transaction.atomic
def place_hold(*, thing: Thing, order: str, reason: str, by: User) -> Thing:
    """Nothing under a hold is released, or closed, before the authority lifts it."""
    thing = lock(thing)
    require(policies.why_not_hold(by, thing))
    if not order.strip():
        raise RuleBroken(Sentence(NO_ORDER))
    _open(thing, FlagKind.LEGAL_HOLD, reason, by, order=order.strip())
    return thing


@transaction.atomic
def lift_hold(*, thing: Thing, because: str, by: User) -> Thing:
    thing = lock(thing)
    require(policies.why_not_lift_hold(by, thing))
    _lift(thing, FlagKind.LEGAL_HOLD, because, by)
    return thing


@transaction.atomic
def quarantine_case(*, case: RemainsCase, reason: str, by: User) -> RemainsCase:
    case = lock(case)
    require(policies.why_not_quarantine(by, case))
    _open(case, FlagKind.QUARANTINE, reason, by)
    return case


@transaction.atomic
def lift_quarantine(*, case: RemainsCase, because: str, by: User) -> RemainsCase:
    case = lock(case)
    require(policies.why_not_lift_quarantine(by, case))
    _lift(case, FlagKind.QUARANTINE, because, by)
    return case


def found_by_arriving(things: list[Any], by: User) -> None:
    """Whoever receives what was recorded as missing has found it: nothing at the door is refused.
    The caller has locked them, and saves its own fields."""
    for thing in things:
        if FlagKind.MISSING in thing.flags:
            _close(thing, FlagKind.MISSING, ARRIVED, by)
            thing.save(update_fields=["flags"])
            record("cases.flag_lifted", thing, by=by, flag=str(FlagKind.MISSING))


def _open(thing: Any, kind: FlagKind, reason: str, by: User, **more: str) -> None:
    if not reason.strip():
        raise RuleBroken(Sentence(NO_REASON))
    Flag.objects.create(
        **{thing.custody_field: thing},
        kind=kind,
        reason=reason.strip(),
        opened_by=by,
        opened_at=now(),
        **more,
    )
    thing.flags = sorted({*thing.flags, str(kind)})
    keep(thing)
    record("cases.flag_opened", thing, by=by, flag=str(kind))


def _lift(thing: Any, kind: FlagKind, because: str, by: User) -> None:
    if not because.strip():
        raise RuleBroken(Sentence(NO_REASON))
    _close(thing, kind, because.strip(), by)
    keep(thing)
    record("cases.flag_lifted", thing, by=by, flag=str(kind))


def _close(thing: Any, kind: FlagKind, because: str, by: User) -> None:
    flag = Flag.objects.of(thing).open().get(kind=kind)
    flag.lifted_by, flag.lifted_at, flag.lifted_because = by, now(), because
    flag.save()
    thing.flags = [shown for shown in thing.flags if shown != kind]
