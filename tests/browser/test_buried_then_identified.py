"""Journey 10 by the pages: buried for a time, identified by a sample that was kept, exhumed under a
permit and given to the family."""

from datetime import timedelta

import pytest
import time_machine

from cases.models import CustodyEvent, StorageUnit
from repatriation.audit.verification import broken_streams
from repatriation.ledger.clock import now
from tests.browser.hands import Hands
from tests.browser.test_identification import (
    KIN,
    compared,
    consented,
    decided,
    examined,
    found,
    proposed,
    sampled,
    sought,
)
from tests.factories.remains import StorageUnitFactory
from tests.factories.whole_house import WholeHouse

pytestmark = pytest.mark.django_db(transaction=True)


def buried(hands: Hands, house: WholeHouse, case) -> None:
    """A grave is opened as a place of storage; who lies in it is not moved like a box."""
    hands.at(house.officer, "/storage/").follow("Add a storage unit")
    hands.fill(name="Grave 17", kind="grave", capacity="1", place="Havrel", plot="4-17")
    hands.press("is added.")
    grave = StorageUnit.objects.get(name="Grave 17")
    hands.at(house.officer, f"/cases/move/store/?pick={case}")
    hands.fill(storage_unit=str(grave.pk), witness=str(house.witness.pk))
    hands.press("stored")
    hands.at(house.officer, case.get_absolute_url()).sees("Grave 17", "Buried")
    hands.at(house.examiner, case.get_absolute_url()).why_not("This is buried")
    assert type(case).objects.get(pk=case.pk).storage_unit == grave


def exhumed(hands: Hands, house: WholeHouse, case) -> None:
    table = StorageUnitFactory(agency=house.mortuary, name="Table 2")
    hands.at(house.officer, case.get_absolute_url()).follow("Exhume")
    hands.fill(permit_by="Prosecutor of Havrel", witness=str(house.witness.pk))
    hands.refused("Nothing is filled in here")
    hands.fill(permit="EX-12/27", storage_unit=str(table.pk)).press("is exhumed.")
    hands.sees("EX-12/27", "Table 2")


def given_to_the_family(hands: Hands, house: WholeHouse, case, person) -> None:
    consented(hands, house, person, "release")
    hands.at(house.first).take_up(case).follow("Authorise the release")
    hands.fill(whom="family", label=str(case)).press("is authorised.")
    hands.at(house.second).take_up(case).follow("Release")
    hands.fill(label=str(case), receipt="R-5", receiver=KIN, burial_place="Havrel")
    hands.fill(witness=str(house.witness.pk)).press("is released.")
    hands.at(house.first, f"{case.get_absolute_url()}releases/").follow("Close the case").press(
        "closed"
    )


def test_who_was_buried_for_a_time_is_identified_exhumed_and_given_to_the_family(page, live_server):
    house = WholeHouse()
    hands, case = Hands(page, live_server), house.remains()
    examined(hands, house, case)
    sampled(hands, house, case)
    buried(hands, house, case)

    with time_machine.travel(now() + timedelta(days=365)):
        hands = Hands(page, live_server)
        person = sought(hands, house)
        result = compared(hands, house, case, person)
        row = proposed(hands, house, case, found(hands, house, case, person), result)
        decided(hands, house, row, "established")
        hands.at(house.authority).take_up(row).follow("Certify").fill(certificate="C-17")
        hands.press("The identification is certified.")
        hands.at(house.first, f"{case.get_absolute_url()}releases/")
        hands.sees("they are exhumed under a permit first")
        exhumed(hands, house, case)
        given_to_the_family(hands, house, case, person)

        story = list(CustodyEvent.objects.of(case).values_list("kind", flat=True))
        assert story[:3] == ["released", "exhumed", "buried"]
        assert "gap" not in story
        assert broken_streams() == []
