"""The pages about remains in a real browser: nothing is blocked, and everybody can use them."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from cases.models import StorageUnit
from cases.operations.custody import Circumstances
from cases.operations.storing import store_cases
from tests.factories.steps import Steps, do

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def case(steps):
    """In store, put there by one person alone."""
    case = steps.numbered("A-1", "A-2")[0]
    officer = steps.north.mortuary_officer
    unit = StorageUnit.objects.create(agency=officer.agency, name="Bay B, shelf 14-3")
    said = Circumstances(storage_unit=unit, alone_reason="night shift")
    do(store_cases, by=officer, cases=[case], circumstances=said)
    return case


@pytest.fixture
def visit(page, live_server):
    """`visit(user, address)`: signed in, as this person sees it."""

    def visited(user, address: str):
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(f"{live_server.url}{address}")
        return page

    return visited


def pages_about(case) -> list[str]:
    container = case.container.get_absolute_url()
    return [
        "/cases/",
        "/containers/?state=cleared",
        "/recoveries/",
        "/reviews/",
        "/sheets/",
        "/sheets/new/",
        case.get_absolute_url(),
        f"{case.get_absolute_url()}correct/",
        container,
        f"{container}number/",
        f"{container}empty/",
        f"/cases/move/store/?pick={case}",
    ]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light")])
def test_the_pages_are_accessible_and_block_nothing(steps, case, visit, page, width, scheme):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)

    for address in pages_about(case):
        visit(steps.north.mortuary_officer, address)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address

    assert complaints == []


def test_what_is_selected_in_a_list_is_put_in_a_place(steps, case, visit):
    second = steps.north.person("mortuary officer", name="second")
    page = visit(second, "/cases/")

    page.get_by_label(f"Select {case}").check()
    expect(page.get_by_text("Selected:")).to_be_visible()
    page.get_by_role("button", name="Move to a place").click()
    page.get_by_label("Storage unit").select_option("Bay B, shelf 14-3")
    page.get_by_label("Why one person alone").fill("the other is ill")
    page.get_by_role("button", name="Move to a place").click()

    expect(page.get_by_text("1 case stored.")).to_be_visible()


def test_a_filter_changes_the_list_and_the_address_without_a_reload(steps, case, visit):
    page = visit(steps.north.mortuary_officer, "/containers/")

    page.get_by_label("State").select_option("cleared")

    expect(page.locator("#list tbody tr")).to_have_count(1)
    assert "state=cleared" in page.url
