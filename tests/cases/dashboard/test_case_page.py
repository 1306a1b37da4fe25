"""A case's page: one story of custody, from the other side's list to the shelf it lies on."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import CustodyEvent
from cases.operations.custody import Circumstances
from cases.operations.opening import empty_container
from cases.operations.receiving import receive_cases
from cases.operations.reviewing import correct_custody, review_custody
from cases.operations.sending import send_cases
from cases.operations.storing import store_cases
from repatriation.dashboard.panels import Panel, panel_on
from repatriation.ledger.clock import clock_at, now
from tests.factories.steps import Steps, do


@pytest.fixture
def case(steps):
    return steps.numbered("A-1")[0]


def test_its_story_goes_on_where_its_containers_ended(case, officer, unit, shown):
    said = Circumstances(storage_unit=unit, alone_reason="night shift")
    do(store_cases, by=officer, cases=[case], circumstances=said)

    text = shown(officer, case.get_absolute_url())

    story = ["In store", "Numbered on opening of", "Container opened", "Cleared", "Received"]
    story += ["Handed over by Southern Commission to Northern Commission", "Put on the handover"]
    places = [text.index(one) for one in story]
    assert places == sorted(places)
    assert "Remains case, one of 2 from" in text


def test_what_happens_to_the_container_afterwards_is_not_its_story(case, officer, shown):
    do(empty_container, by=officer, container=Steps.again(case.container))

    assert "Recorded as emptied" not in shown(officer, case.get_absolute_url())


def test_a_later_correction_of_what_was_before_is_its_story(case, officer, shown):
    event = CustodyEvent.objects.get(container=case.container, kind="received")
    do(correct_custody, by=officer, event=event, note="The bay was misread.", place="Bay 2")

    text = shown(officer, case.get_absolute_url())

    assert "Bay 2. The first entry is kept. The bay was misread." in text
    assert "Corrected later." in text


def test_both_times_are_told_where_it_was_recorded_later(case, officer, unit, shown):
    said = Circumstances(storage_unit=unit, alone_reason="night shift")
    at = now()
    with clock_at(at + timedelta(hours=5)):
        do(store_cases, by=officer, cases=[case], circumstances=said, occurred_at=at)

        text = shown(officer, case.get_absolute_url())

    assert ", recorded" in text


def test_a_gap_is_drawn_as_long_as_it_was(steps, case, officer, shown):
    second = steps.north.mortuaries[1]
    do(send_cases, by=officer, cases=[case], to=second)
    later = now() + timedelta(hours=15, minutes=45)
    other = steps.north.person("mortuary officer", at=second)
    said = Circumstances(alone_reason="night shift", from_holder=steps.north.agency)
    with clock_at(later):
        do(receive_cases, by=other, cases=[case], circumstances=said)

        text = shown(other, case.get_absolute_url())

    assert "Gap: 15 h 45 min." in text
    assert "Nobody recorded who held it after Northern Mortuary 1." in text
    assert "Gap in custody" in text
    assert "Newest first. 1 gap." in text


def test_what_was_done_alone_waits_for_another_and_then_says_who_it_was(
    steps, case, officer, colleague, shown
):
    url = case.get_absolute_url()

    assert "You did this yourself; another person must review it." in shown(officer, url)
    text = shown(colleague, url)
    assert "Alone: night shift" in text
    assert "Waits for a review" in text
    do(review_custody, by=colleague, events=list(CustodyEvent.objects.alone()))
    text = shown(officer, url)
    assert f"Reviewed by {colleague.name}" in text
    assert "Waits for a review" not in text


def test_a_late_review_says_when_it_was_due(case, colleague, shown):
    with clock_at(now() + timedelta(days=2)):
        assert "Review was due" in shown(colleague, case.get_absolute_url())


def test_people_of_the_other_side_are_not_named(steps, case, officer, shown):
    text = shown(officer, case.get_absolute_url())

    assert steps.north.transport_lead.name in text
    assert steps.south.exchange_officer.name not in text


def test_what_a_person_wrote_is_text_and_never_markup(case, officer, unit, browse):
    said = Circumstances(storage_unit=unit, place="<i>x</i>", alone_reason="<b>y</b>")
    do(store_cases, by=officer, cases=[case], circumstances=said)

    page = browse(officer).get(case.get_absolute_url()).content.decode()

    assert "&lt;i&gt;x&lt;/i&gt;" in page
    assert "&lt;b&gt;y&lt;/b&gt;" in page


def test_a_gap_before_what_was_entered_late_has_no_length(steps, case, officer, shown):
    second = steps.north.mortuaries[1]
    do(send_cases, by=officer, cases=[case], to=second)
    other = steps.north.person("mortuary officer", at=second)
    earlier = now() - timedelta(days=1)
    said = Circumstances(alone_reason="x", from_holder=steps.north.agency, is_late=True)
    do(receive_cases, by=other, cases=[case], circumstances=said, occurred_at=earlier)

    text = shown(other, case.get_absolute_url())

    assert "Gap. Nobody recorded who held it after Northern Mortuary 1." in text
    assert "entered late" in text


def test_another_agency_finds_nothing(steps, case, browse):
    other = steps.north.person("mortuary officer", at=steps.north.mortuaries[1])

    for path in ("", "correct/", "custody-record/"):
        assert browse(other).get(case.get_absolute_url() + path).status_code == 404


def test_a_coordinator_sees_it_and_is_told_what_is_not_theirs_to_do(steps, case, shown):
    text = shown(steps.north.coordinator, case.get_absolute_url())

    assert "Only a mortuary officer stores and moves remains." in text
    assert "Only a mortuary officer corrects a custody event." in text


def test_it_is_on_its_way_until_the_other_mortuary_has_received_it(steps, case, officer, shown):
    do(send_cases, by=officer, cases=[case], to=steps.north.mortuaries[1])

    text = shown(officer, case.get_absolute_url())

    assert "On the way to Northern Mortuary 2" in text
    assert "This is on its way to another agency; it is stored where it arrives." in text


def test_another_app_adds_its_panel(case, officer, shown, monkeypatch):
    monkeypatch.setattr("repatriation.dashboard.panels._panels", {})
    panel_on("cases.remainscase")(
        lambda _user, row: Panel("Weather", "_components/empty.html", {"title": f"{row} is dry."})
    )

    text = shown(officer, case.get_absolute_url())

    assert "Weather" in text
    assert f"{case} is dry." in text


def test_the_page_costs_the_same_however_long_the_story_is(case, officer, unit, browse):
    browser, url = browse(officer), case.get_absolute_url()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(url).status_code == 200
        return len(captured)

    said = Circumstances(storage_unit=unit, alone_reason="night shift")
    do(store_cases, by=officer, cases=[case], circumstances=said)
    at_first = queries()
    for _n in range(5):
        do(store_cases, by=officer, cases=[case], circumstances=said)

    assert queries() == at_first <= 24
