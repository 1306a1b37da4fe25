"""Everybody who may knock: each role at each place, programs by scope, and those shut out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

from django.test import Client

from repatriation.accounts.models import User
from repatriation.accounts.sessions import PROOF, Proof
from repatriation.clients.operations.opening import PEOPLE_ONLY
from repatriation.clients.scopes import scopes_of
from repatriation.roles import ROLES
from tests.api.callers import program
from tests.authorisation.places import NOWHERE, Places
from tests.factories.accounts import AgencyFactory, UserFactory

FEW = ("coordinator", "mortuary officer", "auditor")
MANY = (*FEW, "exchange officer", "transport lead", "explosives officer", "forensic examiner")
PEOPLE: dict[str, tuple[str, ...]] = {
    "north": tuple(ROLES),
    "north mortuary": (*MANY, "release officer", "family liaison", "effects custodian"),
    "north's second mortuary": ("coordinator", "mortuary officer", "exchange officer"),
    "south": (*MANY, "intermediary's observer", "board member"),
    "south mortuary": ("coordinator", "mortuary officer"),
    "intermediary": ("coordinator", "auditor", "intermediary's observer"),
    "north laboratory": ("forensic examiner", "coordinator"),
    "third side": ("coordinator",),
    NOWHERE: ("coordinator", "administrator"),
}
PROGRAMS = (
    ("coordinator", "north"),
    ("exchange officer", "south"),
    ("exchange officer", "north"),
    ("transport lead", "north"),
    ("mortuary officer", "north mortuary"),
    ("forensic examiner", "north mortuary"),
    ("forensic examiner", "north laboratory"),
    ("intermediary's observer", "intermediary"),
    ("auditor", "north"),
)


@dataclass(frozen=True)
class Principal:
    """`role` is empty for who is shut out; `scopes` is None for a person."""

    name: str
    user: User | None
    role: str
    client: Client
    scopes: frozenset[str] | None = None
    headers: dict[str, str] = field(default_factory=dict)
    cookies: str = ""

    def __str__(self) -> str:
        return self.name

    @property
    def is_person(self) -> bool:
        return self.scopes is None

    @property
    def asks_for_unknown(self) -> bool:
        """One of each role, and the programs that may do most."""
        return self.name in ("coordinator at north", "mortuary officer at north mortuary")

    def ready(self) -> Client:
        """With the cookies of the sign-in and no others: nothing of the last request stays."""
        self.client.cookies = SimpleCookie(self.cookies)
        return self.client


def principals_at(places: Places) -> Iterator[Principal]:
    for place, roles in PEOPLE.items():
        for role in roles:
            agency = places.agencies[place]
            user = UserFactory(agency=agency, role=role, is_staff=True)
            yield signed_in(f"{role} at {place}", user, role)
    for role, place in PROGRAMS:
        yield from _programs(role, place, places)
    yield from shut_out(places)


def signed_in(name: str, user: User, role: str) -> Principal:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    session = client.session
    session[PROOF] = Proof.FULL  # with a second factor
    session.save()
    return Principal(name, user, role, client, cookies=client.cookies.output(header="", sep=";"))


def _programs(role: str, place: str, places: Places) -> Iterator[Principal]:
    assert role not in PEOPLE_ONLY
    user = UserFactory(agency=places[place], role=role, program=True)
    everything = scopes_of(user)
    reading = [scope for scope in everything if scope.endswith(":read")]
    scoped = {
        "all its scopes": everything,
        "reading only": reading,
        "the inbox only": ["inbox:read"],
    }
    for what, scopes in scoped.items():
        caller = program(user, *scopes)
        if what != "all its scopes" and role not in ("coordinator", "mortuary officer"):
            continue
        name = f"program of {role} at {place} with {what}"
        yield Principal(name, user, role, caller.client, frozenset(scopes), caller.headers)


def shut_out(places: Places) -> Iterator[Principal]:
    """Who could do much, were it not for one thing."""
    much = ["coordinator", "exchange officer", "mortuary officer", "auditor", "administrator"]
    left = UserFactory(agency=places["north"], role=much, is_staff=True)
    closed = AgencyFactory(party=places["north"].party)
    of_closed = UserFactory(agency=closed, role=much, is_staff=True)
    program_of_closed = UserFactory(agency=closed, role=much[:3], program=True)
    stopped = UserFactory(agency=places["north"], role=much[:3], program=True)
    shut = [
        signed_in("a suspended person", left, ""),
        signed_in("a person of a suspended agency", of_closed, ""),
        Principal("anonymous", None, "", Client(raise_request_exception=False)),
    ]
    for name, user in (
        ("a program of a suspended agency", program_of_closed),
        ("a suspended program", stopped),
    ):
        caller = program(user)
        shut.append(Principal(name, user, "", caller.client, frozenset(), caller.headers))
    for user in (left, stopped):
        user.is_active = False
        user.save()
    closed.is_active = False
    closed.save()
    yield from shut
