"""Correcting an entry: the first stays as it was written."""

import pytest

from cases.models import CustodyEvent
from cases.operations.custody import Circumstances
from cases.operations.storing import store_cases
from tests.cases.dashboard.reading import hidden, text_in
from tests.factories.remains import StorageUnitFactory
from tests.factories.steps import Steps, do


@pytest.fixture
def stored(steps, officer, unit):
    case = steps.numbered("A-1")[0]
    said = Circumstances(storage_unit=unit, alone_reason="night shift")
    do(store_cases, by=officer, cases=[case], circumstances=said)
    return Steps.again(case)


def newest(row) -> CustodyEvent:
    return CustodyEvent.objects.of(row).first()


def corrected(browser, row, **typed):
    url = f"{row.get_absolute_url()}correct/"
    version = hidden(browser.get(url), "version")
    return browser.post(url, {"event": newest(row).pk, "version": version} | typed, follow=True)


def test_a_wrong_shelf_is_corrected(stored, officer, browse):
    right = StorageUnitFactory(agency=officer.agency, name="Shelf 13-4")

    response = corrected(
        browse(officer), stored, storage_unit=right.pk, note="Second reading of the card."
    )

    text = text_in(response)
    assert "The correction is recorded beside the first entry." in text
    assert "Correction of the entry of" in text
    assert "Shelf 13-4. The first entry is kept. Second reading of the card." in text
    assert Steps.again(stored).storage_unit == right


def test_a_container_is_corrected_on_its_own_page(steps, officer, browse):
    container = steps.cleared("A-1")[0]

    response = corrected(browse(officer), container, place="Yard 2", note="Misread.")

    assert "Yard 2. The first entry is kept. Misread." in text_in(response)


def test_a_correction_says_what_was_wrong(stored, officer, browse):
    response = corrected(browse(officer), stored, note="  ")

    assert response.status_code == 422
    assert "What was wrong, and how you know:" in text_in(response)


def test_an_entry_is_corrected_once(stored, officer, browse):
    browser, event = browse(officer), newest(stored)
    corrected(browser, stored, note="Misread.")
    version = Steps.again(stored).version

    response = browser.post(
        f"{stored.get_absolute_url()}correct/",
        {"event": event.pk, "note": "Misread again.", "version": version},
    )

    assert response.status_code == 422
    assert CustodyEvent.objects.filter(kind="corrected").count() == 1


def test_an_entry_of_something_else_is_not_corrected_here(steps, stored, officer, browse):
    other = CustodyEvent.objects.get(container=stored.container, kind="received")

    response = corrected(browse(officer), stored, event=other.pk, note="Misread.")

    assert response.status_code == 422
    assert not CustodyEvent.objects.filter(kind="corrected").exists()


def test_a_stale_correction_is_refused(stored, officer, browse):
    typed = {"event": newest(stored).pk, "note": "Misread.", "version": stored.version - 1}

    response = browse(officer).post(f"{stored.get_absolute_url()}correct/", typed)

    assert response.status_code == 412
    assert "Misread." in response.content.decode()
    assert not CustodyEvent.objects.filter(kind="corrected").exists()


def test_whoever_may_not_correct_is_told_in_place(steps, stored, browse, shown):
    coordinator, url = steps.north.coordinator, f"{stored.get_absolute_url()}correct/"

    assert "Only a mortuary officer corrects a custody event." in shown(coordinator, url)
    typed = {"event": newest(stored).pk, "note": "x", "version": stored.version}
    response = browse(coordinator).post(url, typed)
    assert response.status_code == 403
    assert not CustodyEvent.objects.filter(kind="corrected").exists()
