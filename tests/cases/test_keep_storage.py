"""Storage with room for so many, and graves: an interim burial is storage."""

import pytest
from django.db import IntegrityError

from cases.models import Container, CustodyEvent, RemainsCase, StorageUnit
from cases.operations.custody import Circumstances
from cases.operations.keeping import change_unit, close_unit, move_all, open_unit, reopen_unit
from cases.operations.opening import number_remains
from cases.operations.sending import send_cases
from cases.operations.storing import exhume, store_cases, store_containers
from repatriation.audit.models import Event
from repatriation.errors import NotPermitted, RuleBroken
from tests.factories.remains import StorageUnitFactory
from tests.factories.steps import Steps, do

GRAVE = {"name": "Plot 4", "kind": "grave", "place": "Old cemetery, Havrel", "plot": "Row 2, 4"}


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def officer(steps):
    return steps.north.mortuary_officer


@pytest.fixture
def cases(steps):
    return steps.numbered("A-1")


def put(things, officer, unit, store=store_cases):
    said = Circumstances(storage_unit=unit, alone_reason="night")
    noun = "cases" if store is store_cases else "containers"
    return do(store, by=officer, **{noun: things}, circumstances=said)


def stored(unit):
    return StorageUnit.objects.with_stored().get(pk=unit.pk).stored


def test_an_officer_keeps_the_units_of_the_own_agency(steps, officer):
    unit = do(open_unit, by=officer, name="Reefer 1", kind="reefer", capacity=40)
    unit = do(change_unit, by=officer, unit=unit, name="Reefer 2", capacity=30)

    assert (unit.agency, unit.name, unit.capacity) == (officer.agency, "Reefer 2", 30)
    stranger = steps.north.person("mortuary officer", at=steps.north.mortuaries[1])
    with pytest.raises(NotPermitted, match="of another agency"):
        do(change_unit, by=stranger, unit=unit, name="Mine")
    with pytest.raises(NotPermitted, match="Only a mortuary officer"):
        do(open_unit, by=steps.north.coordinator, name="Hall")


def test_more_than_there_is_room_for_is_recorded_and_told(officer, cases):
    unit = StorageUnitFactory(agency=officer.agency, capacity=1)

    put(cases, officer, unit)

    assert stored(unit) == 2
    event = Event.objects.get(facts__kind="cases.unit_overfull")
    assert (event.details["stored"], event.details["capacity"]) == (2, 1)


def test_what_is_in_an_opened_container_is_counted_once(steps, officer):
    cases = steps.numbered("A-1", "A-2")
    unit = StorageUnitFactory(agency=officer.agency, capacity=3)
    put(list(Container.objects.all()), officer, unit, store_containers)
    put(cases, officer, unit)

    assert stored(unit) == 3
    assert not Event.objects.filter(facts__kind="cases.unit_overfull").exists()


def test_a_unit_is_closed_when_nothing_lies_in_it(steps, officer, cases):
    unit, other = StorageUnitFactory.create_batch(2, agency=officer.agency)
    put(cases, officer, unit)

    with pytest.raises(RuleBroken, match="2 containers or cases lie in"):
        do(close_unit, by=officer, unit=unit)
    said = Circumstances(alone_reason="The cooling failed")
    moved = do(move_all, by=officer, unit=unit, to=other, circumstances=said)

    assert (moved, stored(unit), stored(other)) == (2, 0, 2)
    closed = do(close_unit, by=officer, unit=unit)
    with pytest.raises(RuleBroken, match="not a storage unit in use"):
        put(cases, officer, closed)
    assert do(reopen_unit, by=officer, unit=closed).is_active


def test_nothing_is_moved_from_an_empty_unit_or_into_itself(officer):
    unit, other = StorageUnitFactory.create_batch(2, agency=officer.agency)

    with pytest.raises(RuleBroken, match="Nothing lies in"):
        do(move_all, by=officer, unit=unit, to=other, circumstances=Circumstances())
    with pytest.raises(RuleBroken, match="another storage unit"):
        do(move_all, by=officer, unit=unit, to=unit, circumstances=Circumstances())


def test_a_grave_says_where_it_is(officer):
    with pytest.raises(IntegrityError, match="a_grave_says_where_it_is"):
        do(open_unit, by=officer, name="Plot", kind="grave")


def test_remains_are_buried_and_exhumed_under_a_permit(steps, officer, cases):
    grave = do(open_unit, by=officer, **GRAVE)
    table = StorageUnitFactory(agency=officer.agency)
    put(cases[:1], officer, grave)
    buried = steps.again(cases[0])

    assert CustodyEvent.objects.of(buried).first().kind == "buried"
    with pytest.raises(NotPermitted, match="exhumed under a permit"):
        put([buried], officer, table)
    with pytest.raises(NotPermitted, match="exhumed under a permit"):
        do(send_cases, by=officer, cases=[buried], to=steps.north.mortuaries[1])
    said = Circumstances(storage_unit=table, alone_reason="night")
    papers = {"permit": "EX-12/27", "permit_by": "Prosecutor of Havrel"}
    for missing in papers:
        with pytest.raises(RuleBroken, match="number of the exhumation permit, and who issued it"):
            do(exhume, by=officer, things=[buried], circumstances=said, **papers | {missing: " "})
    do(exhume, by=officer, things=[buried], circumstances=said, **papers)

    event = CustodyEvent.objects.of(buried).first()
    assert (event.kind, event.storage_unit) == ("exhumed", table)
    assert (event.permit, event.permit_by) == ("EX-12/27", "Prosecutor of Havrel")
    assert RemainsCase.objects.get(pk=buried.pk).storage_unit == table


def test_who_is_buried_is_not_moved_with_all_others(officer, cases):
    grave = do(open_unit, by=officer, **GRAVE)
    other = StorageUnitFactory(agency=officer.agency)
    put(cases, officer, grave)

    with pytest.raises(NotPermitted, match="exhumed one by one"):
        do(move_all, by=officer, unit=grave, to=other, circumstances=Circumstances())
    with pytest.raises(RuleBroken, match="stays a grave"):
        do(change_unit, by=officer, unit=grave, kind="shelf")


def test_only_what_is_buried_is_exhumed(officer, cases):
    permit = {"permit": "EX-1", "permit_by": "Prosecutor"}
    with pytest.raises(NotPermitted, match="not lie in a grave"):
        do(exhume, by=officer, things=cases, circumstances=Circumstances(), **permit)


def test_a_container_that_is_buried_is_not_numbered_from(steps, officer, cases):
    container = steps.again(cases[0].container)
    put([container], officer, do(open_unit, by=officer, **GRAVE), store_containers)

    said = {"remains": ["body"], "circumstances": Circumstances()}
    with pytest.raises(NotPermitted, match="exhumed under a permit"):
        do(number_remains, by=officer, container=steps.again(container), **said)
