"""Whether a store is empty, holds the demonstration whole or in part, or something else.

Two events say so, begun and finished: they cannot be edited, and both stand in the record.
"""

from enum import Enum, auto

from django.db import connection

from repatriation.accounts.models import Agency, Party, User
from repatriation.audit.models import Event, EventQuerySet
from repatriation.ledger.writing import record

BEGUN, FINISHED = "demo.begun", "demo.finished"
LOCK = 20_260_226  # any number, as long as two builds take the same


class Store(Enum):
    EMPTY = auto()
    HALF_BUILT = auto()
    BUILT = auto()
    REAL = auto()


def what_is_here() -> Store:
    """Nothing of the domain can be without people and their agencies."""
    kinds = {event.kind for event in _marks()}
    if FINISHED in kinds:
        return Store.BUILT
    if BEGUN in kinds:
        return Store.HALF_BUILT
    people = User.objects.exclude(kind=User.Kind.SYSTEM)
    is_used = people.exists() or Agency.objects.exists() or Party.objects.exists()
    return Store.REAL if is_used else Store.EMPTY


def beginning() -> Event:
    """Its details say of which size and by which chance."""
    return _marks().get(facts__kind=BEGUN)


def lock_store() -> None:
    """Two builds at once would both find it empty."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def mark_begun(*, scale: int, seed: int, by: User) -> None:
    record(BEGUN, by, by=by, scale=scale, seed=seed)


def mark_finished(*, by: User) -> None:
    record(FINISHED, by, by=by)


def _marks() -> EventQuerySet:
    return Event.objects.of(User.objects.system()).filter(facts__kind__in=[BEGUN, FINISHED])
