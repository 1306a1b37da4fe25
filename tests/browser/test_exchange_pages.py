"""The pages of exchanges in a real browser: nothing is blocked, and everybody can use them."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from exchanges.operations.importing import start_import
from exchanges.operations.stating import confirm_date
from repatriation.jobs.running import run_job
from tests.factories.lists import csv_list
from tests.factories.steps import Steps, do
from tests.factories.work import at_work

pytestmark = pytest.mark.django_db(transaction=True)
PROBLEMS = {7: {"died_on": "31.02.1999"}, 9: {"label": ""}, 12: {"label": "SYN-0003"}}


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def draft(steps):
    """Sent, and not read yet."""
    data = csv_list(30, "uk", plant=PROBLEMS)
    officer = steps.south.exchange_officer
    return do(start_import, by=officer, batch=steps.batch(), data=data, name="список.csv")


@pytest.fixture
def visit(page, live_server):
    """`visit(user, address)`: signed in, as this person sees it."""

    def visited(user, address: str):
        client = Client()
        client.force_login(user)
        at_work(client, address)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(f"{live_server.url}{address}")
        return page

    return visited


def pages_of(steps, draft) -> list[tuple]:
    """Who looks at what: a round under way, one that is agreed, and a list before it is saved."""
    north, south, observer = steps.north, steps.south, steps.world.observer
    share = steps.received("A-1", "A-1", "A-3", names={"A-1": "Зразченко Приклад"})
    batch, round = (row.get_absolute_url() for row in (share.batch, share.batch.round))
    agreed = steps.agreed(intermediary=observer.agency)
    do(confirm_date, by=north.coordinator, round=agreed, agency=south.agency, source="message 7")
    preview, other = draft.get_absolute_url(), agreed.get_absolute_url()
    listed = steps.listed("B-1", batch=steps.batch(steps.again(agreed))).get_absolute_url()
    return [
        *((north.coordinator, url) for url in ("/rounds/", "/rounds/?state=agreed", round, other)),
        (north.coordinator, "/rounds/new/"),
        *((north.coordinator, f"{other}{path}/") for path in ("plan", "record", "schedule")),
        (observer, other),
        *((north.exchange_officer, url) for url in ("/batches/", batch, f"{batch}?outcome=extra")),
        (north.mortuary_officer, batch),
        (south.exchange_officer, listed),
        *((south.exchange_officer, f"{listed}{path}/") for path in ("import", "count", "seal")),
        *((south.exchange_officer, f"{preview}{path}") for path in ("?row=10", "confirm/")),
    ]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light")])
def test_the_pages_are_accessible_and_block_nothing(steps, draft, visit, page, width, scheme):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    run_job(draft.job_id)

    for user, address in pages_of(steps, draft):
        visit(user, address)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address

    assert complaints == []


def test_a_page_that_waits_for_the_worker_becomes_the_preview_by_itself(steps, draft, visit):
    page = visit(steps.south.exchange_officer, draft.get_absolute_url())
    expect(page.get_by_text("The file is being read")).to_be_visible()

    run_job(draft.job_id)

    expect(page.get_by_text("Nothing is saved yet.")).to_be_visible()


def test_without_a_script_the_page_asks_again_by_itself(steps, draft, browser, live_server):
    client = Client()
    client.force_login(steps.south.exchange_officer)
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(f"{live_server.url}{draft.get_absolute_url()}")
    expect(page.get_by_text("The file is being read")).to_be_visible()

    run_job(draft.job_id)

    expect(page.get_by_text("Nothing is saved yet.")).to_be_visible()
    context.close()


def test_columns_are_chosen_and_read_again(steps, draft, visit):
    run_job(draft.job_id)
    page = visit(steps.south.exchange_officer, draft.get_absolute_url())

    page.get_by_label("Примітки becomes").select_option("documents")
    page.get_by_role("button", name="Read again with these columns").click()
    draft.refresh_from_db()
    run_job(draft.job_id)

    expect(page.get_by_label("Примітки becomes")).to_have_value("documents")


def test_lines_are_filtered_without_a_reload(steps, visit):
    batch = steps.handed_over("A-1", "A-2", "B-1")
    page = visit(steps.north.exchange_officer, batch.get_absolute_url())

    page.get_by_label("Label, seal or our reference").fill("A-")
    page.keyboard.press("Enter")

    expect(page.locator("#list tbody tr")).to_have_count(2)
    assert "q=A-" in page.url


def test_a_round_is_proposed_by_keyboard_alone(steps, visit):
    page = visit(steps.north.coordinator, steps.opened().get_absolute_url())

    page.get_by_role("link", name="Propose the round…").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Propose the round").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("is proposed.")
