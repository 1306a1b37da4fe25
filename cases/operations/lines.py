"""Many at once: which of them may move, and what the others are told."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects

from repatriation.errors import NotPermitted, Sentence, TransitionNotAllowed, gettext_noop
from repatriation.ledger.locking import lock_each
from repatriation.workflow import Workflow

NAMED = gettext_noop("%(record)s: %(why)s")


def lock_with_places(rows: "QuerySet[Any] | list[Any]") -> list[Any]:
    """Locked, each with its storage unit: whether it is buried is asked of every one."""
    locked = lock_each(rows)
    prefetch_related_objects(locked, "storage_unit")
    return locked


def require_each(
    rows: list[Any],
    *,
    policy: Callable[[Any], str | None],
    workflow: Workflow | None = None,
    verb: str = "",
) -> None:
    """All or nothing: the first that may not move is named, and nothing is done."""
    for row in rows:
        if why_not := policy(row):
            raise NotPermitted(Sentence(NAMED, {"record": str(row), "why": why_not}))
        if workflow and (refusal := workflow.why_not(verb, row.state)):
            named = Sentence(NAMED, {"record": str(row), "why": refusal})
            raise TransitionNotAllowed(named, state=str(row.state))
