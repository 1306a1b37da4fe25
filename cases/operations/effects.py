"""Personal effects in the house: recorded, received, stored, sealed, opened, assigned, missing."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from cases.models import Container, Finding, PersonalEffect, RemainsCase, StorageUnit
from cases.models.codes import EffectCondition, EffectKind
from cases.models.container import Hazard
from cases.models.effect_event import EffectAct
from cases.operations.effect_acts import NOW, When, done, leave, put_away, write_act
from cases.policies import effects as policies
from cases.states import effect_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.numbering import next_reference
from repatriation.ledger.writing import record
from repatriation.references import Prefix

NO_DESCRIPTION = gettext_noop("Say what it looks like, so that another person knows it again.")
OTHER_FINDING = gettext_noop("This finding is of another case; choose one of this case.")
NO_SEAL = gettext_noop("Give the number of the sealed packet.")
OTHER_CASE = gettext_noop("%(case)s was not found in %(container)s; choose one that was.")
NOT_THERE = gettext_noop("There is no act %(number)s here that could be corrected.")


@dataclass(frozen=True)
class Described:
    """One thing, or things packed together, in our words; the inscription as it is written."""

    kind: EffectKind
    description: str
    inscription: str = ""
    condition: EffectCondition | str = ""
    hazard: Hazard | str = ""


@transaction.atomic
def record_effect(
    *,
    found_with: RemainsCase | Container,
    described: Described,
    by: User,
    finding: Finding | None = None,
    when: When = NOW,
) -> PersonalEffect:
    """Its custody begins here. Who records it as an effects custodian keeps it at once; what
    others record waits for a custodian to receive it."""
    found_with = lock_each([found_with])[0]
    require(policies.why_not_record(by, found_with))
    if not described.description.strip():
        raise RuleBroken(Sentence(NO_DESCRIPTION))
    case = found_with if isinstance(found_with, RemainsCase) else None
    container = found_with if isinstance(found_with, Container) else None
    if finding and (case is None or finding.examination.case_id != case.pk):
        raise RuleBroken(Sentence(OTHER_FINDING))
    said = {name: str(value).strip() for name, value in asdict(described).items()}
    effect = PersonalEffect.objects.create(
        reference=next_reference(Prefix.EFFECT),
        case=case,
        container=container,
        finding=finding,
        agency=by.home,
        keeper=by if policies.is_custodian(by) else None,
        recorded_by=by,
        recorded_at=now(),
        **said,
    )
    write_act(effect, EffectAct.FOUND, by=by, when=when)
    told: dict[str, Any] = {"effect": effect.pk}
    record("cases.effect_found_with", found_with, by=by, occurred_at=when.occurred_at, **told)
    return effect


@transaction.atomic
def receive_effect(
    *,
    effect: PersonalEffect,
    by: User,
    storage_unit: StorageUnit | None = None,
    place: str = "",
    witness: User | None = None,
    note: str = "",
    when: When = NOW,
) -> PersonalEffect:
    """By an effects custodian, who answers for it from now on."""
    effect = lock(effect)
    require(policies.why_not_receive(by, effect))
    effect.agency, effect.keeper = by.home, by
    put_away(effect, storage_unit, place, by)
    return done(effect, EffectAct.RECEIVED, by, when, witness=witness, note=note)


@transaction.atomic
def store_effect(
    *,
    effect: PersonalEffect,
    by: User,
    storage_unit: StorageUnit | None = None,
    place: str = "",
    when: When = NOW,
) -> PersonalEffect:
    effect = lock(effect)
    require(policies.why_not_keep(by, effect))
    put_away(effect, storage_unit, place, by)
    return done(effect, EffectAct.STORED, by, when)


@transaction.atomic
def seal_effect(
    *, effect: PersonalEffect, packet: str, witness: User, by: User, when: When = NOW
) -> PersonalEffect:
    effect = lock(effect)
    require(policies.why_not_seal(by, effect))
    if not packet.strip():
        raise RuleBroken(Sentence(NO_SEAL))
    effect.packet = packet.strip()
    return done(effect, EffectAct.SEALED, by, when, witness=witness, packet=effect.packet)


@transaction.atomic
def open_packet(
    *, effect: PersonalEffect, note: str, witness: User, by: User, when: When = NOW
) -> PersonalEffect:
    """The number of the broken seal stays in the custody."""
    effect = lock(effect)
    require(policies.why_not_open(by, effect))
    packet, effect.packet = effect.packet, ""
    return done(effect, EffectAct.OPENED, by, when, witness=witness, packet=packet, note=note)


@transaction.atomic
def assign_effect(
    *, effect: PersonalEffect, case: RemainsCase, by: User, note: str = "", when: When = NOW
) -> PersonalEffect:
    """What lay loose in a container belongs to one of the cases that were numbered from it."""
    case = lock_each([case])[0]
    effect = lock(effect)
    require(policies.why_not_assign(by, effect))
    if case.container_id != effect.container_id:
        said = {"case": str(case), "container": str(effect.container)}
        raise RuleBroken(Sentence(OTHER_CASE, said))
    effect.case = case
    effect = done(effect, EffectAct.ASSIGNED, by, when, note=note)
    record("cases.effect_found_with", case, by=by, effect=effect.pk)
    return effect


@transaction.atomic
def lose_effect(*, effect: PersonalEffect, note: str, by: User, when: When = NOW) -> PersonalEffect:
    """Never a deletion: the agency goes on answering for it."""
    effect = lock(effect)
    require(policies.why_not_keeper(by, effect))
    leave(effect, "lose")
    return done(effect, EffectAct.MISSED, by, when, note=note)


@transaction.atomic
def find_effect(
    *,
    effect: PersonalEffect,
    note: str,
    by: User,
    storage_unit: StorageUnit | None = None,
    place: str = "",
    when: When = NOW,
) -> PersonalEffect:
    effect = lock(effect)
    require(policies.why_not_keeper(by, effect))
    effect.state = effect_workflow.require("find", effect.state).target
    put_away(effect, storage_unit, place, by)
    return done(effect, EffectAct.REGAINED, by, when, note=note)


@transaction.atomic
def correct_effect(*, effect: PersonalEffect, number: int, note: str, by: User) -> PersonalEffect:
    """What was recorded stays; what is true instead stands beside it."""
    effect = lock(effect)
    require(policies.why_not_correct(by, effect))
    wrong = effect.custody.exclude(act=EffectAct.CORRECTED).filter(seq=number).first()
    if wrong is None or hasattr(wrong, "correction"):
        raise RuleBroken(Sentence(NOT_THERE, {"number": number}))
    return done(effect, EffectAct.CORRECTED, by, NOW, note=note, corrects=wrong)
