"""Deliveries that failed, and the rounds of the next fourteen days."""

from datetime import timedelta

import pytest
from django.utils import timezone

from exchanges.models import ExchangeRound
from exchanges.operations import stating
from repatriation.audit.models import Event
from repatriation.dashboard.components import Meaning
from repatriation.errors import NotPermitted, RuleBroken
from repatriation.ledger.clock import today
from repatriation.ledger.models import Obligation
from repatriation.notifications.announcing import announce_obligations
from repatriation.notifications.models import Delivery
from repatriation.notifications.resending import send_again
from tests.factories.accounts import UserFactory
from tests.factories.steps import Steps, do


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def failed(steps):
    """The southern coordinator could not be reached about a proposal."""
    steps.south.person("coordinator")
    steps.proposed()
    announce_obligations(list(Obligation.objects.values_list("pk", flat=True)))
    Delivery.objects.filter(channel="email").update(
        failed_at=timezone.now(), tries=8, last_answer="SMTPServerDisconnected"
    )
    return Delivery.objects.get(channel="email")


def see(client, user):
    client.force_login(user)
    return client.get("/").context["failed"]


def test_a_delivery_that_failed_is_shown_to_those_who_answer_for_its_recipient(
    client, steps, failed
):
    everywhere = UserFactory(role="administrator", agency=None)
    own = UserFactory(role="administrator", agency=steps.south.agency)

    for user in (steps.south.coordinator, everywhere, own):
        assert [one.delivery for one in see(client, user)] == [failed]
    for user in (steps.north.coordinator, steps.south.exchange_officer, steps.world.observer):
        assert see(client, user) == []


def test_an_administrator_reads_the_reference_and_gets_no_link(client, steps, failed):
    (shown,) = see(client, UserFactory(role="administrator", agency=None))

    assert (shown.link, shown.about) == ("", str(ExchangeRound.objects.get()))
    assert shown.answer == "The mail server hung up"


def test_a_coordinator_gets_the_link(client, steps, failed):
    (shown,) = see(client, steps.south.coordinator)

    assert shown.link == ExchangeRound.objects.get().get_absolute_url()


def test_it_is_sent_again_with_all_its_tries_and_that_is_recorded(client, steps, failed):
    user = steps.south.coordinator
    client.force_login(user)

    page = client.post(f"/send-again-{failed.pk}/", follow=True).content.decode()

    assert "The notice is on its way again." in page
    failed.refresh_from_db()
    assert (failed.failed_at, failed.tries, failed.leased_until) == (None, 0, None)
    assert Delivery.objects.free(timezone.now()).get() == failed
    event = Event.objects.order_by("pk").last()
    assert (event.kind, event.actor_id) == ("notifications.sent_again", user.pk)
    assert see(client, user) == []


def test_it_is_not_sent_again_by_others_nor_by_looking(client, steps, failed):
    for user in (steps.north.coordinator, steps.south.exchange_officer):
        client.force_login(user)
        assert client.post(f"/send-again-{failed.pk}/").status_code == 404
    client.force_login(steps.south.coordinator)
    assert client.get(f"/send-again-{failed.pk}/").status_code == 405

    failed.refresh_from_db()
    assert failed.failed_at is not None


def test_what_has_not_failed_is_not_sent_again(client, steps, failed):
    Delivery.objects.update(failed_at=None)
    client.force_login(steps.south.coordinator)

    assert client.post(f"/send-again-{failed.pk}/").status_code == 404


def test_the_operation_itself_asks_who_and_whether_it_failed(steps, failed):
    with pytest.raises(NotPermitted, match="Only a coordinator or an administrator"):
        do(send_again, by=steps.south.exchange_officer, delivery=failed)
    Delivery.objects.update(failed_at=None)
    with pytest.raises(RuleBroken, match="has not failed"):
        do(send_again, by=steps.south.coordinator, delivery=failed)


def days(client, user):
    client.force_login(user)
    return client.get("/").context["days"]


def test_the_rounds_of_the_next_fourteen_days_come_in_their_order(client, steps):
    wanted = [steps.proposed(date=today() + timedelta(days=ahead)) for ahead in (14, 0, 3)]
    steps.proposed(date=today() + timedelta(days=15))
    steps.proposed(date=today() - timedelta(days=1))

    shown = [day.reference for day in days(client, steps.north.coordinator)]

    assert shown == [str(wanted[1]), str(wanted[2]), str(wanted[0])]


def test_each_sides_word_on_the_date_has_its_shape(client, steps):
    world, north, south = steps.world, steps.north, steps.south
    round = steps.proposed(date=today() + timedelta(days=5), intermediary=world.observers)
    round = do(stating.confirm_date, by=north.coordinator, round=round, agency=north.agency)
    said = {"said_on": today(), "source": "message 14/2"}
    do(stating.confirm_date, by=north.coordinator, round=round, agency=south.agency, **said)

    (day,) = days(client, north.coordinator)

    words = [(str(one.label), one.meaning) for one in day.says]
    assert words == [
        ("Northern side", Meaning.DONE),
        ("Southern side", Meaning.GOING),
        (str(world.observers), Meaning.OPEN),
    ]
    assert "Half: a message still to be checked." in day.note


def test_a_confirmation_of_another_date_does_not_count(client, steps):
    north = steps.north
    round = steps.proposed(date=today() + timedelta(days=5))
    round = do(stating.confirm_date, by=north.coordinator, round=round, agency=north.agency)
    type(round).objects.filter(pk=round.pk).update(date=today() + timedelta(days=6))

    (day,) = days(client, north.coordinator)

    assert day.says[0].meaning == Meaning.OPEN


def test_an_unscheduled_round_of_the_next_days_asks_to_be_looked_at(client, steps):
    steps.proposed(date=today() + timedelta(days=2), venue=None)
    steps.proposed(date=today() + timedelta(days=9))

    soon, later = days(client, steps.north.coordinator)

    assert (str(soon.state.label), soon.state.meaning) == ("Proposed, not scheduled", Meaning.WATCH)
    assert later.state.meaning != Meaning.WATCH
    assert "Venue open" in soon.text
    assert soon.note == "Missing: venue, handover list."


def test_how_much_is_listed_is_for_the_sides_and_not_for_a_mortuary_with_a_share(client, steps):
    steps.sent("A-1", "A-2")

    (ours,) = days(client, steps.north.coordinator)
    (mortuary,) = days(client, steps.north.mortuary_officer)

    assert "2 containers" in ours.text
    assert "container" not in mortuary.text
