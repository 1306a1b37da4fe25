"""The last beat of every operation: what happened, written with the change, told after it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from celery import current_app
from django.db import connection, transaction
from django.utils.dateparse import parse_datetime

from repatriation.audit.models import Event, stream_of
from repatriation.errors import RuleBroken, Sentence, gettext_noop
from repatriation.ledger.canonical import canonical
from repatriation.ledger.clock import is_set, now

APPEND = """
INSERT INTO ledger_obligation (event_id)
SELECT event.id
FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS entry (stream, body, place),
     LATERAL append_event(entry.stream, entry.body) AS event
ORDER BY entry.place
RETURNING id
"""
BELL = 500  # obligations named in one message
FUTURE = gettext_noop(
    "This is said to have happened in the future. Nothing was saved; check the date and time."
)
BEFORE = gettext_noop(
    "This is said to have happened on %(said)s, before what was last recorded (%(last)s). "
    "Check the date and time, or mark it as entered late."
)
_actor: ContextVar[Any] = ContextVar("actor", default=None)


class Entry:
    """An event on its way. It waits in Django's on_commit list, because Django strikes it from
    there when the savepoint it was made in is rolled back: what was undone leaves no event."""

    def __init__(self, stream: str, body: dict[str, object]):
        self.stream, self.body, self.is_appended = stream, canonical(body), False

    def __call__(self) -> None:
        """Nothing is left to do after the commit."""


@contextmanager
def acting_as(actor: Any) -> Iterator[None]:
    """One transaction, one actor; its events are appended last, so their heads are held briefly."""
    if _actor.get():
        raise RuntimeError("A transaction has one actor.")
    token = _actor.set(actor)
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:  # for row-level security
                agency = str(getattr(actor, "agency_id", None) or "")
                cursor.execute("SELECT set_config('app.agency', %s, true)", [agency])
            yield
            _append()
    finally:
        _actor.reset(token)


def record(
    kind: str,
    subject: Any,
    *,
    by: Any,
    occurred_at: datetime | None = None,
    is_late: bool = False,
    **details: object,
) -> None:
    """Say what happened. Details are ids, numbers and codes: never names, findings or free text."""
    record_each(
        kind,
        [subject],
        by=by,
        occurred_at=occurred_at,
        is_late=is_late,
        details=lambda _: details,
    )


def record_each(
    kind: str,
    subjects: Iterable[Any],
    *,
    by: Any,
    occurred_at: datetime | None = None,
    is_late: bool = False,
    details: Callable[[Any], dict[str, object]] = lambda _: {},
) -> None:
    """The same said of many, each in its own stream.

    What happened lies not in the future, and not before the last event of its stream unless it is
    entered late.
    """
    actor, moment = _actor.get(), now()
    if actor is None or actor.pk != by.pk:
        raise RuntimeError(f"{kind}: recorded outside acting_as(user {by.pk}).")
    subjects = list(subjects)
    streams = [stream_of(subject) for subject in subjects]
    if occurred_at:
        require_time(streams, occurred_at, is_late=is_late)
    occurred, recorded = (occurred_at or moment).isoformat(), moment.isoformat()
    for stream, subject in zip(streams, subjects, strict=True):
        body: dict[str, object] = {
            "kind": kind,
            "subject": [subject._meta.label_lower, subject.pk],
            "actor": by.pk,
            "occurred_at": occurred,
            "recorded_at": recorded,
            "details": details(subject),
        }
        if is_late:
            body["is_late"] = True
        transaction.on_commit(Entry(stream, body))


def require_time(streams: list[str], occurred_at: datetime, *, is_late: bool) -> None:
    if occurred_at > now():
        raise RuleBroken(Sentence(FUTURE))
    if is_late:
        return
    newest = Event.objects.filter(stream__in=streams).order_by("stream", "-seq").distinct("stream")
    times = [
        parse_datetime(facts["occurred_at"]) for facts in newest.values_list("facts", flat=True)
    ]
    last = max((time for time in times if time), default=None)
    if last and occurred_at < last:
        said = {"said": f"{occurred_at:%Y-%m-%d %H:%M} UTC", "last": f"{last:%Y-%m-%d %H:%M} UTC"}
        raise RuleBroken(Sentence(BEFORE, said))


def _append() -> None:
    if transaction.get_rollback():  # a refusal: nothing happened, nothing is said
        return
    waiting = [
        on_commit[1] for on_commit in connection.run_on_commit if isinstance(on_commit[1], Entry)
    ]
    entries = [entry for entry in waiting if not entry.is_appended]
    entries.sort(key=lambda entry: entry.stream)  # two transactions that meet, meet in one order
    if not entries:
        return
    with connection.cursor() as cursor:
        cursor.execute(APPEND, [[e.stream for e in entries], [e.body for e in entries]])
        obligations = [row[0] for row in cursor.fetchall()]
    for entry in entries:
        entry.is_appended = True
    if not is_set():  # nobody waits to be told of a past that is being made up
        # A lambda: on a partial Django's log line breaks, and a dead broker becomes a 500.
        transaction.on_commit(lambda: _ring(obligations), robust=True)


def _ring(obligations: list[int]) -> None:
    """A dead broker must not undo or fail a saved change: the sweep will find it."""
    for start in range(0, len(obligations), BELL):
        chunk = obligations[start : start + BELL]
        current_app.send_task("notifications.announce", [chunk], retry=False)
