"""Which rows a sentence may name to its reader."""

from django.db.models import QuerySet

from cases.models import (
    AffiliationDecision,
    Association,
    Container,
    Identification,
    Individual,
    MissingPerson,
    PersonalEffect,
    Presumption,
    RecoverySite,
    Relative,
    RemainsCase,
    StorageUnit,
)
from repatriation.accounts.models import Agency, User


def agencies(_reader: User) -> QuerySet:
    return Agency.objects.all()


def containers(reader: User) -> QuerySet:
    return Container.objects.visible_to(reader)


def sites(reader: User) -> QuerySet:
    return RecoverySite.objects.visible_to(reader)


def units(reader: User) -> QuerySet:
    return StorageUnit.objects.visible_to(reader)


def cases(reader: User) -> QuerySet:
    return RemainsCase.objects.visible_to(reader)


def identifications(reader: User) -> QuerySet:
    return Identification.objects.visible_to(reader)


def affiliations(reader: User) -> QuerySet:
    return AffiliationDecision.objects.visible_to(reader)


def persons(reader: User) -> QuerySet:
    return MissingPerson.objects.visible_to(reader)


def relatives(reader: User) -> QuerySet:
    return Relative.objects.visible_to(reader)


def presumptions(reader: User) -> QuerySet:
    return Presumption.objects.visible_to(reader)


def associations(reader: User) -> QuerySet:
    return Association.objects.visible_to(reader)


def individuals(reader: User) -> QuerySet:
    return Individual.objects.visible_to(reader)


def effects(reader: User) -> QuerySet:
    return PersonalEffect.objects.visible_to(reader)


TO = {"to": agencies}
BY_AGENCY = {"agency": agencies}
UNIT = {"storage_unit": units}
OF_CASE = {"case": cases}
BY_IDENTIFICATION = {"identification": identifications}
