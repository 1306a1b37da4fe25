"""Journey 3 by the API alone: two agencies' people and programs return remains, and acknowledge
them; and a counterpart that only sends paper."""

from uuid import uuid4

import pytest

from cases.models import RemainsCase
from repatriation.audit.verification import broken_streams
from repatriation.ledger.clock import today
from tests.api.callers import person, program
from tests.factories.returning import Returning

PAPER = {"source": "Act 9, signed at the siding", "said_on": today().isoformat()}


@pytest.fixture
def road():
    return Returning()


def ok(answer, status=200):
    assert answer.status_code == status, answer.content
    return answer.json()


def packed(road, *cases):
    body = {"cases": [case.reference for case in cases], "kind": "coffin", "seal": "S-1"}
    return ok(person(road.packer).post("packings/", body), 201)["reference"]


def sealed(road, *containers):
    """Opened, listed from what is packed, counted and sealed by the northern officer."""
    officer = person(road.north.exchange_officer)
    sides = {"sender": road.north.agency.code, "receiver": road.south.agency.code}
    made = ok(officer.post("batches/", {"round": str(road.scheduled())} | sides), 201)
    address = f"batches/{made['reference']}/"
    move(officer, address, "list-packed", {"containers": list(containers)})
    lines = ok(officer.get(f"{address}lines/"))["results"]
    assert [line["label"] for line in lines] == list(containers)
    count = {"containers": len(containers), "packed_by": road.packer.email}
    move(officer, address, "count", count)
    move(officer, address, "seal")
    round = ok(officer.get(address))["round"]
    move(person(road.north.coordinator), f"rounds/{round}/", "start")
    return address


def move(caller, address, verb, data=None, status=200):
    etag = caller.get(address).headers["ETag"]
    return ok(caller.post(f"{address}{verb}/", data, seen=etag), status)


def test_the_counterparts_program_scans_what_it_takes_and_acknowledges_it(road):
    case = road.authorised()
    container = packed(road, case)
    address = sealed(road, container)
    lead = person(road.south.transport_lead)

    sheet = ok(lead.post(f"{address}sheets/", {"place": "Havrel Ford"}), 201)
    scan = {"items": [{"key": str(uuid4()), "code": container}]}
    ok(lead.post(f"sheets/{sheet['reference']}/scans:bulk", scan))
    move(lead, address, "finish-handover")
    south = program(road.south.program("exchange officer"))
    shown = move(south, address, "acknowledge", {"containers": 1, "receipt": "R-12"})

    assert shown["state"] == "received"
    assert shown["acknowledged_at"]
    verified = move(person(road.north.coordinator), address, "verify-count")
    assert verified["state"] == "count_verified"
    assert road.again(case).state == "closed"
    assert south.get(f"cases/{case}/").status_code == 404
    assert not broken_streams()


def test_what_only_paper_says_stands_when_a_second_person_has_read_it(road):
    cases = [road.authorised(), road.authorised()]
    containers = [packed(road, case) for case in cases]
    address = sealed(road, *containers)
    lead, officer = person(road.north.transport_lead), person(road.north.exchange_officer)

    move(lead, address, "take-over", {"refused": containers[1:]} | PAPER)
    checked(road, officer, address)
    move(lead, address, "acknowledge", {"containers": 1, "receipt": "R-7"} | PAPER)
    checked(road, officer, address)
    shown = move(officer, address, "verify-count")

    assert shown["state"] == "count_verified"
    states = [RemainsCase.objects.get(pk=case.pk).state for case in cases]
    assert states == ["closed", "release_authorised"]
    found = ok(officer.get(f"{address}discrepancies/"))["results"]
    assert {one["code"] for one in found} == {"refused_at_venue", "count_mismatch"}


def checked(road, caller, address):
    """Whoever recorded it is refused."""
    round = ok(caller.get(address))["round"]
    said = ok(caller.get(f"rounds/{round}/statements/?stands=false"))["results"]
    check = f"rounds/{round}/statements/{said[0]['number']}/check/"
    assert person(road.north.transport_lead).post(check).status_code == 403
    ok(caller.post(check))


def test_unpacked_over_the_api_it_may_be_packed_again(road):
    case = road.authorised()
    container = packed(road, case)

    shown = move(person(road.packer), f"containers/{container}/", "unpack", {"because": "torn"})

    assert shown["state"] == "withdrawn"
    assert packed(road, case) != container
