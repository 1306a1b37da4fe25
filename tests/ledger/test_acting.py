"""A transaction has one actor; what is undone leaves no event, and a dead broker undoes nothing."""

import threading
import time
from contextlib import nullcontext
from datetime import UTC, datetime

import pytest
from celery import Celery
from django.db import connection, connections, transaction

from repatriation.accounts.models import User
from repatriation.audit.models import Event
from repatriation.celery import app
from repatriation.ledger import writing
from repatriation.ledger.clock import clock_at
from repatriation.ledger.models import Obligation
from repatriation.ledger.writing import Entry, acting_as, record, record_each
from tests.factories.accounts import UserFactory


class Undone(Exception):
    """Something went wrong after it was said."""


@pytest.fixture
def user():
    return UserFactory()


def happen_and_fail(user):
    record("test.undone", user, by=user)
    with transaction.atomic():
        record("test.undone_too", user, by=user)
    raise Undone


def kinds():
    return list(Event.objects.order_by("pk").values_list("facts__kind", flat=True))


def test_an_event_says_what_of_whom_by_whom_and_when(user):
    subject = UserFactory()

    with acting_as(user):
        record("test.happened", subject, by=user, number=3, code="a")

    event = Event.objects.get()
    assert event.stream == f"accounts.user:{subject.pk}"
    assert event.facts["subject"] == ["accounts.user", subject.pk]
    assert event.actor_id == user.pk
    assert event.details == {"number": 3, "code": "a"}
    assert event.occurred_at == event.recorded_at
    assert Obligation.objects.get().event == event


def test_nothing_is_recorded_outside_of_acting_as(user):
    with pytest.raises(RuntimeError, match="recorded outside acting_as"):
        record("test.happened", user, by=user)


def test_nobody_records_in_the_name_of_another(user):
    other = UserFactory()

    with pytest.raises(RuntimeError, match="recorded outside acting_as"), acting_as(user):
        record("test.happened", user, by=other)


def test_a_transaction_has_one_actor(user):
    other = UserFactory()

    with (
        pytest.raises(RuntimeError, match="A transaction has one actor"),
        acting_as(user),
        acting_as(other),
    ):
        pass


def test_an_error_ends_the_acting(user):
    with pytest.raises(Undone), acting_as(user):
        happen_and_fail(user)

    with acting_as(UserFactory()):
        pass


def test_a_savepoint_that_was_rolled_back_leaves_no_event(user):
    with acting_as(user):
        record("test.first", user, by=user)
        with pytest.raises(Undone), transaction.atomic():
            happen_and_fail(user)
        record("test.last", user, by=user)

    assert kinds() == ["test.first", "test.last"]


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_failed_leaves_neither_event_nor_obligation(user):
    with pytest.raises(Undone), acting_as(user):
        happen_and_fail(user)

    assert kinds() == []
    assert not Obligation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_refusal_that_only_asks_for_rollback_leaves_no_event(user):
    with acting_as(user):
        record("test.undone", user, by=user)
        transaction.set_rollback(True)

    assert kinds() == []


def test_events_of_one_stream_stay_in_the_order_they_were_said(user):
    with acting_as(user):
        for kind in ("test.b", "test.c", "test.a"):
            record(kind, user, by=user)

    assert kinds() == ["test.b", "test.c", "test.a"]


def test_a_fact_with_a_float_is_refused_before_anything_is_saved(user):
    with pytest.raises(TypeError, match="not a float"), acting_as(user):
        record("test.happened", user, by=user, share=0.5)


def test_the_agency_is_bound_for_row_level_security_and_forgotten(user):
    def bound():
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('app.agency', true)")
            return cursor.fetchone()[0]

    with acting_as(user):
        assert bound() == str(user.agency_id)
    with acting_as(User.objects.system()):
        assert bound() == ""


@pytest.mark.django_db(transaction=True)
def test_transactions_that_meet_in_many_streams_wait_and_do_not_deadlock(user):
    """Fails when `_append` no longer sorts: PostgreSQL then ends one of them (40P01)."""
    things, failed = UserFactory.create_batch(60, agency=user.agency), []
    start = threading.Barrier(2)

    def happen(subjects):
        try:
            start.wait()
            for _ in range(5):
                with acting_as(user):
                    record_each("test.happened", subjects, by=user)
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=happen, args=[s]) for s in (things, things[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert Event.objects.count() == 2 * 5 * 60


@pytest.fixture
def dead_broker(monkeypatch):
    """A broker at a port where nobody listens, with the settings of the real one."""
    dead = Celery("dead", broker="redis://127.0.0.1:1/0", set_as_current=False)
    dead.conf.broker_transport_options = app.conf.broker_transport_options
    monkeypatch.setattr(writing, "current_app", dead)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("dead_broker")
def test_a_dead_broker_neither_fails_nor_delays_the_change(user):
    began = time.monotonic()

    with acting_as(user):
        record("test.happened", user, by=user)

    assert time.monotonic() - began < 2
    assert kinds() == ["test.happened"]
    assert Obligation.objects.filter(done_at=None).count() == 1


@pytest.mark.parametrize(("moment", "bells"), [(None, 1), (datetime(2019, 6, 1, tzinfo=UTC), 0)])
def test_the_bell_rings_for_the_present_and_not_for_a_past_that_is_made_up(
    user, moment, bells, django_capture_on_commit_callbacks
):
    with (
        django_capture_on_commit_callbacks() as callbacks,
        clock_at(moment) if moment else nullcontext(),
        acting_as(user),
    ):
        record("test.happened", user, by=user)

    assert len([each for each in callbacks if not isinstance(each, Entry)]) == bells
