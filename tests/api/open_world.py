"""A world in which nearly every move is open to somebody, and who that is."""

from typing import Any

from cases.models import Container, RemainsCase, StorageUnit
from cases.operations.recovering import open_site
from cases.operations.sending import send_cases
from cases.operations.sheets import open_sheet
from exchanges.operations.allocating import allocate_containers
from exchanges.operations.counting import count_batch
from exchanges.operations.intake import verify_count
from exchanges.operations.running import hand_over_round
from exchanges.operations.stating import accept_round
from repatriation.accounts.models import Agency
from repatriation.jobs.running import start_job
from repatriation.ledger.clock import today
from repatriation.roles import ROLES
from tests.api.callers import person
from tests.api.open_bodies import bodies
from tests.api.open_identities import Identities
from tests.api.open_returns import Returns
from tests.api.operations import Operation, example
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.steps import Steps, do


class OpenWorld:
    """Everybody has every role, so that only the circumstances refuse."""

    def __init__(self):
        steps = self.steps = Steps()
        self.mortuaries = steps.north.mortuaries
        self.people = {
            "north": UserFactory(agency=steps.north.agency, role=list(ROLES)),
            "mortuary": UserFactory(agency=self.mortuaries[0], role=list(ROLES)),
            "second mortuary": UserFactory(agency=self.mortuaries[1], role=list(ROLES)),
            "south": UserFactory(agency=steps.south.agency, role=list(ROLES)),
            "laboratory": UserFactory(agency=self._laboratory(), role=list(ROLES)),
        }
        self.callers = {name: person(user) for name, user in self.people.items()}
        self.packer = UserFactory(agency=steps.south.agency, email="packer@example.org")
        self.witness = UserFactory(agency=self.mortuaries[0], email="witness@example.org")
        for user in self.people.values():
            self.unit = StorageUnit.objects.create(agency=user.agency, name="Shelf 1")
        self.rows = self._rows()
        self.identities = Identities(steps.north, self.people)
        returns = Returns(steps.north, self.people)
        for rows in (self.identities.rows(), returns.rows()):
            for noun, more in rows.items():
                self.rows[noun] = [*self.rows.get(noun, []), *more]
        self.bodies = bodies(self.identities) | returns.bodies()

    def _laboratory(self) -> Agency:
        return AgencyFactory(party=self.steps.north.party, kind=Agency.Kind.LABORATORY)

    def _rows(self) -> dict[str, list[Any]]:
        steps, north, south = self.steps, self.steps.north, self.steps.south
        cases = steps.numbered("A-1", "A-2", "A-3")
        received = cases[0].container.places.get().batch
        do(send_cases, by=self.people["mortuary"], cases=cases[1:], to=self.mortuaries[1])
        verified = steps.received("V-1").batch
        done = do(verify_count, by=north.coordinator, batch=steps.again(verified))
        over = do(hand_over_round, by=north.coordinator, round=steps.again(done.round))
        recorded = steps.proposed()
        said = {"agency": south.agency, "source": "Letter 12", "said_on": today()}
        do(accept_round, by=north.coordinator, round=recorded, **said)
        listed, counted = steps.listed("L-1"), steps.listed("K-1")
        more = {"containers": 1, "packed_by": self.packer}
        do(count_batch, by=south.exchange_officer, batch=counted, **more)
        transit, handed = steps.in_transit("T-1", "T-2"), steps.handed_over("H-1", "H-2")
        sent = steps.sent("S-1")
        site = do(open_site, by=self.people["north"], place="Upper Sample")
        unit = StorageUnit.objects.get(agency=self.mortuaries[0])
        header = {"place": "Hall", "alone_reason": "night", "storage_unit": unit}
        planned = {"batch": handed, "mortuary": self.mortuaries[0], "count": 1}
        do(allocate_containers, by=north.exchange_officer, **planned)
        storing = do(open_sheet, by=self.people["mortuary"], purpose="storing", **header)
        self.job = start_job("exchanges.read_list", subject=listed, by=self.people["north"])
        return {
            "rounds": [
                recorded, steps.opened(), steps.proposed(), steps.agreed(), self._confirmed(),
                steps.sealed("R-1").round, transit.round, handed.round, over,
            ],
            "batches": [sent.batch, listed, counted, transit, handed, received],
            "containers": list(Container.objects.filter(custodian=self.mortuaries[0])),
            "cases": list(RemainsCase.objects.order_by("pk")),
            "recoveries": [site],
            "sheets": [storing, steps.sheet(transit)],
        }  # fmt: skip

    again = staticmethod(Steps.again)

    def _confirmed(self):
        """Agreed, its date confirmed by both: it can be scheduled."""
        round = self.steps.agreed()
        for name in ("north", "south"):
            caller = self.callers[name]
            caller.post(f"rounds/{round}/confirm-date/", seen=self.steps.again(round))
        return self.steps.again(round)

    def body(self, operation: Operation) -> Any:
        """In order, with rows that are there."""
        if operation.name in self.bodies:
            return self.bodies[operation.name]
        known = {
            "counterpart": self.steps.south.agency.code,
            "intermediary": None,
            "venue": "Havrel Ford",
            "agency": None,
            "round": str(self.rows["rounds"][1]),
            "sender": self.steps.south.agency.code,
            "receiver": self.steps.north.agency.code,
            "mortuary": self.mortuaries[1].code,
            "to": self.mortuaries[1].code,
            "storage_unit": self.unit.name,
            "witness": self.witness.email,
            "packed_by": self.packer.email,
            "window_until": "17:00",
            "born_on": "1970",
            **self.identities.known(),
            "members": [self.people[name].email for name in ("mortuary", "second mortuary")],
            "occurred_at": None,
            "file": None,
            "dry_run": None,
        }
        body = example(operation.body) if operation.body else {}
        body = {name: known.get(name, value) for name, value in body.items()}
        body.pop("containers" if operation.name == "batches_allocations_create" else "", None)
        optional = [
            name for name, value in body.items() if value is None and name != "intermediary"
        ]
        return {name: value for name, value in body.items() if name not in optional}
