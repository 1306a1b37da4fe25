"""When it happened and when it was written down are two times; the first lies not in the future."""

from datetime import UTC, datetime, timedelta

import pytest

from repatriation.audit.models import Event
from repatriation.errors import RuleBroken
from repatriation.ledger.clock import clock_at, now
from repatriation.ledger.writing import acting_as, record, record_each
from tests.factories.accounts import UserFactory

MINUTE = timedelta(minutes=1)


@pytest.fixture
def user():
    return UserFactory()


def happen(user, at, *, subject=None, **more):
    with acting_as(user):
        record("test.happened", subject or user, by=user, occurred_at=at, **more)


def test_both_times_are_kept(user):
    at = now() - timedelta(hours=3)

    happen(user, at)

    event = Event.objects.get()
    assert event.occurred_at == at
    assert now() - event.recorded_at < MINUTE


def test_nothing_happens_in_the_future(user):
    with pytest.raises(RuleBroken, match="in the future"):
        happen(user, now() + MINUTE)

    assert not Event.objects.exists()


def test_nothing_happens_before_the_last_event_of_its_stream(user):
    last = now() - timedelta(hours=1)
    happen(user, last)

    with pytest.raises(RuleBroken, match="before what was last recorded"):
        happen(user, last - MINUTE)
    happen(user, last)

    assert Event.objects.count() == 2


def test_what_is_entered_late_may_have_happened_before_and_says_so(user):
    happen(user, now())

    happen(user, now() - timedelta(days=2), is_late=True)

    late = Event.objects.get(seq=2)
    assert late.facts["is_late"] is True
    assert "is_late" not in Event.objects.get(seq=1).facts


def test_late_is_not_the_future_either(user):
    with pytest.raises(RuleBroken, match="in the future"):
        happen(user, now() + MINUTE, is_late=True)


def test_each_stream_has_its_own_last_event(user):
    other = UserFactory()
    happen(user, now())

    happen(user, now() - timedelta(days=2), subject=other)

    assert Event.objects.count() == 2


def test_of_many_the_latest_stream_decides(user):
    other = UserFactory()
    happen(user, now() - timedelta(hours=1))
    happen(user, now() - timedelta(days=1), subject=other)

    with pytest.raises(RuleBroken, match="before what was last recorded"), acting_as(user):
        record_each("test.happened", [other, user], by=user, occurred_at=now() - timedelta(hours=2))

    assert Event.objects.count() == 2


def test_a_past_that_is_told_is_recorded_in_that_past(user):
    past = datetime(2020, 2, 29, 12, tzinfo=UTC)

    with clock_at(past), acting_as(user):
        record("test.happened", user, by=user)

    event = Event.objects.get()
    assert event.occurred_at == event.recorded_at == past
