"""Who sends, and where: the kinds of caller, and a place where an operation is open to somebody."""

from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from oauth2_provider.models import get_access_token_model

from repatriation.accounts.models import User
from repatriation.roles import ROLES
from tests.api.callers import BASE, Caller, program
from tests.api.open_world import OpenWorld
from tests.api.operations import Operation
from tests.factories.accounts import UserFactory
from tests.factories.pictures import jpeg
from tests.factories.samples import REPORT

CSRF = "a" * 32
LIST = b"label\nA-1"


def file_for(operation: Operation) -> bytes:
    """What it takes, if it is in order."""
    known = {"attach-report": REPORT, "files": jpeg()}
    return known.get(operation.path.split("/")[-2], LIST)


FEW = ("batches:read", "rounds:read")


@dataclass(frozen=True)
class Sender:
    """`scopes` are a program's; a person needs none."""

    name: str
    headers: dict[str, str]
    cookies: dict[str, str] = field(default_factory=dict)
    scopes: frozenset[str] | None = None

    def may_ask(self, scope: str) -> bool:
        return self.name != "nobody" and (self.scopes is None or scope in self.scopes)


@dataclass(frozen=True)
class Place:
    """Where an operation is asked, what was read there, and a body that is in order."""

    values: dict[str, str]
    version: str
    body: Any
    person: str
    is_open: bool


class Ground:
    def __init__(self):
        self.world = world = OpenWorld()
        self.people = {name: _person(caller) for name, caller in world.callers.items()}
        self.programs = [
            _program("agency's program", world.people["north"]),
            _program("mortuary's program", world.people["mortuary"]),
            _program("laboratory's program", world.people["laboratory"]),
            _program("counterpart's program", world.people["south"], *FEW),
        ]
        self.nobody = Sender("nobody", {})
        self.read: dict[tuple[str, str], tuple[int, str]] = {}

    def senders(self, place: Place) -> list[Sender]:
        return [*self.programs, self.people[place.person], self.nobody]

    def place(self, operation: Operation) -> Place:
        """The first that answers; else one that can be read."""
        noun, body = _noun(operation.path), self.world.body(operation)
        tried = []
        for row in self.world.rows.get(noun, [None]):
            for person in self.world.callers:
                place = self._place(operation, str(row), person, body)
                if place.is_open:
                    return place
                tried.append(place)
        return tried[0]

    def _place(self, operation: Operation, row: str, person: str, body: Any) -> Place:
        values = {"reference": row, "mortuary": self.world.mortuaries[0].code}
        values |= {
            "code": "0" * 12,
            "seq": "1",
            "number": "1",
            "before": "1",
            "id": str(self.world.job.pk),
        }
        address = operation.path.format(**values)
        is_post = operation.method == "post"
        read = address[:-1].rpartition("/")[0] + "/" if is_post else address
        version = self._read(person, read)[1]
        is_seen = "{reference}" not in operation.path or self._sees(person, address)
        is_open = is_seen and self._opens(operation, person, address, body, version)
        return Place(values, version, body, person, is_open)

    def _sees(self, person: str, address: str) -> bool:
        noun = _noun(address)
        reference = address.removeprefix(f"{BASE}/{noun}/").partition("/")[0]
        return self._read(person, f"{BASE}/{noun}/{reference}/")[0] == 200

    def _read(self, person: str, address: str) -> tuple[int, str]:
        if (person, address) not in self.read:
            answer = self.world.callers[person].get(address)
            self.read[person, address] = answer.status_code, answer.headers.get("ETag", "*")
        return self.read[person, address]

    def _opens(self, operation: Operation, person: str, address: str, body: Any, tag: str) -> bool:
        caller = self.world.callers[person]
        send = {"get": caller.get, "patch": caller.patch, "post": caller.post}[operation.method]
        if operation.media_type.startswith("multipart"):
            send, body = (
                caller.upload,
                body | {"file": SimpleUploadedFile("sent", file_for(operation))},
            )
        known = {} if operation.method == "get" else {"data": body, "seen": tag}
        with transaction.atomic():
            answer = send(address, **known)
            transaction.set_rollback(True)
        return answer.status_code < 400


def _noun(path: str) -> str:
    parts = path.split("/")
    return "/".join(parts[3:5]) if parts[3] == "laboratory" else parts[3]


def _person(caller: Caller) -> Sender:
    cookies = {"session": caller.client.cookies["session"].value, "csrf": CSRF}
    return Sender("person", {"X-CSRFToken": CSRF}, cookies)


def _program(name: str, like: User, *scopes: str) -> Sender:
    user = UserFactory(agency=like.agency, role=list(ROLES), program=True)
    caller = program(user, *scopes)
    carried = get_access_token_model().objects.latest("pk").scope.split()
    return Sender(name, caller.headers, scopes=frozenset(carried))
