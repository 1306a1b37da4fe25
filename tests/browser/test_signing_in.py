"""Signing in, in a real browser: a code, a key, a lost device, and a tablet that is shared."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from cases.models import Scan
from repatriation.accounts.setting_up import make_codes
from repatriation.ledger.writing import acting_as
from tests.accounts.conftest import HASH
from tests.accounts.signing_in import PASSWORD, App, code_of, factors
from tests.browser.signing_in import fill_sign_in, sign_in_by_code
from tests.browser.test_scan_page import wedge
from tests.factories.accounts import UserFactory
from tests.factories.steps import Steps

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_required")]


@pytest.fixture
def _required(settings):
    settings.MFA_REQUIRED = True


@pytest.fixture
def site(live_server):
    """By name: keys are bound to one, and to no number."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def person():
    return UserFactory(email="ines@example.org", password=HASH, name="Ines Marek")


@pytest.fixture
def complaints(page):
    said = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.fixture
def key(page):
    """A security key in the port, that is touched at once."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasResidentKey": False,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_out(page):
    page.get_by_role("button", name="Sign out").click()


def test_who_has_none_sets_up_an_app_keeps_the_codes_and_comes_in_with_both(
    page, site, person, complaints
):
    page.goto(f"{site}/keys/")
    fill_sign_in(page, person.email)
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up a second factor")
    page.goto(f"{site}/cases/")
    expect(page).to_have_url(f"{site}/account/second-factor/")

    secret = page.locator("code.code").inner_text()
    page.get_by_label("The code it shows now").fill(code_of(secret))
    page.locator("#id_app-password").fill(PASSWORD)
    page.get_by_role("button", name="Set up the app").click()

    expect(page.locator(".codes li")).to_have_count(10)
    with page.expect_download() as download:
        page.get_by_role("link", name="Save as a file").click()
    lines = Path(download.value.path()).read_text().split()
    recovery = page.locator(".codes li").first.inner_text()
    assert " ".join(lines[:2]) == recovery
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_text("10 recovery codes are left.")).to_be_visible()
    sign_out(page)

    page.goto(f"{site}/sign-in/?next=/keys/")
    fill_sign_in(page, person.email)
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(f"{site}/keys/")
    assert complaints == []


def test_a_key_is_set_up_and_opens(page, site, person, key, complaints):
    page.goto(f"{site}/sign-in/")
    fill_sign_in(page, person.email)
    page.get_by_label("What you call this key").fill("The blue one")
    page.locator("#id_key-password").fill(PASSWORD)
    page.get_by_role("button", name="Set up the key").click()
    expect(page.locator(".codes li")).to_have_count(10)
    assert factors(person) == ["recovery_codes", "webauthn"]
    sign_out(page)

    page.goto(f"{site}/sign-in/?next=/account/")
    fill_sign_in(page, person.email)
    page.get_by_role("button", name="Use your security key").click()

    expect(page.get_by_text("The blue one")).to_be_visible()
    assert complaints == []


def test_a_key_that_is_not_known_says_so_and_opens_nothing(page, site, person, key):
    App(person)
    page.goto(f"{site}/sign-in/")
    fill_sign_in(page, person.email)

    expect(page.get_by_role("button", name="Use your security key")).to_have_count(0)
    page.goto(f"{site}/keys/")
    expect(page).to_have_url(re.compile("/sign-in/"))


def test_without_javascript_the_page_says_plainly_what_to_do(browser, site, person):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/sign-in/")
    fill_sign_in(page, person.email)

    expect(page.get_by_text("A security key needs JavaScript")).to_be_visible()
    expect(page.get_by_role("button", name="Set up the key")).to_be_hidden()
    expect(page.get_by_role("button", name="Set up the app")).to_be_visible()
    context.close()


def test_a_lost_device_is_replaced_by_a_recovery_code(page, site, person):
    app = App(person)
    with acting_as(person):
        code, *_ = make_codes(person=person)

    page.goto(f"{site}/sign-in/")
    fill_sign_in(page, person.email)
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{site}/account/")

    expect(page.get_by_text("9 recovery codes are left.")).to_be_visible()
    assert app.row.pk


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_the_pages(page, site, person, complaints, width, scheme):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    app = App(person)

    def look():
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.goto(f"{site}/sign-in/")
    fill_sign_in(page, person.email)
    look()
    page.get_by_label("Code").fill(app.code())
    page.get_by_role("button", name="Sign in").click()
    for address in ("", "password/", "second-factor/", "recovery-codes/"):
        page.goto(f"{site}/account/{address}")
        look()
    page.get_by_label("Your present password").fill(PASSWORD)
    page.get_by_role("button", name="Make new codes").click()
    look()
    page.goto(f"{site}/change-user/")
    assert complaints == []


class TestASharedTablet:
    """Two transport leads, one tablet, one sheet each."""

    @pytest.fixture
    def steps(self):
        return Steps()

    @pytest.fixture
    def first(self, steps):
        return _with_password(steps.north.transport_lead)

    @pytest.fixture
    def second(self, steps):
        return _with_password(steps.north.person("transport lead", name="second"))

    def test_one_hands_it_to_the_other_and_gets_it_back_at_the_same_sheet(
        self, page, site, steps, first, second
    ):
        sheet = steps.sheet(steps.in_transit("A-1", "A-2"))
        address = f"{site}{sheet.get_absolute_url()}"
        apps = App(first), App(second)
        sign_in_by_code(page, site, first, apps[0])
        page.goto(address)
        expect(page.locator(".scan__top")).to_contain_text(first.name)

        page.get_by_role("button", name="Change user").click()
        page.get_by_role("link", name="Somebody else: sign in").click()
        fill_sign_in(page, second.email)
        page.get_by_label("Code").fill(apps[1].code())
        page.get_by_role("button", name="Sign in").click()

        expect(page).to_have_url(address)
        expect(page.locator(".scan__top")).to_contain_text(second.name)
        page.get_by_role("button", name="Change user").click()
        page.get_by_label(first.name).check()
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()
        expect(page).to_have_url(address)
        expect(page.locator(".scan__top")).to_contain_text(first.name)

    def test_what_one_scanned_is_never_sent_in_the_others_name(
        self, page, site, steps, first, second
    ):
        sheet = steps.sheet(steps.in_transit("A-1", "A-2"))
        address = f"{site}{sheet.get_absolute_url()}"
        apps = App(first), App(second)
        sign_in_by_code(page, site, first, apps[0])
        page.goto(address)
        page.on("dialog", lambda dialog: dialog.accept())
        page.route("**/sheets/*/", lambda route: route.abort())
        wedge(page, "A-1")
        expect(page.locator("[data-scan-count]")).to_have_text("1")

        other = page.context.new_page()  # the tablet's other tab: the first one stays open
        other.goto(f"{site}/keys/")
        other.get_by_role("button", name="Change user").click()
        sign_in_by_code(other, site, second, apps[1])
        page.unroute("**/sheets/*/")
        page.get_by_role("button", name="Try to save now").click()
        expect(page.get_by_text("You are signed out, or the page is too old.")).to_be_visible()
        other.goto(address)
        expect(other.get_by_text("Scans of somebody else wait on this device")).to_be_visible()
        assert not Scan.objects.exists()

        other.get_by_role("button", name="Change user").click()
        other.get_by_label(first.name).check()
        other.get_by_label("Password").fill(PASSWORD)
        other.get_by_role("button", name="Go on").click()

        expect(other.locator(".tally dd").first).to_have_text("1")
        assert [scan.scanned_by for scan in Scan.objects.all()] == [first]


def _with_password(person):
    person.password = HASH
    person.save()
    return person
