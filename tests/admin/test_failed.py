"""Notices that failed: whose they are, why, and sent again."""

import pytest
from django.urls import reverse

from repatriation.audit.models import Event
from repatriation.notifications.models import Delivery
from tests.admin.full import administrator_of, fail
from tests.factories.steps import Steps
from tests.notifications.conftest import announce

LIST = reverse("admin:notifications_delivery_changelist")


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def failed(steps):
    """To the southern coordinator, about a proposal."""
    assert steps.south.coordinator
    steps.proposed()
    announce()
    fail(Delivery.objects.filter(channel="email"))
    return Delivery.objects.get(channel="email")


def again(client, delivery):
    form = {"action": "send_again", "_selected_action": [delivery.pk]}
    return client.post(LIST, form, follow=True).content.decode()


def test_it_says_to_whom_about_what_why_and_how_often(client, steps, failed):
    client.force_login(administrator_of(steps, "south"))

    page = client.get(LIST).content.decode()

    assert steps.south.coordinator.name in page
    assert failed.sentence["params"]["round"] in page
    assert "Address refused 550" in page
    assert 'class="field-tries">8<' in page


def test_another_sides_failures_are_not_there(client, steps, failed):
    client.force_login(administrator_of(steps, "north"))

    page = client.get(LIST).content.decode()
    again(client, failed)

    assert "No notice has failed." in page
    failed.refresh_from_db()
    assert failed.failed_at is not None


def test_it_is_sent_again_through_the_operation(client, steps, failed):
    user = administrator_of(steps, "south")
    client.force_login(user)

    page = again(client, failed)

    assert "1 notice is on its way again." in page
    failed.refresh_from_db()
    assert (failed.failed_at, failed.tries) == (None, 0)
    event = Event.objects.of(failed).get()
    assert (event.kind, event.actor_id) == ("notifications.sent_again", user.pk)


@pytest.mark.parametrize(("sought", "found"), [("person-", True), ("nobody-of-this-name", False)])
def test_it_is_found_by_its_recipient(client, steps, failed, sought, found):
    client.force_login(administrator_of(steps, "south"))

    page = client.get(LIST, {"q": sought}).content.decode()

    assert (steps.south.coordinator.name in page) is found


def test_what_has_not_failed_is_not_listed(client, steps, failed):
    Delivery.objects.update(failed_at=None)
    client.force_login(administrator_of(steps, "south"))

    assert "No notice has failed." in client.get(LIST).content.decode()
