"""The two lists of a real day, from the file to numbered remains: by pages, and by the API."""

from collections import Counter

import pytest

from cases.models import Container, CustodyEvent, RemainsCase
from exchanges.models import ExchangeBatch
from repatriation.audit.models import Event
from repatriation.audit.verification import broken_streams
from repatriation.ledger.models import Obligation
from repatriation.notifications.announcing import announce_obligations
from repatriation.notifications.models import Delivery
from tests.browser.ways import ByApi, ByPages
from tests.factories.lists import csv_list, xlsx_list
from tests.factories.steps import Steps

pytestmark = pytest.mark.django_db(transaction=True)

LISTS = {
    "uk.xlsx": (1212, lambda: xlsx_list(1212, "uk")),
    "ru.csv": (1245, lambda: csv_list(1245, "ru")),
}
ONLY_PAGES = {"exchanges.import_started"}  # a person looks before anything is filed


def events_of(run) -> Counter:
    """How often each kind of thing happened while `run` ran."""
    before = Event.objects.count()
    run()
    kinds = (event.kind for event in Event.objects.order_by("pk")[before:])
    return Counter(kind for kind in kinds if kind not in ONLY_PAGES)


def walk(way, steps: Steps, name: str) -> Counter:
    lines, make = LISTS[name]
    batch = steps.batch()
    second = steps.north.person("mortuary officer", name="second")
    packer = steps.south.person("exchange officer", name="packer")
    round, address = batch.round.get_absolute_url(), batch.get_absolute_url()

    def run():
        way.file(address, name, make())
        labels = list(steps.again(batch).list_in_force.lines.values_list("label", flat=True))
        assert len(labels) == lines
        way.seal(address, lines, packer)
        way.hand_over(round, address, labels)
        way.take_in(address, lines, second)
        way.clear()
        way.number(Container.objects.order_by("pk").first())

    return events_of(run)


def require_whole_custody(lines: int):
    assert ExchangeBatch.objects.get().state == "received"
    assert RemainsCase.objects.count() == 2
    assert Container.objects.filter(state="cleared").count() == lines - 1
    assert not CustodyEvent.objects.filter(kind="gap").exists()
    assert CustodyEvent.objects.filter(container__isnull=False).count() == lines * 4 + 1
    assert broken_streams() == []


def require_told(steps: Steps):
    announce_obligations(list(Obligation.objects.values_list("pk", flat=True)))
    told = Delivery.objects.filter(channel="inbox")
    assert told.inbox_of(steps.north.mortuary_officer).count() == 1  # told once, not per line
    assert told.inbox_of(steps.north.exchange_officer).exists()


def expected(lines: int) -> dict[str, int]:
    """One event for each container in its own stream, and one for each act that is told."""
    each = ("listed", "handed_over", "sent", "received", "cleared")
    acts = (
        "list_filed",
        "batch_counted",
        "batch_sealed",
        "round_started",
        "batch_departed",
        "batch_handed_over",
        "containers_allocated",
        "allocation_sent",
        "intake_ended",
        "batch_received",
    )
    return (
        {f"cases.container_{name}": lines for name in each}
        | {f"exchanges.{name}": 1 for name in acts}
        | {"cases.sheet_opened": 3, "cases.sheet_closed": 2}
        | {"cases.container_opened": 1, "cases.case_numbered": 2}
    )


@pytest.mark.parametrize("name", LISTS)
def test_by_pages(page, live_server, name):
    steps = Steps()

    events = walk(ByPages(page, live_server, steps), steps, name)

    assert events == expected(LISTS[name][0])
    require_whole_custody(LISTS[name][0])
    require_told(steps)


@pytest.mark.parametrize("name", LISTS)
def test_by_the_api(name):
    steps = Steps()

    events = walk(ByApi(steps), steps, name)

    assert events == expected(LISTS[name][0])
    require_whole_custody(LISTS[name][0])
    require_told(steps)
