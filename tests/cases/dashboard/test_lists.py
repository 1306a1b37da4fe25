"""The lists of containers and of cases: what is in the address is what is shown."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cases.dashboard.reading import text_in
from tests.factories.remains import ContainerFactory, RemainsCaseFactory, StorageUnitFactory

HOSTILE = (
    "?state=%00&q=%00",
    "?custodian=99999999999999999999&storage_unit=x",
    "?after=99999999999999999999&before=-1",
    "?sort=password&kind=%F0%9F%92%80",
    "?q=RC-26-000001-1",
    "?q=%25%27%22%3C%3E%ED%A0%80",
    "?sort=-&after=x&state=&state=cleared&q=" + "x" * 2000,
)


@pytest.fixture
def containers(officer):
    return [
        ContainerFactory(custodian=officer.agency, label=f"A-{n}", seal=f"S{n}") for n in range(3)
    ]


def test_an_agency_sees_what_it_holds_and_a_coordinator_what_the_side_holds(
    steps, officer, containers, shown
):
    other = ContainerFactory(custodian=steps.north.mortuaries[1])
    ContainerFactory(custodian=steps.south.agency, label="of the other side")

    assert "3 containers" in shown(officer, "/containers/")
    text = shown(steps.north.coordinator, "/containers/")
    assert "4 containers" in text
    assert other.reference in text
    assert "of the other side" not in text


@pytest.mark.parametrize(
    "address", ["/containers/", "/cases/", "/recoveries/", "/sheets/", "/reviews/"]
)
def test_a_list_is_for_those_who_are_signed_in(client, address):
    assert client.get(address).url == f"/sign-in/?next={address}"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=cleared", {"A-1"}),
        ("kind=bag", {"A-2"}),
        ("q=a-1", {"A-1"}),
        ("q=S2", {"A-2"}),
        ("state=cleared&kind=bag", set()),
    ],
)
def test_containers_are_filtered_by_what_stands_in_the_address(
    officer, containers, shown, query, found
):
    type(containers[0]).objects.filter(label="A-1").update(state="cleared")
    type(containers[0]).objects.filter(label="A-2").update(kind="bag")

    text = shown(officer, f"/containers/?{query}")

    assert {label for label in ("A-0", "A-1", "A-2") if f"{label} S" in text} == found


def test_a_reference_is_found_however_it_is_typed(officer, containers, shown):
    typed = containers[1].reference.replace("-", "").lower()

    text = shown(officer, f"/containers/?q={typed}")

    assert "A-1" in text
    assert "A-2" not in text


def test_a_case_is_found_by_the_container_it_came_from(officer, containers, shown):
    case = RemainsCaseFactory(custodian=officer.agency, container=containers[0])
    RemainsCaseFactory(custodian=officer.agency, container=containers[1])

    for q in (containers[0].reference, "A-0", case.reference):
        text = shown(officer, f"/cases/?q={q}")
        assert "1 case in this filter" in text
        assert case.reference in text


def test_units_are_offered_of_the_custodian_that_was_chosen(steps, shown, officer):
    first, second = steps.north.mortuaries
    for agency in (first, second):
        StorageUnitFactory(agency=agency, name=f"Unit of {agency.pk}")

    assert f"Unit of {first.pk}" in shown(officer, "/containers/")
    text = shown(steps.north.coordinator, f"/containers/?custodian={second.pk}")
    assert f"Unit of {second.pk}" in text
    assert f"Unit of {first.pk}" not in text


def test_the_two_empty_states_are_told_apart(officer, shown):
    assert "No container is known to your agency yet." in shown(officer, "/containers/")
    assert "No container fits this filter." in shown(officer, "/containers/?q=nothing")
    assert "No remains case is known to your agency yet." in shown(officer, "/cases/")
    assert "No case fits this filter." in shown(officer, "/cases/?q=nothing")


def test_pages_follow_each_other_without_a_gap(officer, browse):
    for n in range(55):
        ContainerFactory(custodian=officer.agency, label=f"P-{n:02}.")
    browser = browse(officer)

    first = browser.get("/containers/")
    listing = first.context["listing"]
    second = browser.get(listing.after)

    assert len(listing.rows) == 50
    assert len(second.context["listing"].rows) == 5
    assert not {*listing.rows} & {*second.context["listing"].rows}


@pytest.mark.parametrize("address", ["/containers/", "/cases/"])
def test_a_list_costs_the_same_however_long_it_is(officer, browse, address):
    browser = browse(officer)
    unit = StorageUnitFactory(agency=officer.agency)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200
        return len(captured)

    RemainsCaseFactory(custodian=officer.agency, storage_unit=unit)
    of_one = queries()
    for _n in range(20):
        RemainsCaseFactory(custodian=officer.agency, storage_unit=unit)

    assert queries() == of_one <= 16


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("address", ["/containers/", "/cases/", "/recoveries/", "/sheets/"])
def test_an_address_that_makes_no_sense_is_no_error(officer, browse, address, query):
    assert browse(officer).get(address + query).status_code == 200


def test_the_boxes_lead_to_a_page_that_asks_again(officer, containers, browse):
    response = browse(officer).get("/containers/")

    page = response.content.decode()
    assert f'name="pick" value="{containers[0].reference}"' in page
    assert 'formaction="/containers/move/store/"' in page
    assert 'formaction="/containers/labels/"' in page
    assert "A page to confirm comes next." in text_in(response)
