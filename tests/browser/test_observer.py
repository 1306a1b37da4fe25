"""Journey 7: the observer attests a count and sees no name; then the intermediary withdraws, and
the two sides go on without it. In the browser, and by the API."""

import json

import pytest
from playwright.sync_api import expect

from exchanges.models import Count, ExchangeRound, Statement
from tests.api.callers import program
from tests.browser.ways import ByPages
from tests.factories.accounts import UserFactory
from tests.factories.steps import Steps

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "Kanareykin Example"


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def batch(steps):
    """Under way, with a name on the list."""
    listed = steps.listed("A-1", "A-2", batch=steps.observed(), names={"A-1": NAME})
    return steps.under_way(steps.counted_and_sealed(listed))


@pytest.fixture
def next_round(steps):
    """Scheduled, and the intermediary confirmed its date."""
    return steps.again(steps.observed().round)


def test_the_observer_attests_in_the_browser_and_withdraws(
    page, live_server, steps, batch, next_round
):
    ways, observer = ByPages(page, live_server, steps), steps.world.observer
    seen = []
    page.on("response", lambda answer: seen.append(answer))

    ways.at(observer, f"{batch.get_absolute_url()}attest/")
    page.fill("[name=containers]", "2")
    ways.press()
    expect(page.locator("main")).to_contain_text("attests 2 containers at the venue")
    ways.at(observer, next_round.get_absolute_url())
    page.get_by_role("link", name="The intermediary withdraws").first.click()
    page.select_option("[name=reason]", "security")
    ways.press()
    expect(page.locator("main")).to_contain_text("withdraws from the round")
    expect(page.locator("main")).to_contain_text("Withdrew,")

    assert Count.objects.get(source=steps.world.observers).containers == 2
    assert steps.again(next_round).state == "agreed"
    assert NAME not in page.content()
    assert not [one.url for one in seen if "Kanarey" in one.url]
    for side in (steps.north, steps.south):
        ways.at(side.coordinator, f"{next_round.get_absolute_url()}go-on/")
        ways.press()
    expect(page.locator("main")).to_contain_text("goes on without the intermediary")
    assert steps.again(next_round).state == "scheduled"


def test_its_program_attests_by_the_api_and_withdraws(steps, batch, next_round):
    agency = steps.world.observers
    caller = program(UserFactory(agency=agency, role="intermediary's observer", program=True))

    attested = caller.post(f"batches/{batch}/attest/", {"containers": 2}, seen=batch)
    assert (attested.status_code, attested.json()["known_by"]) == (201, "said")
    left = caller.post(f"rounds/{next_round}/withdraw/", {"reason": "security"}, seen=next_round)

    assert (left.status_code, left.json()["state"]) == (200, "agreed")
    assert Statement.objects.get(act="attests").stands
    for path in ("rounds/", "batches/", f"batches/{batch}/", f"batches/{batch}/counts/"):
        assert NAME not in json.dumps(caller.get(path).json())
    assert caller.get(f"batches/{batch}/lines/").json()["results"] == []
    assert ExchangeRound.objects.filter(state="under_way").count() == 1
