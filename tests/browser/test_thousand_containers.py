"""One person receives what a train brings: one header, then one action for each container.

What is counted are actions, not seconds: the press that opens a page or sends a form, each field of
the header, and each code that the scanner types. `THOUSAND=1` walks all thousand.
"""

import os

import pytest
from playwright.sync_api import expect

from cases.models import Container, Scan
from tests.browser.phones import Phone
from tests.factories.steps import Steps

pytestmark = pytest.mark.django_db(transaction=True)
CONTAINERS = 1000 if os.environ.get("THOUSAND") else 150
HEADER = 5  # two presses, the place, the vehicle, the second person


class Hands:
    """Does what a person does, and counts it."""

    def __init__(self, page):
        self.page, self.actions = page, 0

    def press(self, locator) -> None:
        self.actions += 1
        locator.click()

    def fill(self, label: str, text: str) -> None:
        self.actions += 1
        self.page.get_by_label(label).fill(text)

    def choose(self, name: str, value: str) -> None:
        self.actions += 1
        self.page.locator(f"[name={name}]").select_option(value)


def test_each_container_is_one_action_and_the_header_is_said_once(
    browser, live_server, record_property
):
    steps = Steps()
    labels = [f"N-{number:04}" for number in range(1, CONTAINERS + 1)]
    batch = steps.sent(*labels).batch
    second = steps.north.person("mortuary officer", name="second")
    phone = Phone(browser, live_server.url, steps.north.mortuary_officer)
    hands, page = Hands(phone.page), phone.page
    page.goto(f"{live_server.url}{batch.get_absolute_url()}")

    hands.press(page.get_by_role("link", name="Open a tally sheet"))
    hands.fill("Place", "Bay 1")
    hands.fill("Vehicle or bay", "Lorry 7")
    hands.choose("witness", str(second.pk))
    hands.press(page.locator("main .buttons button").first)
    expect(page.locator("#code")).to_be_focused()
    page.wait_for_load_state()  # nobody scans before the page is there
    for label in labels:
        hands.actions += phone.scan(label)
    phone.expect_saved(CONTAINERS)

    assert hands.actions == CONTAINERS + HEADER
    assert Scan.objects.filter(sheet__purpose="receipt", result="done").count() == CONTAINERS
    assert Container.objects.filter(state="received").count() == CONTAINERS
    expect(page.locator("[data-scan-unsaved]")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0
    phone.context.close()
