"""Several phones at one handover, each with a network of its own: what they scan becomes one."""

import re

import pytest
from playwright.sync_api import expect

from cases.models import CustodyEvent, Scan
from exchanges.models import BatchPlace, Count
from repatriation.ledger.clock import now
from tests.browser.phones import Phone
from tests.factories.steps import Steps

pytestmark = pytest.mark.django_db(transaction=True)
LABELS = [f"N-{number:03}" for number in range(1, 31)]


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def phone(browser, live_server):
    """`phone(user)`: a browser of its own in which this person is signed in."""
    opened = []

    def taken_out(user) -> Phone:
        opened.append(Phone(browser, live_server.url, user))
        return opened[-1]

    yield taken_out
    for one in opened:
        one.context.close()


def test_what_three_phones_scan_late_and_out_of_order_is_one_handover(steps, phone):
    batch = steps.in_transit(*LABELS)
    sheet = steps.sheet(batch)
    lead, second = steps.north.transport_lead, steps.north.person("exchange officer", name="second")
    phones = [phone(lead), phone(second), phone(lead)]
    for one in phones:
        one.open(sheet)

    phones[0].go_offline()
    phones[1].go_offline()
    phones[0].scan(*LABELS[:15])
    phones[1].scan(*LABELS[10:25])  # five of them are scanned by both
    phones[2].scan(*LABELS[20:])  # while these two have no network
    phones[2].expect_saved(10)
    phones[1].go_online()
    phones[1].expect_saved(20)
    phones[0].go_online()

    for one in phones:
        one.look()
        expect(one.page.get_by_text("30 of 30 containers").first).to_be_visible()
        expect(one.page.locator(".tally dd").first).to_have_text("30")
    results = Scan.objects.values_list("result", flat=True)
    assert sorted(results) == ["again"] * 10 + ["done"] * 30
    assert CustodyEvent.objects.filter(kind="handed_over").count() == 30
    assert BatchPlace.objects.filter(outcome="handed_over").count() == 30
    by_lead = Scan.objects.filter(scanned_by=lead, code=LABELS[12]).get()
    assert by_lead.scanned_at < by_lead.recorded_at


def test_each_phone_sees_what_the_others_count_without_reading_again(steps, phone):
    batch = steps.in_transit(*LABELS[:3])
    sheet = steps.sheet(batch)
    lead = steps.north.transport_lead
    here, there = phone(lead), phone(lead)
    here.open(sheet)
    there.open(sheet)
    expect(here.page.get_by_text("Nobody else has stated a count")).to_be_visible()

    there.scan(*LABELS[:2])
    there.expect_saved(2)
    observer = steps.south.person("exchange officer", name="counter")
    Count.objects.create(
        batch=batch,
        stage=Count.Stage.VENUE,
        source=steps.south.agency,
        containers=3,
        counted_by=observer,
        counted_at=now(),
    )
    here.look()

    expect(here.page.get_by_text("2 of 3 containers").first).to_be_visible()
    stated = here.page.locator("dl.tally div", has_text=str(steps.south.agency))
    expect(stated.locator("dd")).to_have_text("3")
    expect(stated.locator("dt")).to_have_text(re.compile("counted"))


def test_the_page_of_the_batch_shows_both_sides_as_they_count(steps, phone):
    batch = steps.in_transit(*LABELS[:3])
    sheet = steps.sheet(batch)
    office, venue = phone(steps.north.coordinator), phone(steps.north.transport_lead)
    office.page.goto(f"{office.site}{batch.get_absolute_url()}")
    venue.open(sheet)

    venue.scan(LABELS[0])
    venue.expect_saved(1)
    office.look()

    row = office.page.locator("#claims-now tr", has_text="so far")
    expect(row.locator("td").first).to_have_text("1")
