"""The second person who read the message or paper: from now on what was recorded from it
stands."""

from exchanges.models.said import Said
from exchanges.policies.rounds import why_not_check
from repatriation.accounts.models import User
from repatriation.errors import require
from repatriation.ledger.clock import now
from repatriation.ledger.versions import save_each


def check_said(row: Said, by: User) -> None:
    """Inside an operation that has locked the row."""
    require(why_not_check(by, row))
    row.checked_by, row.checked_at = by, now()
    save_each([row], ["checked_by", "checked_at"])
