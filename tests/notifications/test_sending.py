"""From the bell to the mail server: once, late, again, or never; and no request waits for it."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
import time_machine
from celery import current_app
from django.core import mail
from django.db import connections
from django.utils import timezone, translation
from django.utils.translation import gettext

from exchanges.models import ExchangeRound
from repatriation.language import say
from repatriation.ledger.models import Obligation
from repatriation.notifications import tasks
from repatriation.notifications.announcing import announce_obligations
from repatriation.notifications.models import LEASE, TRIES, Delivery
from repatriation.notifications.sending import send_delivery
from tests.factories.steps import Steps
from tests.notifications.conftest import announce


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def told(steps):
    """The southern coordinator, who is told of a proposal: one delivery by e-mail."""
    person = steps.south.coordinator
    steps.proposed()
    announce()
    return person


def mailing() -> Delivery:
    return Delivery.objects.get(channel="email")


class DeadMailServer:
    """A mail backend that never answers, as Django calls it."""

    def __init__(self, **kwargs):
        pass

    def send_messages(self, messages):
        raise SMTPServerDisconnected("Connection to person-1@example.org lost")


@pytest.fixture
def dead_mail_server(settings):
    settings.EMAIL_BACKEND = f"{__name__}.DeadMailServer"


def test_a_notice_is_mailed_once_however_often_its_task_comes(told):
    for _ in range(3):
        announce()
        send_delivery(mailing().pk)

    assert [(m.to, m.subject) for m in mail.outbox] == [
        (
            [told.email],
            f"Round {ExchangeRound.objects.get()} is proposed and waits for your side's word.",
        )
    ]
    assert Delivery.objects.inbox_of(told).count() == 1


def test_a_mail_carries_the_sentence_and_a_link(told, settings):
    settings.BASE_URL = "https://register.example"

    send_delivery(mailing().pk)

    round = ExchangeRound.objects.get()
    assert f"https://register.example{round.get_absolute_url()}" in mail.outbox[0].body
    assert told.name not in mail.outbox[0].body


def test_a_mail_is_written_in_the_readers_language(steps):
    person = steps.south.coordinator
    person.language = "uk"
    person.save()
    steps.proposed()
    announce()

    send_delivery(mailing().pk)

    with translation.override("uk"):
        assert say(mailing().said) == mail.outbox[0].subject
        assert gettext("Sign in to read it:") in mail.outbox[0].body


def test_the_address_is_read_when_the_mail_is_sent(told):
    told.email = "new@example.org"
    told.save()

    send_delivery(mailing().pk)

    assert mail.outbox[0].to == ["new@example.org"]


def test_a_failing_mail_server_is_asked_again_later_each_time(told, dead_mail_server):
    pauses = []

    for _ in range(3):
        before = timezone.now()
        with time_machine.travel(mailing().due_at + timedelta(seconds=1), tick=False):
            before = timezone.now()
            assert not send_delivery(mailing().pk)
        pauses.append(round((mailing().due_at - before).total_seconds() / 60))

    assert pauses == [1, 2, 4]
    assert mailing().failed_at is None


def test_before_it_is_due_it_is_not_tried(told, dead_mail_server):
    send_delivery(mailing().pk)

    assert not send_delivery(mailing().pk)

    assert mailing().tries == 1


def test_after_eight_tries_it_has_failed_and_rests(told, dead_mail_server, settings):
    for _ in range(TRIES):
        with time_machine.travel(mailing().due_at + timedelta(seconds=1)):
            send_delivery(mailing().pk)

    assert (mailing().tries, mailing().failed_at is not None) == (TRIES, True)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert not send_delivery(mailing().pk)
        tasks.sweep()
    assert mail.outbox == []


def test_what_a_mail_server_answered_is_kept_without_its_text(told, dead_mail_server):
    send_delivery(mailing().pk)

    assert mailing().last_answer == "SMTPServerDisconnected"


def test_a_sender_that_was_killed_holds_it_for_the_lease_and_no_longer(told):
    lost = timezone.now()
    Delivery.objects.update(leased_until=lost + LEASE, tries=1)

    assert not send_delivery(mailing().pk)
    with time_machine.travel(lost + LEASE + timedelta(seconds=1)):
        tasks.sweep()

    assert len(mail.outbox) == 1
    assert mailing().sent_at is not None


def test_the_sweep_finds_what_no_bell_brought(steps):
    steps.south.person("coordinator")
    steps.proposed()
    tasks.sweep()
    assert mail.outbox == []  # it may still come by the bell

    with time_machine.travel(timezone.now() + timedelta(seconds=21)):
        tasks.sweep()

    assert len(mail.outbox) == 1
    assert not Obligation.objects.filter(done_at=None).exists()


def test_every_rung_task_has_somebody_who_answers():
    assert {"notifications.announce", "notifications.send", "notifications.sweep"} <= {
        *current_app.tasks
    }


@pytest.mark.django_db(transaction=True)
def test_a_dead_broker_costs_nobody_their_page(client, caplog):
    steps = Steps()
    round = steps.opened()
    told = steps.south.coordinator
    client.force_login(steps.north.coordinator)
    broker, current_app.conf.broker_url = current_app.conf.broker_url, "redis://127.0.0.1:1/0"
    current_app.pool.force_close_all()
    try:
        with caplog.at_level(logging.CRITICAL):
            answer = client.post(f"/rounds/{round}/propose/", {"version": round.version})
    finally:
        current_app.conf.broker_url = broker

    assert answer.status_code == 302
    assert steps.again(round).state == "proposed"
    announce()  # as the sweep does
    assert Delivery.objects.inbox_of(told).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_announce_at_once_make_one_delivery():
    steps = Steps()
    told = steps.south.coordinator
    steps.proposed()
    owed = list(Obligation.objects.values_list("pk", flat=True))
    start = threading.Barrier(4)

    def work(_):
        start.wait()
        try:
            return announce_obligations(owed)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as workers:
        mails = [pk for made in workers.map(work, range(4)) for pk in made]

    assert mails == [mailing().pk]
    assert Delivery.objects.inbox_of(told).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_send_at_once_send_one_mail():
    steps = Steps()
    steps.south.person("coordinator")
    steps.proposed()
    announce()
    key, start = mailing().pk, threading.Barrier(4)

    def work(_):
        start.wait()
        try:
            return send_delivery(key)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as workers:
        sent = list(workers.map(work, range(4)))

    assert sorted(sent) == [False, False, False, True]
    assert mailing().tries == 1
