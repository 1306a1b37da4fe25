"""One thing that cannot be told or sent is seen, and hinders no other."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db.models import F

from repatriation.accounts.models import User
from repatriation.errors import Sentence
from repatriation.ledger.models import Obligation
from repatriation.ledger.writing import acting_as, record
from repatriation.notifications import registry
from repatriation.notifications.announcing import announce_obligations
from repatriation.notifications.models import TRIES, Delivery
from repatriation.notifications.registry import Notice
from repatriation.notifications.sending import send_delivery
from repatriation.notifications.tasks import sweep
from tests.factories.accounts import UserFactory

SAYS = "%(number)s happened"


@pytest.fixture
def told(monkeypatch):
    """Whoever is told of what these tests let happen; "test.broken" cannot be told."""
    reader = UserFactory()
    readers = User.objects.filter(pk=reader.pk)

    def tell(event):
        return Notice(readers, Sentence(SAYS, {"number": event.pk}), "/there/")

    def break_down(event):
        raise LookupError("Sampleson Placeholder")

    kinds = {"test.happened": tell, "test.broken": break_down}
    monkeypatch.setattr(registry, "_notices", kinds)
    return reader


def happen(*kinds):
    actor = UserFactory()
    with acting_as(actor):
        for kind in kinds:
            record(kind, actor, by=actor)
    return list(Obligation.objects.order_by("pk").values_list("pk", flat=True))


@pytest.mark.usefixtures("told")
def test_what_cannot_be_told_stays_open_and_the_rest_is_told(log):
    keys = happen("test.happened", "test.broken", "test.happened", "test.quiet")

    mails = announce_obligations(keys)

    assert len(mails) == 2
    still_open = Obligation.objects.filter(done_at=None)
    assert [owed.event.kind for owed in still_open] == ["test.broken"]
    assert f"obligation_id={keys[1]} error=LookupError" in log()
    assert "Sampleson" not in log()


@pytest.mark.usefixtures("told")
def test_the_sweep_goes_on_behind_what_cannot_be_told():
    happen("test.broken", "test.happened")
    Obligation.objects.update(made_at=F("made_at") - timedelta(minutes=1))

    sweep()

    assert len(mail.outbox) == 1


@pytest.mark.usefixtures("told")
def test_a_delivery_without_an_address_fails_for_good_and_the_sweep_goes_on(log):
    announce_obligations(happen("test.happened", "test.happened"))
    lost = Delivery.objects.filter(channel="email").first()
    Delivery.objects.filter(pk=lost.pk).update(target_label="test.nobody")

    sweep()

    assert len(mail.outbox) == 1
    lost.refresh_from_db()
    assert (lost.tries, lost.last_answer, lost.sent_at) == (1, "KeyError", None)
    assert lost.leased_until is None
    Delivery.objects.filter(pk=lost.pk).update(tries=TRIES - 1, due_at=F("made_at"))
    send_delivery(lost.pk)
    assert list(Delivery.objects.failed()) == [lost]
    assert f"delivery_id={lost.pk} error=KeyError" in log()


@pytest.mark.usefixtures("told")
def test_a_task_that_runs_twice_tells_and_sends_once():
    keys = happen("test.happened")

    mails = announce_obligations(keys)
    assert announce_obligations(keys) == []
    for pk in mails * 2:
        send_delivery(pk)

    assert Delivery.objects.count() == 2
    assert len(mail.outbox) == 1
