"""Taking back what was said, with a reason: the row stays."""

from typing import Any

from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock_each

NO_REASON = gettext_noop("Say why it is taken back.")
TWICE = gettext_noop("This was taken back already.")


def take_back(row: Any, because: str, by: User, **more: Any) -> Any:
    """Inside an operation that has asked who may, and writes the event."""
    if not because.strip():
        raise RuleBroken(Sentence(NO_REASON))
    row = lock_each([row])[0]
    if row.withdrawn_at:
        raise RuleBroken(Sentence(TWICE))
    row.withdrawn_by, row.withdrawn_at, row.withdrawn_because = by, now(), because.strip()
    for field, value in more.items():
        setattr(row, field, value)
    row.save()
    return row
