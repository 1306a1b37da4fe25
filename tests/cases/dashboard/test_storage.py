"""An agency's storage: how full each unit is, what lies in it, and keeping it."""

import pytest

from cases.models import StorageUnit
from tests.factories.remains import ContainerFactory, RemainsCaseFactory, StorageUnitFactory

ROOM = {"name": "Hall 2", "kind": "room", "capacity": "12"}


@pytest.fixture
def reefer(officer):
    return StorageUnitFactory(agency=officer.agency, name="Reefer 1", capacity=1)


def test_the_list_says_how_full_each_is(officer, reefer, shown):
    for _n in range(2):
        RemainsCaseFactory(custodian=officer.agency, storage_unit=reefer)
    StorageUnitFactory(agency=officer.agency, name="Table 1")

    page = shown(officer, "/storage/")

    assert "Too full by 1" in page
    assert "not known" in page


def test_an_agency_without_units_is_told_what_to_do(officer, shown):
    assert "Your agency has no storage units yet." in shown(officer, "/storage/")


def test_the_list_costs_the_same_however_many_there_are(
    officer, browse, django_assert_max_num_queries
):
    StorageUnitFactory.create_batch(30, agency=officer.agency)
    browser = browse(officer)
    browser.get("/storage/")

    with django_assert_max_num_queries(16):
        browser.get("/storage/")


def test_a_unit_shows_what_lies_in_it(officer, reefer, shown):
    held = {"custodian": officer.agency, "storage_unit": reefer}
    lying, emptied = ContainerFactory(**held), ContainerFactory(state="emptied", **held)

    page = shown(officer, reefer.get_absolute_url())

    assert str(lying) in page
    assert str(emptied) not in page
    assert "Full" in page


def test_a_unit_is_added_changed_closed_and_used_again(officer, browse):
    browser = browse(officer)
    browser.post("/storage/new/", ROOM)
    unit = StorageUnit.objects.get(name="Hall 2")
    url = unit.get_absolute_url()

    browser.post(f"{url}change/", ROOM | {"capacity": "20", "version": unit.version})
    unit.refresh_from_db()
    assert unit.capacity == 20
    browser.post(f"{url}close/", {"version": unit.version})
    unit.refresh_from_db()
    assert not unit.is_active
    browser.post(f"{url}reopen/", {"version": unit.version})
    unit.refresh_from_db()
    assert unit.is_active


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "Reefer 1"}, "has a storage unit of this name"),
        ({"kind": "grave"}, "A grave names its place, and its plot there."),
        ({"latitude": "48.1"}, "Give latitude and longitude, or neither."),
        ({"capacity": "-1"}, "greater than or equal to 0"),
    ],
)
def test_what_cannot_be_is_told_beside_what_was_typed(officer, browse, reefer, typed, said):
    answer = browse(officer).post("/storage/new/", ROOM | typed)

    assert answer.status_code in (409, 422)
    assert said in answer.content.decode()


def test_everything_is_moved_to_another_unit(officer, browse, reefer):
    case = RemainsCaseFactory(custodian=officer.agency, storage_unit=reefer)
    other = StorageUnitFactory(agency=officer.agency)
    typed = {"storage_unit": other.pk, "alone_reason": "The cooling failed"}

    browse(officer).post(f"{reefer.get_absolute_url()}move-all/", typed)

    case.refresh_from_db()
    assert case.storage_unit == other


def test_a_unit_of_another_side_does_not_exist(steps, reefer, browse):
    stranger = browse(steps.south.mortuary_officer)

    assert stranger.get(reefer.get_absolute_url()).status_code == 404
