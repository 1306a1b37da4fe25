"""The scan page on a phone: a scanner that types, a network that goes, a tablet that is shared."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from cases.models import CustodyEvent, Scan
from tests.browser.phones import KEPT, sign_in, wedge
from tests.factories.steps import Steps

pytestmark = pytest.mark.django_db(transaction=True)
LABELS = [f"N-{number:03}" for number in range(1, 51)]


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def lead(steps):
    return steps.north.transport_lead


@pytest.fixture
def complaints(page):
    """What the browser's console says, refusals of the content security policy among it."""
    said = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.fixture
def open_sheet(page, live_server):
    """`open_sheet(sheet, user)`: the sheet's page as this person sees it."""

    def opened(sheet, user):
        page.goto(f"{live_server.url}/sign-in/")
        sign_in(page.context, live_server.url, user)
        page.goto(f"{live_server.url}{sheet.get_absolute_url()}")
        page.on("dialog", lambda dialog: dialog.accept())  # leaving is asked about
        page.wait_for_function(KEPT)
        return page

    return opened


def saved(sheet) -> int:
    return sheet.scans.count()


def wait_until_saved(page, sheet, number: int):
    expect(page.locator(".tally dd").first).to_have_text(str(number))
    assert saved(sheet) == number


def test_fifty_scans_survive_a_cut_network_and_a_reload(steps, lead, open_sheet):
    sheet = steps.sheet(steps.in_transit(*LABELS))
    page = open_sheet(sheet, lead)

    wedge(page, *LABELS[:20])
    wait_until_saved(page, sheet, 20)
    page.context.set_offline(True)
    wedge(page, *LABELS[20:35])
    expect(page.get_by_text("No connection since")).to_be_visible()
    expect(page.locator("[data-scan-unsaved] li")).to_have_count(15)
    page.reload()
    expect(page.locator("[data-scan-unsaved] li")).to_have_count(15)
    expect(page.locator(".tally dd").first).to_have_text("20")
    wedge(page, *LABELS[35:40])
    expect(page.locator("[data-scan-unsaved] li")).to_have_count(20)
    page.context.set_offline(False)
    wedge(page, *LABELS[40:])

    wait_until_saved(page, sheet, 50)
    assert sorted(sheet.scans.values_list("code", flat=True)) == LABELS
    assert set(sheet.scans.values_list("result", flat=True)) == {Scan.Result.DONE}
    assert CustodyEvent.objects.filter(kind="handed_over").count() == 50
    expect(page.locator("[data-scan-unsaved]")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0


def test_it_saves_by_itself_when_the_network_is_back(steps, lead, open_sheet):
    sheet = steps.sheet(steps.in_transit("A-1", "A-2"))
    page = open_sheet(sheet, lead)

    page.context.set_offline(True)
    wedge(page, "A-1", "A-2")
    expect(page.locator("[data-scan-count]")).to_have_text("2")
    page.context.set_offline(False)

    wait_until_saved(page, sheet, 2)
    expect(page.get_by_text("No connection since")).to_be_hidden()


def test_who_signs_out_leaves_no_copy_of_the_page(steps, lead, open_sheet, live_server):
    page = open_sheet(steps.sheet(steps.in_transit("A-1")), lead)

    page.get_by_role("button", name="Change user").click()
    page.wait_for_url(re.compile("/sign-in/"))

    page.wait_for_function("async () => !(await caches.keys()).length")


def test_the_copy_of_somebody_else_is_dropped_by_the_next_page(
    steps, lead, open_sheet, live_server
):
    sheet = steps.sheet(steps.in_transit("A-1"))
    page = open_sheet(sheet, lead)
    other = steps.north.person("exchange officer")

    sign_in(page.context, live_server.url, other)
    page.goto(f"{live_server.url}/")

    page.wait_for_function("async () => !(await caches.keys()).length")


def test_a_sheet_that_is_ended_leaves_no_copy(steps, lead, open_sheet, live_server):
    sheet = steps.sheet(steps.in_transit("A-1"))
    page = open_sheet(sheet, lead)

    page.goto(f"{live_server.url}{sheet.get_absolute_url()}close/")
    page.locator("main .buttons button").first.click()
    page.wait_for_url(re.compile("/sheets/$"))

    page.wait_for_function(
        "async (at) => !(await caches.match(at, { ignoreVary: true }))",
        arg=sheet.get_absolute_url(),
    )


def test_a_session_that_ended_meanwhile_loses_no_scan(steps, lead, open_sheet, live_server):
    sheet = steps.sheet(steps.in_transit("A-1", "A-2"))
    page = open_sheet(sheet, lead)
    page.context.set_offline(True)
    wedge(page, "A-1")
    page.context.clear_cookies()
    page.context.set_offline(False)
    expect(page.get_by_text("You are signed out")).to_be_visible()

    sign_in(page.context, live_server.url, lead)  # the form's token is of the session before
    page.locator("[data-scan-now]").click()
    wedge(page, "A-2")

    wait_until_saved(page, sheet, 2)
    expect(page.get_by_text("You are signed out")).to_be_hidden()


def test_a_container_without_a_label_is_taken_over_while_there_is_no_signal(
    steps, lead, open_sheet
):
    sheet = steps.sheet(steps.in_transit("A-1"))
    page = open_sheet(sheet, lead)

    page.context.set_offline(True)
    page.fill("#note", "Grey bag, the tag is torn off")
    page.get_by_role("button", name="No readable label").dblclick()
    expect(page.locator("[data-scan-unsaved] li")).to_have_text(re.compile("No readable label"))
    page.reload()
    page.context.set_offline(False)

    wait_until_saved(page, sheet, 1)
    container = sheet.scans.get().container
    expect(page.locator(".result__ref")).to_have_text(container.reference)
    assert container.custody.get().note == "Grey bag, the tag is torn off"


def test_a_scan_whose_answer_was_lost_counts_once(steps, lead, open_sheet):
    sheet = steps.sheet(steps.in_transit("A-1"))
    page = open_sheet(sheet, lead)

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    page.route("**/sheets/**", lose_the_answer, times=1)
    wedge(page, "A-1")

    wait_until_saved(page, sheet, 1)
    assert sheet.scans.get().result == Scan.Result.DONE


def test_a_scanner_that_types_beside_the_field_is_heard(steps, lead, open_sheet):
    sheet = steps.sheet(steps.in_transit("A-1"))
    page = open_sheet(sheet, lead)

    page.locator("h1").click()
    wedge(page, "A-1")

    wait_until_saved(page, sheet, 1)
    assert sheet.scans.get().code == "A-1"


def test_the_second_container_with_a_label_is_said_to_be_another(steps, lead, open_sheet):
    sheet = steps.sheet(steps.in_transit("A-1"))
    page = open_sheet(sheet, lead)

    wedge(page, "A-1", "A-1")
    page.get_by_role("button", name="This is another container with the same label").click()

    expect(page.locator("[data-scan-result]")).to_contain_text("Not on the list")
    results = sheet.scans.order_by("pk").values_list("result", flat=True)
    assert list(results) == [Scan.Result.DONE, Scan.Result.AGAIN, Scan.Result.EXTRA]


def test_signing_out_with_unsent_scans_is_asked_about_first(steps, lead, open_sheet, live_server):
    sheet = steps.sheet(steps.in_transit("A-1"))
    page = open_sheet(sheet, lead)
    page.route("**/sheets/**", lambda route: route.abort())
    wedge(page, "A-1")
    expect(page.locator("[data-scan-count]")).to_have_text("1")

    page.get_by_role("button", name="Change user").click()
    expect(page.get_by_text("Signing out now leaves scans")).to_be_visible()
    page.get_by_role("button", name="Change user").click()
    expect(page).to_have_url(re.compile("/sign-in/"))
    page.unroute("**/sheets/**")

    other = steps.north.person("exchange officer")
    sign_in(page.context, live_server.url, other)
    page.goto(f"{live_server.url}{sheet.get_absolute_url()}")
    expect(page.get_by_text("Scans of somebody else wait on this device: 1.")).to_be_visible()
    assert saved(sheet) == 0

    sign_in(page.context, live_server.url, lead)
    page.goto(f"{live_server.url}{sheet.get_absolute_url()}")
    wait_until_saved(page, sheet, 1)
    assert sheet.scans.get().scanned_by == lead


def test_what_was_scanned_with_an_ended_sheet_is_saved_with_the_next(
    steps, lead, open_sheet, live_server
):
    batch = steps.in_transit("A-1")
    ended, following = steps.sheet(batch), steps.sheet(batch)
    page = open_sheet(ended, lead)
    page.context.set_offline(True)
    wedge(page, "A-1")
    type(ended).objects.filter(pk=ended.pk).update(closed_at=ended.opened_at)

    page.context.set_offline(False)
    expect(page.get_by_text("Open another sheet")).to_be_visible()
    page.goto(f"{live_server.url}{following.get_absolute_url()}")
    page.get_by_role("button", name="Save them with this sheet").click()

    wait_until_saved(page, following, 1)


def test_the_page_works_without_a_script(steps, lead, browser, live_server):
    sheet = steps.sheet(steps.in_transit("A-1"))
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, live_server.url, lead)
    page = context.new_page()

    page.goto(f"{live_server.url}{sheet.get_absolute_url()}")
    expect(page.locator("#code")).to_be_focused()
    wedge(page, "A-1")

    expect(page.locator("[data-scan-result]")).to_contain_text("On the list")
    assert saved(sheet) == 1
    context.close()


def test_the_camera_reads_a_code_once(steps, lead, open_sheet):
    sheet = steps.sheet(steps.in_transit("A-1"))
    steps_of_a_camera = """
        window.BarcodeDetector = class { async detect() { return [{ rawValue: "A-1" }]; } };
        navigator.mediaDevices.getUserMedia = async () => {
          const canvas = document.createElement("canvas");
          canvas.getContext("2d").fillRect(0, 0, 1, 1);
          return canvas.captureStream(10);
        };
    """
    page = open_sheet(sheet, lead)
    page.add_init_script(steps_of_a_camera)
    page.reload()

    page.get_by_role("button", name="Use the camera").click()

    wait_until_saved(page, sheet, 1)
    page.wait_for_timeout(1000)
    assert saved(sheet) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_is_accessible_and_blocks_nothing(
    steps, lead, open_sheet, complaints, scheme, width
):
    sheet = steps.sheet(steps.in_transit("A-1"))
    page = open_sheet(sheet, lead)
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)

    wedge(page, "A-1", "A-1")
    expect(page.locator("[data-scan-result]")).to_contain_text("Scanned before")

    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints == []
