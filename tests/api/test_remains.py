"""What is particular to containers and cases: circumstances, custody, recoveries."""

import pytest

from cases.models import Container, StorageUnit
from tests.api.callers import person, program
from tests.factories.accounts import UserFactory
from tests.factories.steps import Steps


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def officer(steps):
    StorageUnit.objects.create(agency=steps.north.mortuaries[0], name="Shelf 1")
    return person(steps.north.mortuary_officer)


def test_one_person_alone_says_why(steps, officer):
    container = steps.cleared()[0]

    alone = officer.post(f"containers/{container}/open/", {"remains": ["body"]}, seen=container)
    body = {"remains": ["body"], "alone_reason": "night shift"}
    said = officer.post(f"containers/{container}/open/", body, seen=container)

    assert (alone.status_code, alone.json()["code"]) == (409, "conflict")
    assert "say why one person did it alone" in alone.json()["detail"]
    assert (said.status_code, said.json()["state"]) == (200, "opened")
    assert len(said.json()["cases"]) == 1


def test_the_witness_is_a_colleague_named_by_e_mail(steps, officer):
    container = steps.cleared()[0]
    second = steps.north.person("mortuary officer", name="second")
    stranger = UserFactory(email="stranger@example.org")
    body = {"remains": []}
    address = f"containers/{container}/open/"

    unknown = officer.post(address, body | {"witness": stranger.email}, seen=container)
    known = officer.post(address, body | {"witness": second.email.upper()}, seen=container)
    custody = officer.get(f"containers/{container}/custody/?ordering=-seq").json()["results"]

    assert unknown.json()["errors"][0]["pointer"] == "/witness"
    assert known.status_code == 200, known.content
    assert (custody[0]["kind"], custody[0]["has_witness"]) == ("opened", True)


def test_further_remains_are_numbered_while_it_is_open(steps, officer):
    case = steps.numbered()[0]
    container = steps.again(case.container)
    body = {"remains": ["fragment"] * 3}

    numbered = officer.post(f"containers/{container}/number/", body, seen=container)
    too_many = officer.post(
        f"containers/{container}/number/",
        {"remains": ["fragment"] * 201},
        seen=numbered.headers["ETag"],
    )

    assert len(numbered.json()["cases"]) == 5
    assert (too_many.status_code, too_many.json()["code"]) == (422, "rule_broken")


def test_a_storage_unit_is_one_of_the_own_agency(steps, officer):
    case = steps.numbered()[0]
    StorageUnit.objects.create(agency=steps.north.mortuaries[1], name="Shelf 2")
    body = {"alone_reason": "night shift"}

    others = officer.post(f"cases/{case}/store/", body | {"storage_unit": "Shelf 2"}, seen="*")
    own = officer.post(f"cases/{case}/store/", body | {"storage_unit": "Shelf 1"}, seen="*")

    assert others.json()["errors"][0] == {
        "pointer": "/storage_unit",
        "code": "does_not_exist",
        "detail": "There is no such record.",
    }
    assert own.json()["storage_unit"] == "Shelf 1"


def test_remains_are_sent_on_and_received_by_a_program(steps, officer):
    case = steps.numbered()[0]
    to = steps.north.mortuaries[1]
    receiver = program(UserFactory(agency=to, role="mortuary officer", program=True))

    sent = officer.post(f"cases/{case}/send/", {"to": to.code}, seen="*")
    body = {"alone_reason": "night shift"}
    received = receiver.post(f"cases/{case}/receive/", body, seen=sent.headers["ETag"])

    assert sent.json()["destined_to"] == to.code
    assert received.status_code == 200, received.content
    assert (received.json()["custodian"], received.json()["destined_to"]) == (to.code, None)


def test_a_correction_names_what_it_corrects(steps, officer):
    case = steps.numbered()[0]
    address = f"cases/{case}/custody/"

    made = officer.post(f"{address}1/correct/", {"note": "It was the other hall", "place": "Hall"})
    again = officer.post(f"{address}1/correct/", {"note": "No, the first"})
    shown = officer.get(address).json()["results"]

    assert (made.status_code, made.json()["corrects"], made.json()["seq"]) == (201, 1, 2)
    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    assert [row["kind"] for row in shown] == ["numbered", "corrected"]
    assert officer.post(f"{address}9/correct/", {"note": "x"}).status_code == 404
    assert officer.post(f"{address}{'9' * 40}/correct/", {"note": "x"}).status_code == 404


def test_a_team_records_what_it_found(steps):
    lead = person(steps.north.transport_lead)

    site = lead.post("recoveries/", {"place": "Upper Sample", "latitude": "49.5"})
    body = {"place": "Upper Sample", "latitude": "49.5", "longitude": "36.25"}
    site = lead.post("recoveries/", body)
    found = lead.post(f"{site.headers['Location']}remains/", {"remains": ["body", "fragment"]})

    assert site.status_code == 201, site.content
    assert (site.json()["latitude"], site.json()["longitude"]) == ("49.50000", "36.25000")
    assert found.status_code == 201, found.content
    assert [case["kind"] for case in found.json()["cases"]] == ["body", "fragment"]
    listed = lead.get(f"cases/?recovery={site.json()['reference']}").json()["results"]
    assert [case["reference"] for case in listed] == [
        case["reference"] for case in found.json()["cases"]
    ]


def test_half_a_point_is_refused_in_the_words_of_the_register(steps):
    answer = person(steps.north.transport_lead).post(
        "recoveries/", {"place": "Upper Sample", "latitude": "49.5"}
    )

    assert (answer.status_code, answer.json()["detail"]) == (
        409,
        "Give latitude and longitude, or neither.",
    )


def test_a_storing_sheet_is_scanned_by_a_program(steps, officer):
    case = steps.numbered()[0]
    mortuary = steps.north.mortuaries[0]
    machine = program(UserFactory(agency=mortuary, role="mortuary officer", program=True))
    header = {
        "purpose": "storing",
        "place": "Hall",
        "storage_unit": "Shelf 1",
        "alone_reason": "gate scanner",
    }

    sheet = machine.post("sheets/", header).headers["Location"]
    key = "0b5c1d6e-3f0a-4b8e-9a51-6a0c9b1f2d10"
    scans = machine.post(f"{sheet}scans:bulk", {"items": [{"key": key, "code": str(case)}]})

    assert scans.json()["results"] == [
        {
            "index": 0,
            "status": 200,
            "key": key,
            "result": "done",
            "container": None,
            "case": str(case),
            "says": "",
        }
    ]
    assert officer.get(f"cases/{case}/").json()["storage_unit"] == "Shelf 1"


def test_times_are_in_utc_whatever_the_house_keeps(steps, officer, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    case = steps.numbered()[0]

    shown = officer.get(f"cases/{case}/").json()
    custody = officer.get(f"cases/{case}/custody/").json()["results"][0]

    assert shown["numbered_at"].endswith("Z")
    assert custody["occurred_at"].endswith("Z")
    assert custody["reviewed_at"] is None


def test_a_container_elsewhere_is_no_move_of_yours(steps, officer):
    container = Container.objects.get(pk=steps.cleared()[0].pk)
    coordinator = person(steps.north.coordinator)

    moves = coordinator.get(f"containers/{container}/").json()["moves"]

    assert moves["open"] == "Only a mortuary officer opens a container."
    assert officer.get(f"containers/{container}/").json()["moves"]["open"] is None
