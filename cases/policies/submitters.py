"""Who submitted an identification to a board: these neither vote on it nor certify it."""

from cases.models import Identification
from repatriation.accounts.models import User
from repatriation.audit.models import Event


def has_submitted(user: User, identification: Identification) -> bool:
    """Proposed it, or submitted it again when a board had returned or deferred it."""
    if user.pk == identification.proposed_by_id:
        return True
    again = {"facts__kind": "cases.identification_submitted", "facts__actor": user.pk}
    return Event.objects.of(identification).filter(**again).exists()
