"""What is told of somebody sought: further names, features, and who told what."""

from datetime import date
from typing import Any

from django.db import transaction

from cases.models import MissingPerson, PersonFeature, PersonName, PersonSource, Relative
from cases.models.told import NameKind
from cases.operations.names import script_of, write_names
from cases.operations.taking_back import take_back
from cases.policies import persons as policies
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now, today
from repatriation.ledger.locking import lock
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NO_NAME = gettext_noop("Give the surname or the given name, as it is written.")
PRINCIPAL = gettext_noop("The principal name is corrected on the record itself.")
NO_ACCOUNT = gettext_noop("Say what was told.")
NOBODY = gettext_noop("Say who told it: a relative of the record, or somebody else by name.")
TOLD_LATER = gettext_noop("It was told in the future; check the date.")
NOT_OF_RECORD = gettext_noop("This does not belong to this record.")


@transaction.atomic
def add_name(
    *,
    person: MissingPerson,
    kind: str,
    by: User,
    surname: str = "",
    given_name: str = "",
    patronymic: str = "",
    script: str = "",
) -> PersonName:
    """Another way the name is written. Every spelling is kept as it was given."""
    person = lock(person)
    require(policies.why_not_correct(by, person))
    parts = [" ".join(part.split()) for part in (surname, given_name, patronymic)]
    if kind == NameKind.PRINCIPAL:
        raise RuleBroken(Sentence(PRINCIPAL))
    if not (parts[0] or parts[1]):
        raise RuleBroken(Sentence(NO_NAME))
    name = PersonName(person=person, kind=kind, added_by=by, added_at=now())
    name.surname, name.given_name, name.patronymic = parts
    name.script = script or script_of(name.written)
    name.save()
    _told(person, "cases.name_added", by, person_name=name.pk)
    write_names(person)
    name.refresh_from_db()
    return name


@transaction.atomic
def withdraw_name(*, person: MissingPerson, name: PersonName, because: str, by: User) -> PersonName:
    person = lock(person)
    require(policies.why_not_correct(by, person))
    if name.kind == NameKind.PRINCIPAL:
        raise RuleBroken(Sentence(PRINCIPAL))
    name = take_back(_of(person, name), because, by)
    _told(person, "cases.name_withdrawn", by, person_name=name.pk)
    return name


@transaction.atomic
def add_feature(
    *,
    person: MissingPerson,
    kind: str,
    by: User,
    region: str = "",
    side: str = "",
    text: str = "",
    number: str = "",
) -> PersonFeature:
    person = lock(person)
    require(policies.why_not_correct(by, person))
    feature = PersonFeature.objects.create(
        person=person,
        kind=kind,
        region=region,
        side=side,
        text=text.strip(),
        number=" ".join(number.split()),
        added_by=by,
        added_at=now(),
    )
    _told(person, "cases.feature_added", by, person_feature=feature.pk)
    return feature


@transaction.atomic
def withdraw_feature(
    *, person: MissingPerson, feature: PersonFeature, because: str, by: User
) -> PersonFeature:
    person = lock(person)
    require(policies.why_not_correct(by, person))
    feature = take_back(_of(person, feature), because, by)
    _told(person, "cases.feature_withdrawn", by, person_feature=feature.pk)
    return feature


@transaction.atomic
def add_source(
    *,
    person: MissingPerson,
    channel: str,
    account: str,
    by: User,
    told_by: str = "",
    relative: Relative | None = None,
    told_on: date | None = None,
) -> PersonSource:
    """Who told what, when and by which channel; a correction is told anew."""
    person = lock(person)
    require(policies.why_not_correct(by, person))
    if not account.strip():
        raise RuleBroken(Sentence(NO_ACCOUNT))
    if not (relative or told_by.strip()):
        raise RuleBroken(Sentence(NOBODY))
    day = told_on or today()
    if day > today():
        raise RuleBroken(Sentence(TOLD_LATER))
    if relative:
        _of(person, relative)
    source = PersonSource.objects.create(
        person=person,
        channel=channel,
        told_by=told_by.strip(),
        relative=relative,
        told_on=day,
        account=account.strip(),
        recorded_by=by,
        recorded_at=now(),
    )
    _told(person, "cases.source_added", by, person_source=source.pk)
    return source


def _told(person: MissingPerson, kind: str, by: User, **details: Any) -> None:
    """The event says that something was told, never what."""
    keep(person)
    record(kind, person, by=by, **details)


def _of(person: MissingPerson, row: Any) -> Any:
    if row.person_id != person.pk:
        raise RuleBroken(Sentence(NOT_OF_RECORD))
    return row
