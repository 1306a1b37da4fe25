"""A register of many people sought, put into the store at once, as it stands after years."""

from cases.models import MissingPerson, PersonName
from cases.models.told import NameKind, Script
from cases.operations.names import write_keys
from repatriation.accounts.models import User
from tests.factories.crowd import Invented

AT_ONCE = 5_000


def register(people: list[Invented], by: User) -> list[int]:
    """The keys of the rows, in the order of the crowd."""
    rows = MissingPerson.objects.bulk_create(
        [
            MissingPerson(
                reference=f"MP-INV-{place}",
                agency=by.agency,
                opened_by=by,
                surname=one.surname,
                given_name=one.given_name,
                patronymic=one.patronymic,
            )
            for place, one in enumerate(people)
        ],
        batch_size=AT_ONCE,
    )
    names = [_principal(row) for row in rows]
    PersonName.objects.bulk_create(names, batch_size=AT_ONCE)
    return [row.pk for row in rows]


def _principal(row: MissingPerson) -> PersonName:
    name = PersonName(
        person=row,
        kind=NameKind.PRINCIPAL,
        script=Script.UKRAINIAN,
        surname=row.surname,
        given_name=row.given_name,
        patronymic=row.patronymic,
        added_by=row.opened_by,
    )
    write_keys(name)
    return name
