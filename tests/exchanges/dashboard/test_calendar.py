"""What is to come, month by month, and by whose clock."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from exchanges.dashboard.windows import window_text
from exchanges.models import ExchangeRound, Venue
from exchanges.operations.settling import assign_discrepancy, open_discrepancy
from repatriation.ledger.clock import now, today
from tests.factories.promises import Promises
from tests.factories.steps import do


@pytest.fixture
def steps():
    return Promises()


def read(user, address="/calendar/") -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_rounds_deadlines_milestones_and_what_is_to_be_settled_stand_in_their_month(steps):
    day = today() + timedelta(days=20)
    round = steps.proposed(date=day)
    due = now() + timedelta(days=25)
    milestones = [(10, now() + timedelta(days=15))]
    commitment = steps.active(due_at=due, milestones=milestones, target=50)
    batch = steps.handed_over()
    by = steps.north.exchange_officer
    found = do(open_discrepancy, by=by, batch=batch, code="late")
    do(assign_discrepancy, by=by, discrepancy=found, owner=by, due_on=day)

    page = read(steps.north.coordinator)

    assert page.count(commitment.reference) >= 2
    assert round.reference in page
    assert found.reference in page
    assert found.reference not in read(steps.south.coordinator)


def test_another_quarter_is_another_address_and_nonsense_is_this_month(steps):
    round = steps.proposed(date=date(2031, 5, 9))

    assert round.reference in read(steps.north.coordinator, "/calendar/?since=2031-04")
    assert round.reference not in read(steps.north.coordinator)
    for wrong in ("x", "2031-13", "9999-12", "0001-01"):
        read(steps.north.coordinator, f"/calendar/?since={wrong}")


def test_it_costs_the_same_for_one_round_and_for_many(steps):
    def cost() -> int:
        client = Client()
        client.force_login(steps.north.coordinator)
        client.get("/calendar/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/calendar/")
        return len(queries)

    agreement = steps.in_force()
    steps.proposed()
    steps.active(agreement)
    few = cost()
    for _ in range(3):
        steps.proposed()
        steps.active(agreement)

    assert cost() == few


def test_the_hours_of_a_round_are_by_two_clocks():
    venue = Venue(name="Quillen Bridge", time_zone="Europe/Istanbul")
    round = ExchangeRound(
        venue=venue, date=date(2026, 1, 15), window_from=time(9), window_until=time(17)
    )

    with timezone.override(ZoneInfo("UTC")):
        assert window_text(round) == "09:00–17:00 in Europe/Istanbul, 06:00–14:00 here"
    with timezone.override(ZoneInfo("Europe/Istanbul")):
        assert window_text(round) == "09:00–17:00 in Europe/Istanbul"
    venue.time_zone = ""
    assert window_text(round) == "09:00–17:00"
