"""Personal effects are held as evidence, leave the house, are destroyed, and come back."""

from typing import Any

from django.db import transaction

from cases.models import PersonalEffect, StorageUnit
from cases.models.container import Hazard
from cases.models.effect_event import EffectAct
from cases.models.release import ReleaseTo
from cases.operations.effect_acts import NOW, When, done, leave, put_away
from cases.policies import effects as policies
from cases.states import effect_workflow
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.locking import lock, lock_each

NO_ORDER = gettext_noop("Give the number of the legal authority’s order.")
NO_RECEIPT = gettext_noop("Give the number of the receipt, and who received it.")
BEFORE_THE_RELEASE = gettext_noop(
    "Effects follow the remains: this is said to have happened before they were released. "
    "Check the date and time."
)


@transaction.atomic
def hold_effect(*, effect: PersonalEffect, order: str, note: str, by: User) -> PersonalEffect:
    """Nothing under an evidence hold leaves the house, or is destroyed."""
    effect = lock(effect)
    require(policies.why_not_hold(by, effect))
    if not order.strip():
        raise RuleBroken(Sentence(NO_ORDER))
    effect.hold_order = order.strip()
    return done(effect, EffectAct.HELD, by, NOW, order=order, note=note)


@transaction.atomic
def lift_hold_of_effect(*, effect: PersonalEffect, note: str, by: User) -> PersonalEffect:
    effect = lock(effect)
    require(policies.why_not_lift(by, effect))
    order, effect.hold_order = effect.hold_order, ""
    return done(effect, EffectAct.LIFTED, by, NOW, order=order, note=note)


@transaction.atomic
def give_to_family(
    *,
    effect: PersonalEffect,
    receipt: str,
    receiver: str,
    witness: User,
    by: User,
    when: When = NOW,
) -> PersonalEffect:
    """To those who received the remains; with a receipt of its own."""
    effect = _locked_with_its_case(effect)
    require(policies.why_not_keeper(by, effect))
    effect_workflow.require("give_to_family", effect.state)
    require(policies.why_not_give(by, effect))
    return _after_release(
        effect, "give_to_family", EffectAct.TO_FAMILY, by, when,
        receipt=receipt, receiver=receiver, witness=witness,
    )  # fmt: skip


@transaction.atomic
def return_with_remains(
    *,
    effect: PersonalEffect,
    receipt: str,
    receiver: str,
    witness: User,
    by: User,
    when: When = NOW,
) -> PersonalEffect:
    """To the other party, which received the remains."""
    effect = _locked_with_its_case(effect)
    require(policies.why_not_keeper(by, effect))
    effect_workflow.require("return_with_remains", effect.state)
    require(policies.why_not_return(by, effect))
    return _after_release(
        effect, "return_with_remains", EffectAct.RETURNED, by, when,
        receipt=receipt, receiver=receiver, witness=witness,
    )  # fmt: skip


@transaction.atomic
def send_to_bureau(
    *,
    effect: PersonalEffect,
    bureau: Agency,
    receipt: str,
    witness: User,
    by: User,
    when: When = NOW,
) -> PersonalEffect:
    """To the information bureau of the own side, which sends it to the other's."""
    effect = lock(effect)
    require(policies.why_not_keeper(by, effect))
    effect_workflow.require("send_to_bureau", effect.state)
    require(policies.why_not_send(by, effect))
    require(policies.why_not_send_to(bureau, by))
    said = {"receipt": receipt, "receiver": str(bureau), "witness": witness}
    return _left(effect, "send_to_bureau", EffectAct.TO_BUREAU, by, when, **said)


@transaction.atomic
def destroy_effect(
    *,
    effect: PersonalEffect,
    hazard: Hazard | str,
    note: str,
    witness: User,
    by: User,
    when: When = NOW,
) -> PersonalEffect:
    """By an explosives officer before a second person. It may have been seen only later that this
    is a hazard; nothing else is a reason to destroy it."""
    effect = lock(effect)
    require(policies.why_not_officer(by, effect))
    effect_workflow.require("destroy", effect.state)
    require(policies.why_not_destroy(by, effect))
    effect.hazard = hazard
    leave(effect, "destroy")
    return done(effect, EffectAct.DESTROYED, by, when, note=note, witness=witness)


@transaction.atomic
def take_back_effect(
    *,
    effect: PersonalEffect,
    note: str,
    by: User,
    storage_unit: StorageUnit | None = None,
    place: str = "",
    when: When = NOW,
) -> PersonalEffect:
    """Given wrongly, refused, or sent back: under the same number, and to a place at once."""
    effect = lock(effect)
    require(policies.why_not_keeper(by, effect))
    effect.state = effect_workflow.require("take_back", effect.state).target
    put_away(effect, storage_unit, place, by)
    effect.keeper = by
    return done(effect, EffectAct.BACK, by, when, note=note)


def _locked_with_its_case(effect: PersonalEffect) -> PersonalEffect:
    """So that the remains are not taken back at the same moment."""
    lock_each([effect.case] if effect.case else [])
    return lock(effect)


def _after_release(
    effect: PersonalEffect, verb: str, act: EffectAct, by: User, when: When, **said: Any
) -> PersonalEffect:
    to = ReleaseTo.FAMILY if act == EffectAct.TO_FAMILY else ReleaseTo.OTHER_PARTY
    release = policies.release_to(effect, to)
    left_at = release.released_at if release else None
    if left_at and when.occurred_at and when.occurred_at < left_at:
        raise RuleBroken(Sentence(BEFORE_THE_RELEASE))
    return _left(effect, verb, act, by, when, release=release, **said)


def _left(
    effect: PersonalEffect, verb: str, act: EffectAct, by: User, when: When, **said: Any
) -> PersonalEffect:
    if not (said["receipt"].strip() and said["receiver"].strip()):
        raise RuleBroken(Sentence(NO_RECEIPT))
    leave(effect, verb)
    return done(effect, act, by, when, **said)
