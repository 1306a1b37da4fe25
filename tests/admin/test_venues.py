"""A venue keeps its name once a side has confirmed a date there."""

import pytest
from django.urls import reverse

from exchanges.models import Venue
from exchanges.operations import stating
from repatriation.audit.models import Event
from tests.admin.full import administrator_of
from tests.factories.steps import Steps, do

REFUSED = "A date at this venue is confirmed"


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def confirmed(steps):
    """By one side, which is enough: it read the name."""
    round = steps.agreed()
    do(stating.confirm_date, by=steps.north.coordinator, round=round, agency=steps.north.agency)
    return round


def page_of(venue) -> str:
    return reverse("admin:exchanges_venue_change", args=[venue.pk])


def save(client, venue, **changes):
    form = {"name": venue.name, "place": venue.place, "is_active": "on"} | changes
    return client.post(page_of(venue), form)


@pytest.mark.parametrize("side", ["north", "south"])
@pytest.mark.parametrize("change", [{"name": "Other Ford"}, {"place": "elsewhere"}])
def test_neither_side_renames_it_and_both_are_told_why(client, steps, confirmed, side, change):
    client.force_login(administrator_of(steps, side))
    venue = confirmed.venue
    shown = client.get(page_of(venue)).content.decode()

    page = save(client, venue, **change).content.decode()

    assert REFUSED in shown
    assert page.count(REFUSED) == 2  # above the form, and at the field
    assert list(Venue.objects.values_list("name", "place")) == [(venue.name, venue.place)]


def test_it_is_taken_out_of_use_and_another_one_is_added(client, steps, confirmed):
    client.force_login(administrator_of(steps, "north"))

    assert save(client, confirmed.venue, is_active="").status_code == 302
    form = {"name": "Quillen Bridge", "place": "", "is_active": "on"}
    assert client.post(reverse("admin:exchanges_venue_add"), form).status_code == 302

    assert Venue.objects.filter(is_active=True).get().name == "Quillen Bridge"


def test_before_anybody_confirmed_a_date_it_may_be_renamed(client, steps):
    venue = steps.agreed().venue
    client.force_login(administrator_of(steps, "south"))

    assert REFUSED not in client.get(page_of(venue)).content.decode()
    assert save(client, venue, name="Havrel Ford, east bank").status_code == 302

    event = Event.objects.order_by("pk").last()
    assert (event.kind, event.details) == ("exchanges.venue_changed", {"changed": ["name"]})


def test_a_confirmation_of_another_date_binds_no_venue(client, steps, confirmed):
    confirmed.statements.update(date="2020-01-01")
    client.force_login(administrator_of(steps, "north"))

    assert save(client, confirmed.venue, name="Other Ford").status_code == 302


def test_a_scheduled_round_binds_it_whatever_was_said(client, steps):
    round = steps.scheduled()
    round.statements.update(date="2020-01-01")
    client.force_login(administrator_of(steps, "north"))

    assert REFUSED in save(client, round.venue, name="Other Ford").content.decode()
