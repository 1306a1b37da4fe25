"""Many do something at the same moment, each in a thread and a connection of its own."""

import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import IntegrityError, connection, connections

from repatriation.errors import DomainError
from repatriation.ledger import locking
from repatriation.ledger.refusals import refusal_of

CROWD = 16
PATIENCE = 240  # of a slow machine that does much else


@dataclass
class Outcomes:
    """How it ended for each: done, refused in a sentence, or broken."""

    done: list = field(default_factory=list)
    refused: list[DomainError] = field(default_factory=list)
    caught: list[DomainError] = field(default_factory=list)  # refused by a constraint alone
    broken: list[Exception] = field(default_factory=list)

    def note(self, act: Callable[[], object]) -> None:
        """As both doors take it: a constraint that has a sentence is a refusal like any other."""
        try:
            self.done.append(act())
        except DomainError as refusal:
            self.refused.append(refusal)
        except IntegrityError as error:
            if refusal := refusal_of(error):
                self.caught.append(refusal)
            else:
                self.broken.append(error)
        except Exception as error:
            self.broken.append(error)


def at_once(acts: Iterable[Callable[[], object]]) -> Outcomes:
    acts, outcomes = list(acts), Outcomes()
    start = threading.Barrier(len(acts))

    def run(act):
        try:
            connection.ensure_connection()
            start.wait(PATIENCE)
            outcomes.note(act)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"
    return outcomes


def take_locks_away(patch, crowd: int = CROWD) -> None:
    """`lock` and `lock_each` read as before, but hold nothing; and whoever has read waits until
    all have read the same, or for a moment where a constraint keeps some from coming."""
    meeting = threading.Barrier(crowd, timeout=3)

    def meet():
        try:
            meeting.wait()
        except threading.BrokenBarrierError:
            return

    def plain_lock(seen):
        fresh = type(seen)._base_manager.get(pk=seen.pk)
        meet()
        if fresh.version != seen.version:
            raise locking.Stale("stale")
        return fresh

    def plain_lock_each(rows):
        rows = list(rows)
        keys = [row.pk for row in rows]
        fresh = list(type(rows[0])._base_manager.filter(pk__in=keys).order_by("pk")) if rows else []
        meet()
        return fresh

    plain = {locking.lock: plain_lock, locking.lock_each: plain_lock_each}
    for name, module in list(sys.modules.items()):
        if name.startswith(("cases.operations.", "exchanges.operations.")):
            for verb in ("lock", "lock_each"):
                if getattr(module, verb, None) in plain:
                    patch.setattr(module, verb, plain[getattr(module, verb)])
