"""Several workers are told of the same obligation or mail: each is told and sent once."""

import pytest
from django.core import mail
from django.db import IntegrityError
from django.db.models import QuerySet

from repatriation.accounts.models import User
from repatriation.errors import Sentence
from repatriation.ledger.models import Obligation
from repatriation.ledger.writing import acting_as, record
from repatriation.notifications import registry
from repatriation.notifications.announcing import announce_obligations
from repatriation.notifications.models import Delivery
from repatriation.notifications.registry import Notice
from repatriation.notifications.sending import send_delivery
from repatriation.notifications.tasks import sweep
from tests.factories.accounts import UserFactory
from tests.races.at_once import CROWD, at_once

pytestmark = pytest.mark.django_db(transaction=True)
EVENTS = 5


@pytest.fixture
def owed(monkeypatch):
    """What happened, and three people to be told of it."""
    people = UserFactory.create_batch(3)
    readers = User.objects.filter(pk__in=[person.pk for person in people])

    def tell(event):
        return Notice(readers, Sentence("%(number)s happened", {"number": event.pk}), "/there/")

    monkeypatch.setattr(registry, "_notices", {"test.happened": tell})
    actor = UserFactory()
    with acting_as(actor):
        for _ in range(EVENTS):
            record("test.happened", actor, by=actor)
    return list(Obligation.objects.values_list("pk", flat=True))


def test_what_several_workers_announce_is_told_once(owed):
    outcomes = at_once([lambda: announce_obligations(owed)] * CROWD)

    assert outcomes.broken == []
    assert Delivery.objects.count() == EVENTS * 3 * 2
    assert sorted(pk for mails in outcomes.done for pk in mails) == sorted(
        Delivery.objects.filter(channel="email").values_list("pk", flat=True)
    )
    assert not Obligation.objects.filter(done_at=None).exists()


def test_without_the_lock_a_constraint_is_all_that_keeps_it_single(owed, monkeypatch, caplog):
    """`select_for_update` is made a plain read; the second of two is then broken by the rule of
    one delivery per event, recipient and channel, and its obligation waits for the sweep."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_: rows._chain())

    at_once([lambda: announce_obligations(owed)] * CROWD)

    assert IntegrityError.__name__ in caplog.text
    assert Delivery.objects.count() == EVENTS * 3 * 2


def test_a_mail_is_sent_by_one_of_many_workers(owed):
    (first, *_others) = announce_obligations(owed)

    outcomes = at_once([lambda: send_delivery(first)] * CROWD)

    assert outcomes.broken == []
    assert sorted(outcomes.done) == [False] * (CROWD - 1) + [True]
    assert len(mail.outbox) == 1
    assert Delivery.objects.get(pk=first).tries == 1


def test_without_the_lease_it_is_sent_by_all(owed, monkeypatch):
    """The lease is looked at and then taken, in two steps."""
    (first, *_others) = announce_obligations(owed)

    class LookedAt:
        """Rows that were free when they were looked at."""

        def __init__(self, rows):
            self.is_free = rows.exists()

        def filter(self, **_):
            return self

        def update(self, **_):
            return self.is_free

    free = type(Delivery.objects.all()).free
    monkeypatch.setattr(
        type(Delivery.objects.all()), "free", lambda rows, now: LookedAt(free(rows, now))
    )

    at_once([lambda: send_delivery(first)] * CROWD)

    assert len(mail.outbox) > 1


def test_sweeps_that_meet_send_each_mail_once(owed):
    Obligation.objects.update(made_at="2020-01-01T00:00:00Z")

    outcomes = at_once([sweep] * 4)

    assert outcomes.broken == []
    assert len(mail.outbox) == EVENTS * 3
    assert Delivery.objects.filter(channel="email", sent_at=None).count() == 0
