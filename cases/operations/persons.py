"""Opening and correcting the record of somebody sought."""

from django.db import transaction

from cases.models import MissingPerson
from cases.models.person import NOT_A_DATE, is_partial_date
from cases.operations.names import write_names
from cases.policies import persons as policies
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock
from repatriation.ledger.numbering import next_reference
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NO_NAME = gettext_noop("Give the surname or the given name, as it is written.")
FIELDS = ("surname", "given_name", "patronymic", "born_on")


@transaction.atomic
def open_person(
    *,
    by: User,
    surname: str = "",
    given_name: str = "",
    patronymic: str = "",
    born_on: str = "",
) -> MissingPerson:
    require(policies.why_not_open(by))
    person = MissingPerson(agency=by.home, opened_by=by, opened_at=now())
    _write(person, (surname, given_name, patronymic, born_on))
    person.reference = next_reference("MP")
    person.save()
    write_names(person)
    record("cases.person_opened", person, by=by)
    return person


@transaction.atomic
def correct_person(
    *,
    person: MissingPerson,
    by: User,
    surname: str = "",
    given_name: str = "",
    patronymic: str = "",
    born_on: str = "",
) -> MissingPerson:
    """The whole record as it is to be; the event names the fields, never what stood in them."""
    person = lock(person)
    require(policies.why_not_correct(by, person))
    before = [getattr(person, field) for field in FIELDS]
    _write(person, (surname, given_name, patronymic, born_on))
    changed = [f for f, was in zip(FIELDS, before, strict=True) if getattr(person, f) != was]
    if not changed:
        return person
    keep(person)
    write_names(person)
    record("cases.person_corrected", person, by=by, changed=changed)
    return person


def _write(person: MissingPerson, values: tuple[str, ...]) -> None:
    for field, value in zip(FIELDS, values, strict=True):
        setattr(person, field, " ".join(value.split()))
    if not (person.surname or person.given_name):
        raise RuleBroken(Sentence(NO_NAME))
    if person.born_on and not is_partial_date(person.born_on):
        raise RuleBroken(Sentence(NOT_A_DATE))
