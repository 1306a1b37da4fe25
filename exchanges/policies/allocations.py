"""Who may do what to a mortuary's share: a reason to refuse, or None."""

from django.utils.translation import gettext as _

from exchanges.models import Allocation
from exchanges.policies.sides import Why
from exchanges.states import allocation_workflow
from repatriation.accounts.models import User


def why_not_send_allocation(user: User, allocation: Allocation) -> str | None:
    if not user.has_perm("exchanges.send_allocation"):
        return _("Only a transport lead or an exchange officer sends containers on.")
    if user.agency_id != allocation.batch.receiver_id:
        return _("Only the receiving side sends its containers on.")
    return None


def why_not_take_in(user: User, allocation: Allocation) -> str | None:
    """To scan what arrives at the mortuary, and to end its intake."""
    if not user.has_perm("cases.receive_container"):
        return _("Only a mortuary officer receives remains.")
    if user.agency_id != allocation.mortuary_id:
        return _("This share goes to %(mortuary)s.") % {"mortuary": allocation.mortuary}
    return None


def allocation_moves(user: User, allocation: Allocation) -> dict[str, Why]:
    flow, state = allocation_workflow, allocation.state
    return {
        "send": flow.why_not("send", state) or why_not_send_allocation(user, allocation),
        "receive": flow.why_not("receive", state) or why_not_take_in(user, allocation),
    }
