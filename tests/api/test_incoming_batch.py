"""From the counterpart's file to numbered remains, by the API alone."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import CustodyEvent, StorageUnit
from repatriation.audit.verification import broken_streams
from repatriation.ledger.clock import today
from tests.api.callers import Caller, person
from tests.factories.steps import Steps, list_of

LABELS = ("A-1", "A-2", "A-3")


class Road:
    """Each step sends what the step before answered."""

    def __init__(self, steps: Steps):
        self.steps, self.north, self.south = steps, steps.north, steps.south
        self.round = self.batch = ""

    def version(self, caller: Caller, address: str) -> str:
        answer = caller.get(address)
        assert answer.status_code == 200, answer.content
        return answer.headers["ETag"]

    def move(self, caller: Caller, address: str, verb: str, data=None, status=200) -> dict:
        etag = self.version(caller, address)
        answer = caller.post(f"{address}{verb}", data, seen=etag)
        assert answer.status_code == status, answer.content
        return answer.json()

    def agreed_round(self) -> None:
        coordinators = person(self.north.coordinator), person(self.south.coordinator)
        plan = {
            "counterpart": self.south.agency.code,
            "date": today().isoformat(),
            "venue": "Havrel Ford",
            "window_from": "09:00",
            "window_until": "17:00",
        }
        made = coordinators[0].post("rounds/", plan)
        assert made.status_code == 201, made.content
        self.round = made.headers["Location"]
        self.move(coordinators[0], self.round, "propose/")
        for verb in ("accept/", "confirm-date/"):
            for caller in coordinators:
                self.move(caller, self.round, verb)
        shown = self.move(coordinators[0], self.round, "schedule/")
        assert shown["state"] == "scheduled"

    def sealed_batch(self) -> None:
        officer = person(self.south.exchange_officer)
        body = {
            "round": self.round.split("/")[-2],
            "sender": self.south.agency.code,
            "receiver": self.north.agency.code,
        }
        made = officer.post("batches/", body)
        assert made.status_code == 201, made.content
        self.batch = made.headers["Location"]
        file = SimpleUploadedFile("list.csv", list_of(*LABELS))
        seen = self.version(officer, self.batch)
        filed = officer.upload(f"{self.batch}manifests/", {"file": file}, seen=seen)
        assert (filed.status_code, filed.json()["lines"]) == (201, 3), filed.content
        packer = self.south.person("exchange officer", name="packer")
        count = {"containers": 3, "packed_by": packer.email}
        self.move(officer, self.batch, "count/", count)
        shown = self.move(officer, self.batch, "seal/")
        assert (shown["state"], shown["listed"]) == ("sealed", 3)

    def scanned(self, caller: Caller, address: str, header: dict, codes) -> list[dict]:
        opened = caller.post(f"{address}sheets/", header)
        assert opened.status_code == 201, opened.content
        sheet = opened.headers["Location"]
        items = [{"key": str(uuid4()), "code": code} for code in codes]
        answer = caller.post(f"{sheet}scans:bulk", {"items": items})
        assert answer.status_code == 200, answer.content
        self.move(caller, sheet, "close/")
        return answer.json()["results"]

    def handed_over(self) -> None:
        coordinator, lead = person(self.north.coordinator), person(self.north.transport_lead)
        self.move(coordinator, self.round, "start/")
        header = {"place": "Havrel Ford", "vehicle": "Wagon 3"}
        results = self.scanned(lead, self.batch, header, [*LABELS, "A-1"])
        assert [one["result"] for one in results] == ["done", "done", "done", "again"]
        self.move(lead, self.batch, "finish-handover/")

    def received(self) -> None:
        officer, mortuary = person(self.north.exchange_officer), self.north.mortuaries[0]
        body = {"mortuary": mortuary.code, "count": 3}
        seen = self.version(officer, self.batch)
        made = officer.post(f"{self.batch}allocations/", body, seen=seen)
        assert made.status_code == 201, made.content
        share = made.headers["Location"]
        self.move(officer, share, "send/")
        receiver = person(self.north.mortuary_officer)
        second = self.north.person("mortuary officer", name="second")
        header = {"place": "Bay 1", "witness": second.email}
        lines = receiver.get(f"{self.batch}lines/").json()["results"]
        references = [line["container"] for line in lines]
        results = self.scanned(receiver, share, header, references)
        assert {one["result"] for one in results} == {"done"}
        self.move(receiver, share, "finish-intake/")
        shown = self.move(officer, self.batch, "verify-count/")
        assert shown["state"] == "count_verified"

    def numbered(self) -> list[str]:
        explosives, officer = (
            person(self.north.explosives_officer),
            person(self.north.mortuary_officer),
        )
        reference = officer.get("containers/?state=received").json()["results"][0]["reference"]
        opened = explosives.post("sheets/", {"purpose": "clearing", "place": "Yard"})
        sheet = opened.headers["Location"]
        items = [{"key": str(uuid4()), "code": reference}]
        explosives.post(f"{sheet}scans:bulk", {"items": items})
        body = {"remains": ["body", "body_part"], "alone_reason": "night shift"}
        shown = self.move(officer, f"/api/v1/containers/{reference}/", "open/", body)
        self.move(officer, f"/api/v1/containers/{reference}/", "empty/")
        return shown["cases"]


@pytest.fixture
def road():
    steps = Steps()
    steps.opened()  # so that the venue is there
    StorageUnit.objects.create(agency=steps.north.mortuaries[0], name="Shelf 1")
    return Road(steps)


def test_the_whole_way_of_a_batch_by_the_api(road):
    road.agreed_round()
    road.sealed_batch()
    road.handed_over()
    road.received()
    cases = road.numbered()
    officer = person(road.north.mortuary_officer)

    stored = officer.post(
        f"cases/{cases[0]}/store/",
        {"storage_unit": "Shelf 1", "alone_reason": "night shift"},
        seen="*",
    )
    coordinator = person(road.north.coordinator)
    road.move(coordinator, road.round, "hand-over/")
    closed = road.move(coordinator, road.round, "close/")

    assert (stored.status_code, stored.json()["storage_unit"]) == (200, "Shelf 1")
    assert closed["state"] == "closed"
    assert not CustodyEvent.objects.filter(kind="gap").exists()
    assert broken_streams() == []
