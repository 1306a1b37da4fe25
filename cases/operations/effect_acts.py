"""The one place where the custody of a personal effect is written."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cases.models import EffectEvent, PersonalEffect, StorageUnit
from cases.models.effect_event import BY_TWO, WITH_REASON, EffectAct
from cases.operations.custody import require_witness
from cases.policies import effects as policies
from cases.states import effect_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

FUTURE = gettext_noop(
    "This is said to have happened in the future. Nothing was saved; check the date and time."
)
TOO_EARLY = gettext_noop(
    "%(record)s: this is said to have happened before the last recorded act on it. "
    "Check the time, or mark it as entered late."
)
NO_PLACE = gettext_noop("Say where it is: a storage unit of your agency, or a place.")
NO_SECOND = gettext_noop("Two people do this: name the second one.")
NO_REASON = gettext_noop("Say why, and how you know.")


@dataclass(frozen=True)
class When:
    """Without a moment it is now. Late: something later is recorded already."""

    occurred_at: datetime | None = None
    is_late: bool = False


NOW = When()


def leave(effect: PersonalEffect, verb: str) -> None:
    """It lies nowhere with us any more."""
    effect.state = effect_workflow.require(verb, effect.state).target
    effect.storage_unit, effect.place = None, ""


def write_act(effect: PersonalEffect, act: EffectAct, *, by: User, when: When, **said: Any) -> None:
    """Append one act; the caller has locked the effect, and saves it."""
    moment = now()
    at = when.occurred_at or moment
    if at > moment:
        raise RuleBroken(Sentence(FUTURE))
    last = effect.custody.order_by("-seq").first()
    if last and at < _latest(effect) and not when.is_late:
        raise RuleBroken(Sentence(TOO_EARLY, {"record": str(effect)}))
    witness = said.get("witness")
    if act in BY_TWO and witness is None:
        raise RuleBroken(Sentence(NO_SECOND))
    if witness:
        require(policies.why_not_witness(by, witness))
        require_witness(witness, by)
    said = {name: one.strip() if isinstance(one, str) else one for name, one in said.items()}
    if act in WITH_REASON and not said.get("note"):
        raise RuleBroken(Sentence(NO_REASON))
    EffectEvent.objects.create(
        effect=effect,
        seq=last.seq + 1 if last else 1,
        act=act,
        agency_id=effect.agency_id,
        storage_unit_id=effect.storage_unit_id,
        place=effect.place,
        is_late=when.is_late,
        occurred_at=at,
        recorded_at=moment,
        recorded_by=by,
        **said,
    )
    record(f"cases.effect_{act}", effect, by=by, occurred_at=at, is_late=when.is_late)


def _latest(effect: PersonalEffect) -> datetime:
    times: list[datetime] = list(effect.custody.values_list("occurred_at", flat=True))
    return max(times)


def done(
    effect: PersonalEffect, act: EffectAct, by: User, when: When, **said: Any
) -> PersonalEffect:
    """The caller has locked it and asked; what it became is saved with the act."""
    write_act(effect, act, by=by, when=when, **said)
    keep(effect)
    return effect


def put_away(effect: PersonalEffect, unit: StorageUnit | None, place: str, by: User) -> None:
    if not (unit or place.strip()):
        raise RuleBroken(Sentence(NO_PLACE))
    unit = lock_each([unit])[0] if unit else None  # whoever closes it waits, or has gone before
    if unit and (unit.agency_id != by.agency_id or not unit.is_active):
        raise RuleBroken(Sentence(NO_PLACE))
    effect.storage_unit, effect.place = unit, place.strip()
