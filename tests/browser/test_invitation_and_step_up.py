"""Coming in by a link that was mailed, and proving again who one is: in a real browser."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from exchanges.operations.counting import count_batch
from exchanges.states import BatchState
from repatriation.accounts.models import User, WorkSession
from repatriation.ledger.models import Obligation
from repatriation.notifications.announcing import announce_obligations
from repatriation.notifications.models import Delivery
from repatriation.notifications.sending import send_delivery
from tests.accounts.conftest import HASH
from tests.accounts.signing_in import PASSWORD, App, code_of, recovery_codes
from tests.browser.signing_in import fill_sign_in, sign_in_by_code
from tests.factories.accounts import UserFactory
from tests.factories.steps import Steps, do

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_required")]
FRESH = "a staple, a horse and a battery"


@pytest.fixture
def _required(settings):
    settings.MFA_REQUIRED = True


@pytest.fixture
def complaints(page):
    said = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.fixture
def steps():
    return Steps()


def signed_in(page, site: str, person: User) -> App:
    User.objects.filter(pk=person.pk).update(password=HASH)
    person.refresh_from_db()
    app = App(person)
    sign_in_by_code(page, site, person, app)
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    return app


def confirm(page, code: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm that it is you")
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Confirm").click()


def holds_up(page, address: str) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def mailed() -> str:
    """The worker's part, and the link in the mail."""
    announce_obligations(list(Obligation.objects.filter(done_at=None).values_list("pk", flat=True)))
    for pk in Delivery.objects.free(timezone.now()).values_list("pk", flat=True):
        send_delivery(pk)
    return re.findall(r"/one-time-link/\S+", mail.outbox[-1].body)[0]


def test_an_administrator_invites_and_the_person_comes_in(page, live_server, complaints):
    site = live_server.url
    administrator = UserFactory(role="administrator", is_staff=True)
    app = signed_in(page, site, administrator)

    page.goto(f"{site}{reverse('admin:accounts_user_add')}")
    confirm(page, app.code(1))
    expect(page.get_by_text("Administration until")).to_be_visible()
    page.get_by_label("Name").fill("N. Holmarin")
    page.get_by_label("E-mail").fill("holmarin@example.org")
    page.get_by_label("Agency").select_option(str(administrator.agency_id))
    page.get_by_label("coordinator").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("A link is on its way by mail.")).to_be_visible()
    page.context.clear_cookies()

    link = mailed()
    page.goto(f"{site}{link}")
    holds_up(page, link)
    page.get_by_label("New password").fill(FRESH)
    page.get_by_label("The same once more").fill(FRESH)
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_text("Your password is set.")).to_be_visible()
    fill_sign_in(page, "holmarin@example.org", FRESH)
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up a second factor")
    secret = page.locator("code.code").inner_text()
    page.get_by_label("The code it shows now").fill(code_of(secret))
    page.locator("#id_app-password").fill(FRESH)
    page.get_by_role("button", name="Set up the app").click()
    page.get_by_role("link", name="I have kept them").click()
    assert [one for one in complaints if "410" not in one] == []

    page.context.clear_cookies()
    page.goto(f"{site}{link}")
    expect(page.get_by_role("heading", level=1)).to_have_text("This link opens nothing")


@pytest.mark.parametrize("java_script", [True, False], ids=["script", "no script"])
def test_a_seal_that_comes_too_late_is_asked_about_and_not_lost(
    browser, live_server, steps, java_script
):
    officer, packer = steps.south.exchange_officer, steps.south.person("exchange officer", name="p")
    batch = steps.listed("A-1", "A-2")
    do(count_batch, by=officer, batch=batch, containers=2, packed_by=packer)
    context = browser.new_context(java_script_enabled=java_script)
    page, site = context.new_page(), live_server.url
    app = signed_in(page, site, officer)

    page.goto(f"{site}{batch.get_absolute_url()}seal/")
    confirm(page, app.code(1))
    expect(page.get_by_text(f"Sealing {batch.reference} until")).to_be_visible()
    an_hour_ago = timezone.now() - timedelta(hours=1)
    WorkSession.objects.update(began_at=an_hour_ago, ends_at=timezone.now())
    page.locator("main form .button--lead, main .button--grave").first.click()
    expect(page.get_by_text("Not saved yet.")).to_be_visible()
    page.get_by_label("Code").fill(recovery_codes(officer)[0])  # the app has no next one yet
    page.get_by_role("button", name="Confirm").click()

    expect(page).to_have_url(f"{site}{batch.get_absolute_url()}")
    batch.refresh_from_db()
    assert batch.state == BatchState.SEALED
    page.get_by_role("button", name="End now").click()
    expect(page.get_by_text("Ended. What you did in it stands.")).to_be_visible()
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light")])
def test_the_page_that_asks_is_accessible_and_blocks_nothing(
    page, live_server, steps, complaints, width, scheme
):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    site, batch = live_server.url, steps.listed("A-1")
    app = signed_in(page, site, steps.south.exchange_officer)

    page.goto(f"{site}{batch.get_absolute_url()}seal/")
    holds_up(page, "step-up")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("group", name=re.compile("One thing"))).to_be_focused()
    holds_up(page, "step-up, refused")
    confirm(page, app.code(1))
    holds_up(page, "open work")

    assert complaints == []


def test_a_password_is_typed_where_no_second_factor_is_asked(page, live_server, steps, settings):
    settings.MFA_REQUIRED = False
    officer, site = steps.south.exchange_officer, live_server.url
    User.objects.filter(pk=officer.pk).update(password=HASH)
    page.goto(f"{site}/sign-in/")
    fill_sign_in(page, officer.email)
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")

    page.goto(f"{site}{steps.listed('A-1').get_absolute_url()}seal/")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()

    expect(page.get_by_text("Sealing")).to_be_visible()
