"""Opening and correcting the record of somebody sought."""

from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.db import transaction

from cases.models import MissingPerson, PersonSource, RemainsCase
from cases.models.codes import FDI, IN_LIFE, Chart, Tooth, is_whole
from cases.models.person import NOT_A_DATE, STATURES, is_partial_date
from cases.models.told import Channel
from cases.operations.names import write_names
from cases.policies import persons as policies
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now, today
from repatriation.ledger.locking import lock
from repatriation.ledger.numbering import next_reference
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NO_NAME = gettext_noop("Give the surname or the given name, as it is written.")
NO_STATURE = gettext_noop("Give the stature in centimetres, from %(low)s to %(high)s.")
NO_INTERVAL = gettext_noop("The first day when last seen is after the last; check the dates.")
SEEN_LATER = gettext_noop("The person is last seen in the future; check the date.")
HALF_A_POINT = gettext_noop("Give latitude and longitude, or neither.")
NO_TOOTH = gettext_noop("%(tooth)s is not a tooth of the FDI notation with a known code.")
NO_SURFACE = gettext_noop(
    "Tooth %(tooth)s: surfaces are given of a filled or a decayed tooth, each of m, o, d, b, l "
    "once."
)
NO_PAPERS = gettext_noop("Say which papers were found, and what is written in them.")


class Told(TypedDict, total=False):
    """The record as it is to be; what is not named is not known."""

    surname: str
    given_name: str
    patronymic: str
    born_on: str
    sex: str
    stature_cm: int | None
    hair: str
    eyes: str
    description: str
    rank: str
    unit: str
    service_number: str
    disc_number: str
    last_seen_from: date | None
    last_seen_to: date | None
    last_seen_place: str
    last_seen_latitude: Decimal | None
    last_seen_longitude: Decimal | None
    circumstances: str
    teeth: dict[str, str]
    tooth_surfaces: dict[str, str]


FIELDS = tuple(Told.__annotations__)
EMPTY = {field: getattr(MissingPerson(), field) for field in FIELDS}


@transaction.atomic
def open_person(*, by: User, **told: Unpack[Told]) -> MissingPerson:
    require(policies.why_not_open(by))
    return _open(by, told)


@transaction.atomic
def open_from_papers(
    *, case: RemainsCase, account: str, by: User, **told: Unpack[Told]
) -> MissingPerson:
    """Somebody whose papers lay with remains. Whether the remains are theirs is another question:
    papers travel."""
    case = lock(case)
    require(policies.why_not_open_from_papers(by, case))
    if not account.strip():
        raise RuleBroken(Sentence(NO_PAPERS))
    person = _open(by, told, found_with=case)
    PersonSource.objects.create(
        person=person,
        channel=Channel.PAPERS,
        told_on=today(),
        account=account.strip(),
        recorded_by=by,
        recorded_at=now(),
    )
    return person


@transaction.atomic
def correct_person(*, person: MissingPerson, by: User, **told: Unpack[Told]) -> MissingPerson:
    """The whole record as it is to be; the event names the fields, never what stood in them."""
    person = lock(person)
    require(policies.why_not_correct(by, person))
    before = [getattr(person, field) for field in FIELDS]
    _write(person, told)
    changed = [f for f, was in zip(FIELDS, before, strict=True) if getattr(person, f) != was]
    if not changed:
        return person
    keep(person)
    write_names(person)
    record("cases.person_corrected", person, by=by, changed=changed)
    return person


@transaction.atomic
def chart_person(*, person: MissingPerson, chart: Chart, by: User) -> MissingPerson:
    """The dentist's card as a whole, the rest of the record as it is."""
    person = lock(person)
    told: Any = {field: getattr(person, field) for field in FIELDS}
    told["teeth"] = {str(place): str(tooth.code) for place, tooth in chart.items()}
    told["tooth_surfaces"] = {
        str(place): tooth.surfaces for place, tooth in chart.items() if tooth.surfaces
    }
    return correct_person(person=person, by=by, **told)


def _open(by: User, told: Told, found_with: RemainsCase | None = None) -> MissingPerson:
    person = MissingPerson(agency=by.home, opened_by=by, opened_at=now(), found_with=found_with)
    _write(person, told)
    person.reference = next_reference("MP")
    person.save()
    write_names(person)
    papers: dict[str, Any] = {"papers_with": found_with.pk} if found_with else {}
    record("cases.person_opened", person, by=by, **papers)
    return person


def _write(person: MissingPerson, told: Told) -> None:
    for field in FIELDS:
        setattr(person, field, _tidy(field, told.get(field, EMPTY[field])))
    if not (person.surname or person.given_name):
        raise RuleBroken(Sentence(NO_NAME))
    if person.born_on and not is_partial_date(person.born_on):
        raise RuleBroken(Sentence(NOT_A_DATE))
    low, high = STATURES
    if person.stature_cm is not None and not low <= person.stature_cm <= high:
        raise RuleBroken(Sentence(NO_STATURE, {"low": low, "high": high}))
    _require_place_and_time(person)
    _require_teeth(person)


def _require_teeth(person: MissingPerson) -> None:
    """Nothing is lost after death on a card that was written in life."""
    for tooth, code in person.teeth.items():
        if tooth not in map(str, FDI) or code not in IN_LIFE:
            raise RuleBroken(Sentence(NO_TOOTH, {"tooth": tooth}))
    for tooth, surfaces in person.tooth_surfaces.items():
        if not is_whole(Tooth(person.teeth.get(tooth, ""), surfaces)):
            raise RuleBroken(Sentence(NO_SURFACE, {"tooth": tooth}))


def _require_place_and_time(person: MissingPerson) -> None:
    first, last = person.last_seen_from, person.last_seen_to
    if first and last and first > last:
        raise RuleBroken(Sentence(NO_INTERVAL))
    if any(day and day > today() for day in (first, last)):
        raise RuleBroken(Sentence(SEEN_LATER))
    if (person.last_seen_latitude is None) != (person.last_seen_longitude is None):
        raise RuleBroken(Sentence(HALF_A_POINT))


def _tidy(field: str, value: Any) -> Any:
    """Lines stay lines in what is told at length."""
    if not isinstance(value, str):
        return value
    if field in ("description", "circumstances"):
        return value.strip()
    return " ".join(value.split())
