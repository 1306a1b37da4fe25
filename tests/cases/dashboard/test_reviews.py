"""What one did alone, and another reviews."""

from datetime import timedelta

import pytest

from cases.models import CustodyEvent, CustodyReview
from cases.operations.custody import Circumstances
from cases.operations.reviewing import review_custody
from cases.operations.scanning import Reading
from cases.operations.storing import store_cases, store_containers
from exchanges.operations.intake import open_receipt_sheet, scan_receipt
from repatriation.errors import Conflict
from repatriation.ledger.clock import clock_at, now
from tests.cases.dashboard.reading import hidden, text_in
from tests.factories.steps import do


@pytest.fixture
def alone(steps, officer, unit):
    """Three containers were received on one sheet, and two of them stored in one move."""
    share = steps.sent("A-1", "A-2", "A-3")
    sheet = do(
        open_receipt_sheet,
        by=officer,
        allocation=share,
        place="Bay 1",
        alone_reason="night shift",
    )
    readings = [Reading("A-1"), Reading("A-2"), Reading("A-3")]
    do(scan_receipt, by=officer, sheet=sheet, readings=readings)
    containers = [place.container for place in share.places.select_related("container")][:2]
    said = Circumstances(storage_unit=unit, alone_reason="the other is ill")
    do(store_containers, by=officer, containers=containers, circumstances=said)
    return sheet


def acts(browser) -> list:
    return browser.get("/reviews/").context["acts"]


def test_acts_are_listed_together_longest_waiting_first(alone, colleague, browse):
    listed = acts(browse(colleague))

    said = [(act.head.kind, act.number, act.head.alone_reason) for act in listed]
    assert said == [("received", 3, "night shift"), ("stored", 2, "the other is ill")]
    assert listed[0].url == alone.get_absolute_url()


def test_two_moves_of_one_person_are_two_acts(steps, officer, colleague, unit, browse):
    first, second = steps.numbered("A-1")
    said = Circumstances(storage_unit=unit, alone_reason="night shift")
    for hours, case in enumerate((first, second)):
        with clock_at(now() + timedelta(hours=hours)):
            do(store_cases, by=officer, cases=[case], circumstances=said)

    browser = browse(colleague)

    stored = [act for act in acts(browser) if act.head.kind == "stored"]
    asked = browser.get("/reviews/confirm/", {"act": stored[0].head.pk})

    assert [act.number for act in stored] == [1, 1]
    assert hidden(asked, "events") == str(stored[0].head.pk)


def test_many_are_reviewed_at_once(alone, colleague, browse):
    browser = browse(colleague)
    heads = [act.head.pk for act in acts(browser)]

    asked = browser.get("/reviews/confirm/", {"act": heads})
    done = browser.post("/reviews/confirm/", {"events": hidden(asked, "events")}, follow=True)

    assert "You say that you looked at what was done alone here: 5 events." in text_in(asked)
    assert "Nothing waits for a review." in text_in(done)
    assert CustodyReview.objects.filter(reviewed_by=colleague).count() == 5


def test_a_single_entry_is_reviewed_from_its_timeline(alone, colleague, browse):
    browser = browse(colleague)
    event = CustodyEvent.objects.filter(kind="received").exclude(alone_reason="").first()

    page = browser.get(event.subject.get_absolute_url()).content.decode()
    asked = browser.get("/reviews/confirm/", {"event": event.pk})

    assert f'href="/reviews/confirm/?event={event.pk}"' in page
    assert hidden(asked, "events") == str(event.pk)


def test_who_did_it_is_told_that_another_must_review(alone, officer, browse):
    browser = browse(officer)
    listed = browser.get("/reviews/")
    asked = browser.get("/reviews/confirm/", {"act": [acts(browser)[0].head.pk]})
    sent = browser.post("/reviews/confirm/", {"events": hidden(asked, "events")}, follow=True)

    for response in (listed, asked, sent):
        assert "You did this yourself; another person must review it." in text_in(response)
    assert 'name="act"' not in listed.content.decode()
    assert not CustodyReview.objects.exists()


def test_another_agency_has_nothing_to_review(steps, alone, browse, shown):
    other = steps.north.person("mortuary officer", at=steps.north.mortuaries[1])
    event = CustodyEvent.objects.alone().first()

    assert "Nothing waits for a review." in shown(other, "/reviews/")
    response = browse(other).post("/reviews/confirm/", {"events": event.pk}, follow=True)
    assert not CustodyReview.objects.exists()
    assert response.status_code == 200


def test_what_was_reviewed_meanwhile_is_told(alone, colleague, browse):
    browser = browse(colleague)
    events = list(CustodyEvent.objects.alone())
    do(review_custody, by=colleague, events=events)

    response = browser.post("/reviews/confirm/", {"events": events[0].pk}, follow=True)

    assert "Somebody else reviewed this at the same time." in text_in(response)


def test_the_same_is_not_reviewed_twice(alone, colleague):
    events = list(CustodyEvent.objects.alone())
    do(review_custody, by=colleague, events=events)

    with pytest.raises(Conflict, match="Somebody else reviewed this"):
        do(review_custody, by=colleague, events=events)


def test_late_ones_say_when_they_were_due(alone, colleague, shown):
    with clock_at(now() + timedelta(days=2)):
        assert "Review was due" in shown(colleague, "/reviews/")


@pytest.mark.parametrize("query", ["", "?act=%00&event=x", "?event=99999999999999999999", "?act=1"])
def test_a_review_of_nothing_leads_back(colleague, browse, query):
    response = browse(colleague).get(f"/reviews/confirm/{query}", follow=True)

    assert response.redirect_chain[-1][0] == "/reviews/"
    assert "Select at least one act." in text_in(response)


def test_the_page_costs_the_same_however_many_wait(
    alone, steps, officer, colleague, unit, browse, django_assert_max_num_queries
):
    browser = browse(colleague)

    with django_assert_max_num_queries(16):
        browser.get("/reviews/")
