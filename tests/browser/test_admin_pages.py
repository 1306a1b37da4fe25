"""The admin in a real browser, under the strict policy: by day, by night, on a phone."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from cases.models import RemainsCase
from exchanges.models import ExchangeBatch
from repatriation.accounts.models import Role
from tests.admin.full import administrator_of, fill, person_of, word
from tests.factories.steps import Steps

pytestmark = pytest.mark.django_db(transaction=True)

VIEWS = [("light", 1280), ("dark", 1280), ("light", 360)]


@pytest.fixture
def steps():
    return fill(Steps())


@pytest.fixture
def open_page(browser, live_server):
    """`open_page(user, path, scheme, width)`: the page, and what its console complains of."""
    contexts = []

    def opened(user, path, scheme, width):
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
        contexts.append(context)
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        context.add_cookies([cookie])
        page = context.new_page()
        complaints = []
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        answer = page.goto(f"{live_server.url}{path}")
        assert answer.status == 200, path
        return page, complaints

    yield opened
    for context in contexts:
        context.close()


def addresses(steps) -> list[tuple[str, str]]:
    """Who looks, and at what: one page of each kind."""
    batch, case = ExchangeBatch.objects.first(), RemainsCase.objects.first()
    words = word("exchanges.round_closed", party=steps.north.party, body="{agency}\n\n{link}")
    pages = [
        ("administrator", "index"),
        ("administrator", "accounts_user_changelist"),
        ("administrator", "accounts_role_changelist"),
        ("administrator", "accounts_role_change", Role.objects.get(name="coordinator").pk),
        ("administrator", "exchanges_venue_change", batch.round.venue_id),
        ("administrator", "notifications_noticewording_changelist"),
        ("administrator", "notifications_noticewording_add"),
        ("administrator", "notifications_noticewording_change", words.pk),
        ("administrator", "notifications_delivery_changelist"),
        ("auditor", "index"),
        ("auditor", "cases_container_changelist"),
        ("auditor", "cases_remainscase_change", case.pk),
        ("auditor", "cases_presumption_changelist"),
        ("auditor", "exchanges_exchangebatch_change", batch.pk),
        ("auditor", "exchanges_exchangebatch_history", batch.pk),
    ]
    return [(role, reverse(f"admin:{name}", args=args)) for role, name, *args in pages]


def test_every_kind_of_page_works_and_breaks_no_policy(steps, open_page):
    auditor = person_of(steps, "auditor", "north")
    auditor.groups.set([Group.objects.get(name="auditor")])
    people = {"auditor": auditor, "administrator": administrator_of(steps, "north")}

    for role, path in addresses(steps):
        for scheme, width in VIEWS:
            page, complaints = open_page(people[role], path, scheme, width)
            assert complaints == [], path
            assert page.locator("#content").is_visible()
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{path} is wider than {width}"
