"""Today, search, history, inbox and the admin in a real browser: by day, by night, on a phone."""

from datetime import timedelta

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.utils import timezone

from cases.models import Container
from exchanges.operations import stating
from repatriation.ledger.clock import today
from repatriation.ledger.models import Obligation
from repatriation.notifications.announcing import announce_obligations
from repatriation.notifications.models import Delivery
from tests.factories.accounts import UserFactory
from tests.factories.steps import Steps, do
from tests.factories.work import at_work

pytestmark = pytest.mark.django_db(transaction=True)

VIEWS = [("light", 1280), ("dark", 1280), ("light", 360)]


@pytest.fixture
def steps():
    """A side in the middle of its work: some of it waits, some is late, one mail failed."""
    steps, now = Steps(), timezone.now()
    north, south = steps.north, steps.south
    with time_machine.travel(now - timedelta(days=38)):
        steps.cleared("С-1180/1", "С-1180/2", "С-1181/1")
    with time_machine.travel(now - timedelta(days=20)):
        Steps(steps.world).numbered(*(f"С-2214/{number}" for number in range(1, 9)))
    with time_machine.travel(now - timedelta(days=4)):
        Steps(steps.world).sent("С-3001", "С-3002")
    Steps(steps.world).in_transit(*(f"С-4{number:03}" for number in range(12)))
    steps.agreed(date=today() - timedelta(days=2))
    round = steps.agreed(date=today() + timedelta(days=3), intermediary=steps.world.observers)
    said = {"said_on": today(), "source": "message 14/2", "agency": south.agency}
    round = do(stating.confirm_date, by=north.coordinator, round=round, agency=north.agency)
    do(stating.confirm_date, by=north.transport_lead, round=round, **said)
    steps.proposed(date=today() + timedelta(days=10), venue=None)
    announce_obligations(list(Obligation.objects.values_list("pk", flat=True)))
    Delivery.objects.filter(channel="email").update(sent_at=now)
    lost = Delivery.objects.filter(channel="email", target_id=north.coordinator.pk).first()
    Delivery.objects.filter(pk=lost.pk).update(
        sent_at=None, failed_at=now, tries=8, last_answer="SMTPRecipientsRefused 552"
    )
    return steps


@pytest.fixture
def open_page(browser, live_server):
    """`open_page(user, path, scheme, width)`: the page, and what its console complains of."""
    contexts = []

    def opened(user, path, scheme="light", width=1280):
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
        contexts.append(context)
        client = Client()
        client.force_login(user)
        at_work(client, path)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        context.add_cookies([cookie])
        page = context.new_page()
        complaints = []
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{live_server.url}{path}")
        return page, complaints

    yield opened
    for context in contexts:
        context.close()


def test_the_pages_of_the_day_are_accessible_and_block_nothing(steps, open_page):
    user = steps.north.person("coordinator")
    container = Container.objects.filter(state="opened").first()
    paths = ["/", "/inbox/", "/search/?q=2214", "/search/?q=nothing", f"/history/{container}/"]

    for path in paths:
        for scheme, width in VIEWS:
            page, complaints = open_page(user, path, scheme, width)
            found = Axe().run(page)
            assert found.violations_count == 0, f"{path} {scheme}\n{found.generate_report()}"
            assert complaints == []
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{path} is wider than {width}"


def test_the_admin_works_under_the_strict_policy(steps, open_page):
    administrator = UserFactory(role="administrator", is_staff=True, agency=None)
    auditor = UserFactory(role="auditor", is_staff=True, agency=steps.north.agency)
    person = steps.north.coordinator
    row = Container.objects.first()
    paths = [
        (administrator, "/admin/"),
        (administrator, "/admin/accounts/user/"),
        (administrator, f"/admin/accounts/user/{person.pk}/change/"),
        (administrator, f"/admin/accounts/user/{person.pk}/suspend/"),
        (auditor, "/admin/cases/container/"),
        (auditor, f"/admin/cases/container/{row.pk}/change/"),
    ]

    for user, path in paths:
        page, complaints = open_page(user, path)
        assert complaints == [], path
        assert page.locator("#content").is_visible()
