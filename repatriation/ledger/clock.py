"""What time it is. Only the demonstration sets it, so that its past is a true one."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    return _told.get() or timezone.now()


def is_set() -> bool:
    return _told.get() is not None


def today() -> date:
    return timezone.localdate(now())


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)
