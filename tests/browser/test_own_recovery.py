"""Journey 9: our own team recovers remains on the battlefield; the paper is entered a day later."""

from datetime import timedelta

import pytest
from django.utils.timezone import localtime
from playwright.sync_api import expect

from cases.models import CustodyEvent, RecoverySite, RemainsCase, StorageUnit
from repatriation.audit.verification import broken_streams
from repatriation.ledger.clock import now
from tests.browser.ways import ByPages
from tests.factories.steps import Steps

pytestmark = pytest.mark.django_db(transaction=True)


def recovered(ways, team, second, found):
    """Three remains, entered from the paper of the site."""
    page = ways.at(team, "/recoveries/new/")
    page.fill("[name=place]", "Orin ridge, north slope")
    ways.press()
    site = RecoverySite.objects.get()
    page = ways.at(team, f"{site.get_absolute_url()}record/")
    page.fill("[name=body]", "2")
    page.fill("[name=fragment]", "1")
    page.fill("[name=occurred_at]", f"{found:%Y-%m-%dT%H:%M}")
    page.check("[name=is_on_paper]")
    page.select_option("[name=witness]", str(second.pk))
    ways.press()
    cases = list(RemainsCase.objects.order_by("pk"))
    assert len(cases) == 3
    return cases


def stored(ways, team, second, shelf, found, cases):
    """With a sheet of paper; a wrong time is told with its line, and what was typed is kept."""
    page = ways.at(team, "/sheets/new/")
    page.check("[name=purpose][value=storing]")
    page.fill("[name=place]", "Cold room")
    page.select_option("[name=storage_unit]", str(shelf.pk))
    page.select_option("[name=witness]", str(second.pk))
    page.check("[name=is_on_paper]")
    ways.press()
    lines = [f"{cases[0]} 14:05", f"{cases[1]}\t14:10\tpaper tag wet", f"{cases[2]}; 14:15; "]
    page.get_by_text("Enter many at once, from paper").click()
    page.fill("[name=codes]", "\n".join([*lines[:2], f"{cases[2]}; 34:15"]))
    page.fill("[name=on]", f"{found:%Y-%m-%d}")
    page.locator("details button").click()
    expect(page.get_by_text("Line 3: 34:15 is no time.").first).to_be_visible()
    page.fill("[name=codes]", "\n".join(lines))
    page.locator("details button").click()
    return page


def test_remains_of_our_own_recovery_are_entered_from_paper(page, live_server):
    steps = Steps()
    ways = ByPages(page, live_server, steps)
    team = steps.north.mortuary_officer
    second = steps.north.person("mortuary officer", name="second")
    shelf = StorageUnit.objects.create(agency=team.agency, name="Shelf 4")
    found = localtime(now() - timedelta(days=1)).replace(hour=9, minute=40, second=0, microsecond=0)

    cases = recovered(ways, team, second, found)
    page = stored(ways, team, second, shelf, found, cases)

    expect(page.get_by_text("3 scans saved. Stored: 3.")).to_be_visible()
    events = CustodyEvent.objects.filter(kind="stored").order_by("occurred_at")
    assert [f"{localtime(event.occurred_at):%H:%M}" for event in events] == [
        "14:05",
        "14:10",
        "14:15",
    ]
    assert [event.note for event in events] == ["", "paper tag wet", ""]
    assert all(event.is_on_paper and event.is_late for event in events)
    seen = CustodyEvent.objects.filter(kind="recovered")
    assert {event.occurred_at for event in seen} == {found}
    assert {event.is_on_paper for event in seen} == {True}
    assert not CustodyEvent.objects.filter(kind="gap").exists()
    assert broken_streams() == []
    story = ways.at(team, cases[1].get_absolute_url())
    expect(story.get_by_text("paper tag wet")).to_be_visible()
