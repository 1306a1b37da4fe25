"""Each stream of events is a chain; what is changed behind the application's back is found."""

import hashlib
import json

import pytest
from django.db import DatabaseError, connection, transaction

from repatriation.audit.models import Event, Stream
from repatriation.audit.verification import broken_streams
from repatriation.ledger.writing import acting_as, record
from tests.factories.accounts import UserFactory


def happen(*kinds, to):
    with acting_as(to):
        for kind in kinds:
            record(kind, to, by=to, number=1)


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def stream(user):
    """Of three events, beside another one of two."""
    happen("test.first", "test.second", "test.third", to=user)
    other = UserFactory()
    happen("test.first", "test.second", to=other)
    return f"accounts.user:{user.pk}"


def test_events_are_numbered_and_chained_in_their_stream(user):
    happen("test.first", "test.second", to=user)
    happen("test.third", to=user)

    first, second, third = Event.objects.order_by("seq")
    assert [e.kind for e in (first, second, third)] == ["test.first", "test.second", "test.third"]
    assert [e.seq for e in (first, second, third)] == [1, 2, 3]
    assert bytes(first.prev) == bytes(32)
    assert bytes(second.prev) == bytes(first.hash)
    assert bytes(third.prev) == bytes(second.hash)
    head = Stream.objects.get()
    assert (head.seq, bytes(head.head)) == (3, bytes(third.hash))


def test_the_hash_is_over_nothing_but_what_is_written_down_here(user):
    """So that somebody else can compute it: a zero byte, the hash before, the number in eight
    bytes, the length of the stream's name in four, the name, and the body as it is stored."""
    happen("test.first", to=user)

    event = Event.objects.get()
    name = event.stream.encode()
    whole = (
        b"\0"
        + bytes(32)
        + (1).to_bytes(8, "big")
        + len(name).to_bytes(4, "big")
        + name
        + event.body.encode()
    )
    assert bytes(event.hash) == hashlib.sha256(whole).digest()
    assert json.loads(event.body) == event.facts


def test_an_untouched_record_is_whole(stream):
    assert broken_streams() == []


TAMPERING = {
    "a changed body": (
        "UPDATE audit_event SET body = replace(body, '\"number\":1', '\"number\":2')"
        " WHERE stream = %(stream)s AND seq = 2"
    ),
    "a changed body with its hash made to fit": (
        "UPDATE audit_event SET body = '{}', hash = sha256('\\x00' || prev || int8send(seq) ||"
        " int4send(octet_length(stream)) || convert_to(stream, 'UTF8') || convert_to('{}', 'UTF8'))"
        " WHERE stream = %(stream)s AND seq = 2"
    ),
    "a row moved to another stream": (
        "UPDATE audit_event SET stream = 'elsewhere:1' WHERE stream = %(stream)s AND seq = 3"
    ),
    "a row taken from the middle": "DELETE FROM audit_event WHERE stream = %(stream)s AND seq = 2",
    "a row taken from the end": "DELETE FROM audit_event WHERE stream = %(stream)s AND seq = 3",
    "all rows of a stream taken": "DELETE FROM audit_event WHERE stream = %(stream)s",
    "a row added at the end": (
        "INSERT INTO audit_event (stream, seq, body, prev, hash)"
        " SELECT stream, 4, body, hash, hash FROM audit_event"
        " WHERE stream = %(stream)s AND seq = 3"
    ),
    "two rows that changed places": (
        "UPDATE audit_event SET seq = CASE seq WHEN 2 THEN 103 ELSE 102 END"
        " WHERE stream = %(stream)s AND seq > 1;"
        " UPDATE audit_event SET seq = seq - 100 WHERE stream = %(stream)s AND seq > 100"
    ),
    "a head put back": "UPDATE audit_stream SET seq = 2 WHERE name = %(stream)s",
    "a head taken away": "DELETE FROM audit_stream WHERE name = %(stream)s",
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("tampering", TAMPERING)
def test_what_is_changed_behind_the_application_is_found(stream, adversary, tampering):
    adversary.execute("DELETE FROM ledger_obligation")  # who can do the one can do the other

    adversary.execute(TAMPERING[tampering], {"stream": stream})

    assert adversary.rowcount
    assert stream in broken_streams()
    assert set(broken_streams()) <= {stream, "elsewhere:1"}


@pytest.mark.django_db(transaction=True)
def test_one_stream_can_be_looked_at_alone(stream, adversary):
    adversary.execute("UPDATE audit_event SET body = '{}' WHERE seq = 2")

    assert len(broken_streams()) == 2
    assert broken_streams([stream]) == [stream]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_event SET body = '{}'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "UPDATE audit_stream SET seq = 0",
        "DELETE FROM audit_stream",
        "UPDATE audit_accesslog SET what = ''",
        "DELETE FROM audit_accesslog",
    ],
)
def test_the_application_changes_nothing_that_was_recorded(stream, change):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Event.objects.raw(change)._fetch_all()


def test_a_body_that_is_no_json_is_refused():
    with pytest.raises(DatabaseError, match="json"), transaction.atomic(), connection.cursor() as c:
        c.execute("SELECT append_event('test:1', 'not json')")
