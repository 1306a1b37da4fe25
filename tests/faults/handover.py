"""A handover over HTTP, by two programs and two people, while a coordinator plans more rounds."""

import threading

from django.db import connections

from repatriation.accounts.models import User
from repatriation.clients.operations.opening import create_client
from tests.factories.accounts import UserFactory
from tests.factories.steps import Steps, do
from tests.faults.clients import Client, Phones, person, program
from tests.faults.stack import PATIENCE, Stack

PASSWORD = "a long sentence for tests"
EXTRA = 5  # labels that are on no list


class Handover:
    def __init__(self, stack: Stack, lines: int):
        self.steps, self.stack = Steps(), stack
        self.labels = [f"A-{number}" for number in range(lines)]
        self.batch = self.steps.in_transit(*self.labels)
        codes = [*self.labels, *(f"Z-{number}" for number in range(EXTRA))]
        self.phones = Phones(codes)
        self.programs = [self._program(number) for number in range(2)]
        self.people = [self._person("transport lead") for _ in range(2)]
        self.coordinator = self._person("coordinator")
        for client in self.programs:
            address = f"/api/v1/sheets/{self._sheet()}/scans:bulk"
            self.phones.add(lambda items, c=client, a=address: c.send(a, {"items": items}))
        for client in self.people:
            address = f"/sheets/{self._sheet()}/"
            self.phones.add(lambda items, c=client, a=address: c.send(a, {"readings": items}))
        self.planned: list[str] = []
        self.is_over = threading.Event()
        self.planning = threading.Thread(target=self._plan)

    @property
    def clients(self) -> list[Client]:
        return [*self.programs, *self.people, self.coordinator]

    def begin(self) -> None:
        self.phones.start()
        self.planning.start()

    def end(self) -> None:
        """The last code is scanned, then the handover is ended, over HTTP too."""
        self.phones.join()
        self.is_over.set()
        self.planning.join()
        assert self.phones.failures == []
        lead = self.people[0]
        address = f"/api/v1/batches/{self.batch.reference}/"
        seen = lead.session.get(f"{self.stack.url}{address}", timeout=PATIENCE).headers["ETag"]
        lead.send(f"{address}finish-handover/", {}, **{"If-Match": seen})
        connections.close_all()  # what was open before the faults may be dead

    def _plan(self) -> None:
        """Rounds have no key but the request's: a second one would be a round too many."""
        counterpart = self.steps.south.agency.code
        try:
            while not self.is_over.wait(0.2):
                made = self.coordinator.send("/api/v1/rounds/", {"counterpart": counterpart})
                self.planned.append(made.json()["reference"])
                address = f"/api/v1/rounds/{self.planned[-1]}/propose/"
                self.coordinator.send(address, {}, **{"If-Match": made.headers["ETag"]})
        except BaseException as failure:
            self.phones.failures.append(failure)

    def _sheet(self) -> str:
        return self.steps.sheet(self.batch).reference

    def _program(self, number: int) -> Client:
        identity, secret = do(
            create_client,
            by=User.objects.system(),
            agency=self.steps.north.agency,
            name=f"Scanner {number}",
            roles=["transport lead"],
        )
        return program(self.stack.url, identity, secret)

    def _person(self, role: str) -> Client:
        user = UserFactory(agency=self.steps.north.agency, role=role)
        return signed_in(self.stack, user)


def signed_in(stack: Stack, user: User) -> Client:
    user.set_password(PASSWORD)
    user.save()
    return person(stack.url, user.email, PASSWORD)
