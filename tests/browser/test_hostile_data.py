"""Pages full of what could run, in a browser that tells when our policy had to stop something."""

import pytest
from django.test import Client

from tests.api.open_world import OpenWorld
from tests.browser.ways import ByPages
from tests.security.fields import WRITTEN
from tests.security.test_payloads import PAYLOADS, poison, shape, text_fields, walk

pytestmark = pytest.mark.django_db(transaction=True)

TELL = """
window.ran = [];
window.alert = (said) => window.ran.push(String(said));
document.addEventListener("securitypolicyviolation", (event) => window.ran.push(event.blockedURI));
"""
MOST = 40


@pytest.fixture
def world(monkeypatch):
    for name, field in text_fields():
        if name in WRITTEN:
            poison(field, PAYLOADS["markup"], monkeypatch)
    return OpenWorld()


def kinds_of_pages(client: Client) -> list[str]:
    """One of each that can be reached from Today."""
    found = {}
    for address, answer in walk(client, "/"):
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            found.setdefault(shape(address), address)
    return list(found.values())[:MOST]


def test_nothing_that_is_written_runs_or_had_to_be_stopped(page, live_server, world):
    user = world.people["north"]
    addresses = kinds_of_pages(world.callers["north"].client)
    ways, hostile = ByPages(page, live_server, world.steps), 0
    page.add_init_script(TELL)
    ways.at(user, "/")

    for address in addresses:
        page.goto(live_server.url + address)
        assert page.evaluate("window.ran") == [], address
        assert page.locator("img[src=x]").count() == 0, address
        hostile += "<script>7319</script>" in page.inner_text("body")

    assert len(addresses) > 10
    assert hostile > 5
