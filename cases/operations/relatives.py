"""Relatives of somebody sought: who they are, in which order, and what they wish."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Max

from cases.models import MissingPerson, PassedOver, Relative
from cases.models.relative import PassingReason
from cases.operations.taking_back import take_back
from cases.policies import relatives as policies
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NO_NAME = gettext_noop("Give the name of the relative.")
NO_REASON = gettext_noop("Say why; the next of kin is decided by it.")
NOT_OF_RECORD = gettext_noop("This relative does not belong to this record.")
OTHERS = gettext_noop("Name every relative of this record once, in the new order.")


class Said(TypedDict, total=False):
    """What is kept of a relative; what is not named is not known."""

    name: str
    kinship: str
    language: str
    later_parts: str
    told_how: str
    note: str


FIELDS = tuple(Said.__annotations__)


@transaction.atomic
def add_relative(*, person: MissingPerson, by: User, **said: Unpack[Said]) -> Relative:
    """At the end of the order."""
    person = lock(person)
    require(policies.why_not_keep(by, person))
    last = person.relatives.aggregate(last=Max("order"))["last"] or 0
    relative = Relative(person=person, order=last + 1, recorded_by=by, recorded_at=now())
    _write(relative, said)
    relative.save()
    keep(person)
    record("cases.relative_added", person, by=by, relative=relative.pk)
    return relative


@transaction.atomic
def correct_relative(
    *, person: MissingPerson, relative: Relative, by: User, **said: Unpack[Said]
) -> Relative:
    """Also what the relative wishes. The event names the fields, never what stood in them."""
    person, relative = lock_relative(person, relative, by)
    before = [getattr(relative, field) for field in FIELDS]
    _write(relative, said)
    changed = [f for f, was in zip(FIELDS, before, strict=True) if getattr(relative, f) != was]
    if changed:
        relative.save()
        keep(person)
        record("cases.relative_corrected", person, by=by, relative=relative.pk, changed=changed)
    return relative


@transaction.atomic
def order_relatives(
    *, person: MissingPerson, relatives: Sequence[Relative], by: User
) -> list[Relative]:
    """All of them, as next of kin in order."""
    person = lock(person)
    require(policies.why_not_keep(by, person))
    places = {relative.pk: place for place, relative in enumerate(relatives, start=1)}
    locked = lock_each(person.relatives.all())
    if not places or sorted(places) != [row.pk for row in locked] or len(places) != len(relatives):
        raise RuleBroken(Sentence(OTHERS))
    for row in locked:
        row.order = places[row.pk]
        row.save()
    keep(person)
    first, order = relatives[0].pk, list(places)
    record("cases.relatives_ordered", person, by=by, relative=first, order=order)
    return sorted(locked, key=lambda row: row.order)


@transaction.atomic
def pass_over(
    *, person: MissingPerson, relative: Relative, because: str, note: str, by: User
) -> PassedOver:
    """From now on the next in order is the next of kin."""
    person, relative = lock_relative(person, relative, by)
    require(policies.why_not_pass_over(by, relative))
    if not note.strip():
        raise RuleBroken(Sentence(NO_REASON))
    passed = PassedOver.objects.create(
        relative=relative,
        because=PassingReason(because),
        note=note.strip(),
        passed_by=by,
        passed_at=now(),
    )
    keep(person)
    record("cases.relative_passed_over", person, by=by, relative=relative.pk, why=str(because))
    return passed


@transaction.atomic
def consider_again(
    *, person: MissingPerson, relative: Relative, because: str, by: User
) -> Relative:
    """Found again, or able to decide again: back in the old place of the order."""
    person, relative = lock_relative(person, relative, by)
    require(policies.why_not_consider_again(by, relative))
    take_back(relative.passings.standing().get(), because, by)
    keep(person)
    record("cases.relative_considered_again", person, by=by, relative=relative.pk)
    return relative


def lock_relative(
    person: MissingPerson, relative: Relative, by: User
) -> tuple[MissingPerson, Relative]:
    """The record as it was read, and a relative of it or of one merged into it."""
    person = lock(person)
    relative = lock_each([relative])[0]
    require(policies.why_not_keep_relative(by, relative))
    if person.pk not in (relative.person_id, relative.person.merged_into_id):
        raise RuleBroken(Sentence(NOT_OF_RECORD))
    return person, relative


def _write(relative: Relative, said: Said) -> None:
    for field in FIELDS:
        setattr(relative, field, " ".join(said.get(field, "").split()))  # type: ignore[attr-defined]
    if not relative.name:
        raise RuleBroken(Sentence(NO_NAME))
