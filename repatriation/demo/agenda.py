"""Many stories, one clock: each step is done at its moment, by its person, by an operation.

A story is a generator. It yields what is to be done next and is sent what came of it. All stories
go on together in the order of time, so the record is written in the order in which it happened;
at the present everything stops where it is.
"""

import heapq
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.db import transaction

from repatriation.accounts.models import User
from repatriation.ledger.clock import clock_at
from repatriation.ledger.models import Obligation
from repatriation.ledger.writing import acting_as
from repatriation.notifications.announcing import announce_obligations

TOLD = timedelta(days=1)  # what is older was told long ago


@dataclass(frozen=True)
class Step:
    """One operation; without one, only time passes."""

    at: datetime
    by: User | None
    operation: Callable[..., Any] | None
    arguments: dict[str, Any]


Story = Generator[Step, Any, Any]


def step(at: datetime, by: User, operation: Callable[..., Any], **arguments: Any) -> Step:
    return Step(at, by, operation, arguments)


def wait(at: datetime) -> Step:
    return Step(at, None, None, {})


class Agenda:
    def __init__(self, present: datetime):
        self.present = present
        self._waiting: list[tuple[datetime, int, Step, Story]] = []
        self._turn = count()

    def add(self, story: Story) -> None:
        self._next(story, None, None)

    def run(self) -> Iterator[Step]:
        """Do everything up to the present; yields each step when it is done."""
        while self._waiting and self._waiting[0][0] <= self.present:
            _at, _turn, due, story = heapq.heappop(self._waiting)
            result = self._do(due)
            yield due
            self._next(story, due, result)
        for _at, _turn, _due, story in self._waiting:
            story.close()
        self._waiting.clear()

    def _next(self, story: Story, done: Step | None, result: Any) -> None:
        try:
            due = story.send(result)
        except StopIteration:
            return
        if done and due.at < done.at:
            raise ValueError(f"A story goes forward in time: {done.at}, then {due.at}.")
        heapq.heappush(self._waiting, (due.at, next(self._turn), due, story))

    def _do(self, due: Step) -> Any:
        """In one transaction, with what it obliges to tell: no worker mails the past."""
        if due.operation is None or due.by is None:
            return None
        arguments = {name: as_it_stands(value) for name, value in due.arguments.items()}
        with transaction.atomic(), clock_at(due.at):
            with acting_as(due.by):
                result = due.operation(by=due.by, **arguments)
            if due.at < self.present - TOLD:
                owed = Obligation.objects.filter(done_at=None)
                announce_obligations(owed.values_list("pk", flat=True), is_past=True)
        return result


def as_it_stands(value: Any) -> Any:
    """A row that others may have changed since is read again, as on a page just opened."""
    return type(value)._base_manager.get(pk=value.pk) if hasattr(value, "version") else value
