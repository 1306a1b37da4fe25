"""The invented parties, agencies, people and places as rows in the store."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import Group

from cases.models import Container, StorageUnit
from exchanges.models import Venue
from repatriation.accounts.models import Agency, Party, User
from repatriation.accounts.passwords import random_password
from repatriation.clients.operations.opening import create_client
from repatriation.demo.people import (
    AGENCIES,
    COMMISSION,
    LABORATORY,
    LINDMERE,
    MORROWFEN,
    OBSERVERS,
    OFFICE,
    OSTVALE,
    PARTIES,
    PEOPLE,
    PROGRAM,
    PROGRAM_ROLE,
    REGISTRY,
    TEAM,
    VENUES,
    Person,
)
from repatriation.demo.sign_ins import Program, SignIn

SHELVES = 12
COLD_ROOMS = {"Cold room 1": 800, "Cold room 2": 500}
GRAVES = (14, 15)
Unit = StorageUnit.Kind


@dataclass
class Side:
    """A party in a round: the agency that speaks for it, and its people by role."""

    agency: Agency
    people: dict[str, list[User]]

    def __getitem__(self, role: str) -> User:
        return self.people[role][0]

    def second(self, role: str) -> User:
        return self.people[role][-1]


@dataclass
class Mortuary:
    """A mortuary, its people and places, and what waits there."""

    agency: Agency
    officers: list[User]
    explosives_officer: User
    bay: StorageUnit
    shelves: list[StorageUnit]
    graves: list[StorageUnit]
    to_clear: deque[Container] = field(default_factory=deque)
    to_open: deque[Container] = field(default_factory=deque)
    has_to_review: bool = False  # somebody worked alone


@dataclass
class World:
    north: Side
    south: Side
    observers: Agency
    observer: User
    lindmere: Mortuary
    ostvale: Mortuary
    morrowfen: Mortuary
    team: User
    examiner: User
    second_examiner: User
    releasers: list[User]
    liaison: User
    analyst: User
    board: list[User]
    authority: User
    venues: list[Venue]


@dataclass(frozen=True)
class Keys:
    """How one comes in. Passwords and secrets are known now and never again."""

    sign_ins: list[SignIn]
    program: Program


def make_world(since: datetime, *, by: User) -> Keys:
    """Plain saves: people, agencies and places are reference data, which no operation moves."""
    parties = {code: Party.objects.create(code=code, name=name) for code, name in PARTIES.items()}
    agencies = {
        house.code: Agency.objects.create(
            code=house.code, name=house.name, kind=house.kind, party=parties.get(house.party)
        )
        for house in AGENCIES
    }
    sign_ins: list[SignIn] = []
    for person in PEOPLE:
        _user(person, agencies, since, sign_ins)
    for name, where in VENUES.items():
        Venue.objects.create(name=name, place=where)
    for code in (LINDMERE, OSTVALE, MORROWFEN):
        _places(agencies[code])
    return Keys(sign_ins, _program(agencies[OFFICE], by))


def find_world() -> World:
    """As it was made, by this process or another."""
    users = {user.email: user for user in User.objects.select_related("agency__party")}
    by_place: dict[str, dict[str, list[User]]] = {}
    for person in PEOPLE:
        of_role = by_place.setdefault(person.agency, {}).setdefault(person.role, [])
        of_role.append(users[person.email])
    agencies = {agency.code: agency for agency in Agency.objects.select_related("party")}
    return World(
        north=Side(agencies[COMMISSION], by_place[COMMISSION]),
        south=Side(agencies[OFFICE], by_place[OFFICE]),
        observers=agencies[OBSERVERS],
        observer=by_place[OBSERVERS]["intermediary's observer"][0],
        lindmere=_mortuary(agencies[LINDMERE], by_place[LINDMERE]),
        ostvale=_mortuary(agencies[OSTVALE], by_place[OSTVALE]),
        morrowfen=_mortuary(agencies[MORROWFEN], by_place[MORROWFEN]),
        team=by_place[TEAM]["transport lead"][0],
        examiner=by_place[LINDMERE]["forensic examiner"][0],
        second_examiner=by_place[LINDMERE]["forensic examiner"][-1],
        releasers=by_place[LINDMERE]["release officer"],
        liaison=by_place[LINDMERE]["family liaison"][0],
        analyst=by_place[LABORATORY]["forensic examiner"][0],
        board=by_place[COMMISSION]["board member"],
        authority=by_place[REGISTRY]["legal authority"][0],
        venues=list(Venue.objects.order_by("pk")),
    )


def _user(
    person: Person, agencies: dict[str, Agency], since: datetime, sign_ins: list[SignIn]
) -> None:
    """Everybody gets a password of their own or none; none is ever the same twice."""
    agency = agencies[person.agency]
    password = random_password() if person.signs_in else None
    user = User.objects.create_user(
        person.email,
        password,
        name=person.name,
        agency=agency,
        joined_at=since,
        is_staff=person.role == "administrator",
    )
    user.groups.add(Group.objects.get(name=person.role))
    if password:
        side = PARTIES.get(agency.party.code, "") if agency.party else ""
        sign_ins.append(SignIn(side, agency.name, person.role, person.email, password))


def _program(agency: Agency, by: User) -> Program:
    """Its credential does not end: it was made at the beginning of the past."""
    roles = [PROGRAM_ROLE]
    client = create_client(agency=agency, name=PROGRAM, roles=roles, by=by, days=None)
    return Program(agency.name, PROGRAM_ROLE, *client)


def _places(agency: Agency) -> None:
    names = {
        Unit.TABLE: ["Table 1", "Table 2"],
        Unit.ROOM: ["Bay A"],
        Unit.SHELF: [f"Bay B, shelf {n}" for n in range(1, SHELVES + 1)],
    }
    for kind, of_kind in names.items():
        for name in of_kind:
            StorageUnit.objects.create(agency=agency, name=name, kind=kind)
    for name, capacity in COLD_ROOMS.items():
        StorageUnit.objects.create(agency=agency, name=name, kind=Unit.COLD_ROOM, capacity=capacity)
    for number in GRAVES:
        where = {"place": f"{agency.name.split()[0]} cemetery", "plot": f"C, row 2, {number}"}
        StorageUnit.objects.create(
            agency=agency, name=f"Grave C2/{number}", kind=Unit.GRAVE, capacity=1, **where
        )


def _mortuary(agency: Agency, people: dict[str, list[User]]) -> Mortuary:
    units = agency.storage_units.order_by("pk")
    return Mortuary(
        agency=agency,
        officers=people["mortuary officer"],
        explosives_officer=people["explosives officer"][0],
        bay=units.get(kind=Unit.ROOM),
        shelves=list(units.filter(kind=Unit.SHELF)),
        graves=list(units.filter(kind=Unit.GRAVE)),
    )
