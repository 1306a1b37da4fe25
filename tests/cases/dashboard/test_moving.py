"""Storing, receiving, clearing, sending on and labelling: one, or all that are selected."""

import pytest

from cases.models import Container, CustodyEvent, RemainsCase
from cases.operations.sending import send_cases
from tests.cases.dashboard.reading import hidden, text_in
from tests.factories.remains import RemainsCaseFactory, StorageUnitFactory
from tests.factories.steps import Steps, do


@pytest.fixture
def cases(steps):
    return steps.numbered("A-1")


def picked(address: str, *rows) -> str:
    return f"{address}?" + "&".join(f"pick={row.reference}" for row in rows)


def posted(browser, address: str, *rows, **typed):
    """The page as it was drawn, with what was typed."""
    selection = hidden(browser.get(picked(address, *rows)), "selection")
    return browser.post(address, {"selection": selection} | typed, follow=True)


def test_selected_cases_are_put_in_a_place(cases, officer, colleague, unit, browse):
    response = posted(
        browse(officer), "/cases/move/store/", *cases, storage_unit=unit.pk, witness=colleague.pk
    )

    assert "2 cases stored." in text_in(response)
    assert {case.storage_unit for case in RemainsCase.objects.all()} == {unit}


def test_selected_containers_are_put_in_a_place(steps, officer, unit, browse):
    containers = steps.cleared("A-1", "A-2")

    posted(
        browse(officer),
        "/containers/move/store/",
        *containers,
        storage_unit=unit.pk,
        alone_reason="night shift",
    )

    assert Container.objects.filter(storage_unit=unit).count() == 2


def test_one_of_them_leads_back_to_its_own_page(cases, officer, unit, browse):
    response = posted(
        browse(officer), "/cases/move/store/", cases[0], storage_unit=unit.pk, alone_reason="night"
    )

    assert response.redirect_chain[-1][0] == cases[0].get_absolute_url()


def test_storing_takes_two_people_or_a_reason(cases, officer, unit, browse):
    response = posted(browse(officer), "/cases/move/store/", *cases, storage_unit=unit.pk)

    assert response.status_code == 409
    assert "Name a second person, or say why one person did it alone." in text_in(response)
    assert f'<option value="{unit.pk}" selected>' in response.content.decode()
    assert not RemainsCase.objects.exclude(storage_unit=None).exists()


def test_only_places_of_the_own_agency_are_offered(cases, officer, browse):
    elsewhere = StorageUnitFactory()

    response = posted(
        browse(officer), "/cases/move/store/", *cases, storage_unit=elsewhere.pk, alone_reason="x"
    )

    assert response.status_code == 422
    assert "Storage unit:" in text_in(response)


def test_only_people_of_the_own_agency_are_offered_as_witness(
    steps, cases, officer, colleague, browse
):
    page = browse(officer).get(picked("/cases/move/store/", *cases)).content.decode()

    assert colleague.name in page
    assert f'value="{officer.pk}"' not in page
    assert f'value="{steps.north.coordinator.pk}"' not in page


def test_what_may_not_move_is_left_out_and_says_why(steps, cases, officer, unit, browse):
    do(send_cases, by=officer, cases=cases[:1], to=steps.north.mortuaries[1])
    browser = browse(officer)

    asked = browser.get(picked("/cases/move/store/", *cases))
    posted(browser, "/cases/move/store/", *cases, storage_unit=unit.pk, alone_reason="night")

    assert "You put 1 case in a storage unit" in text_in(asked)
    assert "Left out" in text_in(asked)
    assert "This is on its way to another agency" in text_in(asked)
    assert list(RemainsCase.objects.filter(storage_unit=unit)) == cases[1:]


def test_where_none_may_move_no_form_is_drawn(steps, cases, shown):
    text = shown(steps.north.coordinator, picked("/cases/move/store/", *cases))

    assert "Only a mortuary officer stores and moves remains." in text
    assert "Second person" not in text


def test_what_became_refused_meanwhile_stops_the_whole(steps, cases, officer, unit, browse):
    browser = browse(officer)
    selection = hidden(browser.get(picked("/cases/move/store/", *cases)), "selection")
    do(send_cases, by=officer, cases=cases[:1], to=steps.north.mortuaries[1])

    response = browser.post(
        "/cases/move/store/",
        {"selection": selection, "storage_unit": unit.pk, "alone_reason": "night"},
    )

    assert response.status_code == 403
    assert f"{cases[0]}: This is on its way to another agency" in text_in(response)
    assert not RemainsCase.objects.filter(storage_unit=unit).exists()


def test_a_stale_selection_is_refused_once_and_may_then_be_sent(cases, officer, unit, browse):
    browser = browse(officer)
    typed = {"storage_unit": unit.pk, "alone_reason": "night"}
    seen = hidden(browser.get(picked("/cases/move/store/", *cases)), "selection")
    RemainsCase.objects.filter(pk=cases[0].pk).update(version=7)

    refused = browser.post("/cases/move/store/", typed | {"selection": seen})
    again = typed | {"selection": hidden(refused, "selection")}
    done = browser.post("/cases/move/store/", again, follow=True)

    assert refused.status_code == 412
    assert "was changed while you were reading it" in text_in(refused)
    assert "2 cases stored." in text_in(done)


def test_a_form_that_is_sent_twice_counts_once(cases, officer, unit, browse):
    browser = browse(officer)
    selection = hidden(browser.get(picked("/cases/move/store/", *cases)), "selection")
    typed = {"selection": selection, "storage_unit": unit.pk, "alone_reason": "night"}

    for _n in range(2):
        browser.post("/cases/move/store/", typed)

    assert CustodyEvent.objects.filter(kind="stored").count() == 2


def test_cases_are_sent_to_a_mortuary_and_received_there(steps, cases, officer, browse):
    second = steps.north.mortuaries[1]
    other = steps.north.person("mortuary officer", at=second)

    sent = posted(browse(officer), "/cases/move/send/", *cases, to=second.pk)
    received = posted(browse(other), "/cases/move/receive/", *cases, alone_reason="night shift")

    assert "2 cases on the way." in text_in(sent)
    assert "2 cases received." in text_in(received)
    assert {case.custodian for case in RemainsCase.objects.all()} == {second}


def test_only_mortuaries_of_the_own_side_are_offered(steps, cases, officer, browse):
    response = posted(browse(officer), "/cases/move/send/", *cases, to=steps.south.mortuaries[0].pk)

    assert response.status_code == 422
    assert not RemainsCase.objects.exclude(destined_to=None).exists()


def test_an_explosives_officer_clears_what_is_selected(steps, browse):
    share = steps.received("A-1", "A-2")
    containers = [place.container for place in share.places.select_related("container")]

    response = posted(
        browse(steps.north.explosives_officer),
        "/containers/move/clear/",
        *containers,
        place="Yard",
    )

    assert "2 containers cleared." in text_in(response)
    assert Container.objects.filter(state="cleared").count() == 2


def test_what_is_on_its_way_here_is_received_without_a_sheet(steps, officer, colleague, browse):
    share = steps.sent("A-1")
    container = share.places.get().container

    posted(browse(officer), "/containers/move/receive/", container, witness=colleague.pk)

    assert Steps.again(container).state == "received"


def test_labels_of_what_is_selected_come_as_one_file(cases, officer, browse):
    browser = browse(officer)
    selection = hidden(browser.get(picked("/cases/labels/", *cases)), "selection")

    response = browser.post(
        "/cases/labels/", {"selection": selection, "layout_name": "large", "skip": 3}
    )

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_labels_ask_for_a_place_that_is_on_the_sheet(cases, officer, browse):
    response = posted(browse(officer), "/cases/labels/", *cases, layout_name="small", skip=24)

    assert response.status_code == 422
    assert "Places used up on the first sheet:" in text_in(response)


@pytest.mark.parametrize("address", ["/cases/move/store/", "/cases/labels/"])
def test_nothing_selected_leads_back_to_the_list(officer, browse, address):
    browser = browse(officer)

    for response in (browser.get(address, follow=True), browser.post(address, follow=True)):
        assert "Nothing is selected." in text_in(response)


@pytest.mark.parametrize("pick", ["RC-26-000001-1", "%00", "💀", "x" * 5000])
def test_what_one_may_not_see_does_not_exist(cases, officer, browse, pick):
    RemainsCaseFactory(reference="RC-26-000001-1")
    browser = browse(officer)

    asked = browser.get("/cases/move/store/", {"pick": pick})
    sent = browser.post("/cases/move/store/", {"selection": f"{cases[0]}:1 {pick}:1"})

    assert asked.status_code in (302, 404)
    assert sent.status_code in (404, 422)


def test_a_move_that_is_none_does_not_exist(cases, officer, browse):
    assert browse(officer).get(picked("/cases/move/delete/", *cases)).status_code == 404


def test_at_most_a_thousand_are_moved_at_once(officer, browse):
    many = " ".join(f"RC-26-{number:06}-X:1" for number in range(1001))

    response = browse(officer).post("/cases/move/store/", {"selection": many}, follow=True)

    assert "At most 1000 are moved at once; you selected 1001." in text_in(response)
