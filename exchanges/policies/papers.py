"""Who may issue which paper of an exchange."""

from typing import Any

from django.utils.translation import gettext as _

from cases.models import RemainsCase
from exchanges.models import ExchangeBatch
from exchanges.states import BatchState
from repatriation.accounts.models import User

# The handover was ended there, whatever came of it.
ENDED = (
    BatchState.HANDED_OVER,
    BatchState.RECEIVED,
    BatchState.COUNT_VERIFIED,
    BatchState.TAKEN_BACK,
)


def why_not_issue_act(user: User, batch: ExchangeBatch, *, has_names: bool = False) -> str | None:
    if not user.has_perm("documents.issue_acts"):
        return _("Only a coordinator, a transport lead or an exchange officer issues an act.")
    if not user.is_person:
        return _("An act is issued by a person, not by a program.")
    if user.agency_id not in (batch.sender_id, batch.receiver_id):
        return _("The two agencies that hand over and receive issue the act, each its own.")
    if batch.state not in ENDED:
        return _(
            "An act is issued when the handover is ended. Print a blank one to fill in by hand."
        )
    return why_not_read_names(user, batch) if has_names else None


def why_not_read_names(user: User, batch: ExchangeBatch) -> str | None:
    """On a paper about the whole batch."""
    if not user.has_perm("exchanges.read_claims"):
        return _("Only who may read claimed names prints them.")
    cases: Any = RemainsCase.objects
    if cases.to_examine_blind(user).filter(container__places__batch=batch).exists():
        return _(
            "You may examine what came in this batch. Names are shown when sex, age and stature "
            "of it are locked."
        )
    return None
