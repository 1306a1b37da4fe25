"""Journey 10 over the API: buried for a time, identified by a sample that was kept, exhumed under
a permit and given to the family."""

from datetime import timedelta

import pytest
import time_machine

from cases.models import CustodyEvent, MissingPerson
from repatriation.audit.verification import broken_streams
from repatriation.ledger.clock import now
from tests.api.walk import Walk
from tests.factories.remains import StorageUnitFactory
from tests.factories.whole_house import WholeHouse
from tests.journeys.test_identification import (
    compared,
    consented,
    decided,
    examined,
    found,
    proposed,
    sampled,
    sought,
)

pytestmark = pytest.mark.django_db

PERMIT = {"permit": "EX-12/27", "permit_by": "Prosecutor of Havrel"}


def buried(walk: Walk, case) -> None:
    """A grave is a storage unit; who lies in it is moved by an exhumation alone."""
    house, at = walk.house, f"cases/{case}/"
    for name, kind in (("Grave 17", "grave"), ("Grave 18", "grave"), ("Table 2", "other")):
        place = {"place": "Havrel", "plot": "4-17"} if kind == "grave" else {}
        StorageUnitFactory(agency=house.mortuary, name=name, kind=kind, **place)
    said = {"witness": house.witness.email}
    walk.move(house.officer, at, "store", storage_unit="Grave 17", **said)
    for elsewhere in ("Grave 18", "Table 2"):
        refusal = walk.refused(house.officer, at, "store", storage_unit=elsewhere, **said)
        assert "exhumed under a permit before anything else" in refusal
    taking = walk.as_(house.examiner).post("samples/", {"case": str(case), "tissue": "femur"})
    assert (taking.status_code, "This is buried" in taking.json()["detail"]) == (403, True)


def exhumed(walk: Walk, case) -> None:
    house, at = walk.house, f"cases/{case}/"
    said = PERMIT | {"witness": house.witness.email}
    assert "Only a mortuary officer" in walk.refused(house.examiner, at, "exhume", **said)
    none = said | {"permit": " "}
    assert walk.as_(house.officer).post(f"{at}exhume/", none, seen="*").status_code in (400, 422)
    grave = walk.refused(house.officer, at, "exhume", storage_unit="Grave 18", **said)
    assert "another burial is a move of its own" in grave
    shown = walk.move(house.officer, at, "exhume", storage_unit="Table 2", **said)
    assert shown["storage_unit"] == "Table 2"
    assert "does not lie in a grave" in walk.refused(house.officer, at, "exhume", **said)


def given_to_the_family(walk: Walk, case) -> None:
    house, at, label = walk.house, f"cases/{case}/", {"label": str(case)}
    consented(walk, f"missing-persons/{MissingPerson.objects.get()}/", "release")
    walk.move(house.first, at, "authorise-release", to="family", **label)
    leaving = {"receipt": "R-5", "receiver": "Driver One", "witness": house.witness.email}
    walk.move(house.second, at, "release", burial_place="Havrel", **leaving, **label)
    assert walk.move(house.first, at, "close-released")["state"] == "closed"


def test_who_was_buried_for_a_time_is_identified_exhumed_and_given_to_the_family():
    house = WholeHouse()
    walk, case = Walk(house), house.remains()
    examined(walk, case)
    sample = sampled(walk, case)
    buried(walk, case)

    with time_machine.travel(now() + timedelta(days=365)):
        walk = Walk(house)
        at = sought(walk)
        result = compared(walk, case, at, sample)
        found(walk, case, at)
        identification = proposed(walk, case, at, result)
        assert decided(walk, identification, "established")["state"] == "identified"
        walk.move(house.authority, identification, "certify", certificate="C-17")
        label = {"to": "family", "label": str(case)}
        refusal = walk.refused(house.first, f"cases/{case}/", "authorise-release", **label)
        assert "buried; they are exhumed under a permit first" in refusal
        exhumed(walk, case)
        given_to_the_family(walk, case)

        story = list(CustodyEvent.objects.of(case).values_list("kind", flat=True))
        assert story[:3] == ["released", "exhumed", "buried"]
        assert CustodyEvent.objects.of(case)[1].permit == PERMIT["permit"]
        assert "gap" not in story
        assert broken_streams() == []
