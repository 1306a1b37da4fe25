"""Who may do what to which remains, in which circumstances: a reason to refuse, or None."""

from django.utils.translation import gettext as _

from cases.models import Container, CustodyEvent, RemainsCase, TallySheet
from cases.models.sheet import Purpose
from cases.policies.beside import in_quarantine, why_not_here, why_not_in_hand
from cases.states import AT_A_MORTUARY, EXITS, ContainerState, container_workflow
from repatriation.accounts.models import User
from repatriation.errors import Sentence


def why_not_receive(user: User, held: Container | RemainsCase) -> str | None:
    if not user.has_perm("cases.receive_container"):
        return _("Only a mortuary officer receives remains.")
    if held.destined_to_id != user.agency_id:
        return _("This is not on its way to your agency.")
    return None


def why_not_clear(user: User, container: Container) -> str | None:
    if not user.has_perm("cases.clear_container"):
        return _("Only an explosives officer clears a container.")
    if not user.is_person:
        return _("A container is cleared by a person, not by a program.")
    return why_not_held(user, container) or why_not_in_hand(container)


def why_not_open(user: User, container: Container) -> str | None:
    """Also for numbering further remains and for recording it as emptied."""
    if not user.has_perm("cases.open_container"):
        return _("Only a mortuary officer opens a container.")
    if why_not := why_not_held(user, container) or why_not_in_hand(container):
        return why_not
    return _why_not_coming(container)


def why_not_store(user: User, held: Container | RemainsCase) -> str | None:
    if not user.has_perm("cases.store_remains"):
        return _("Only a mortuary officer stores and moves remains.")
    if why_not := why_not_held(user, held) or why_not_in_hand(held):
        return why_not
    if why_not := why_not_here(held):
        return why_not
    if held.destined_to_id:
        return _("This is on its way to another agency; it is stored where it arrives.")
    return None


def why_not_store_container(user: User, container: Container) -> str | None:
    if why_not := why_not_store(user, container):
        return why_not
    if container.state == ContainerState.DESTROYED:
        return _("This container was destroyed; there is nothing to store.")
    if container.state == ContainerState.QUARANTINED:
        return in_quarantine()
    if container.state in (ContainerState.PACKED, ContainerState.LISTED, *EXITS):
        return _("Only a container that was received is stored.")
    return None


def why_not_open_sheet(user: User, purpose: str) -> str | None:
    """A handover or a receipt is opened by the exchange, which has asked its own policy."""
    if purpose == Purpose.CLEARING and not user.has_perm("cases.clear_container"):
        return _("Only an explosives officer clears a container.")
    if purpose == Purpose.STORING and not user.has_perm("cases.store_remains"):
        return _("Only a mortuary officer stores and moves remains.")
    return None


# Whose work a sheet of each purpose is; a handover's permission is declared by the exchange.
OF_SHEETS = {
    Purpose.CLEARING: "cases.clear_container",
    Purpose.STORING: "cases.store_remains",
    Purpose.RECEIPT: "cases.receive_container",
    Purpose.HANDOVER: "exchanges.hand_over_batch",
}


def why_not_use_sheet(user: User, sheet: TallySheet) -> str | None:
    """To scan with it, and to end it."""
    if sheet.agency_id != user.agency_id:
        return _("This tally sheet is of another agency.")
    if not user.has_perm(OF_SHEETS[Purpose(sheet.purpose)]):
        return _("A tally sheet is used and ended by those whose work it is for.")
    return None


def why_not_send(user: User, held: Container | RemainsCase) -> str | None:
    """A container is sent on as it is: unopened, cleared, or to be opened where it arrives."""
    if not user.has_perm("cases.store_remains") and not user.has_perm("cases.recover_remains"):
        return _("Only a mortuary officer or a recovery team sends remains on.")
    if why_not := why_not_held(user, held) or why_not_in_hand(held):
        return why_not
    if held.destined_to_id:
        return _("This is on its way already.")
    if isinstance(held, Container) and held.state not in AT_A_MORTUARY:
        return _("Only a container that lies at a mortuary, and is no hazard, is sent on.")
    return why_not_here(held)


def why_not_recover(user: User) -> str | None:
    if not user.has_perm("cases.recover_remains"):
        return _("Only a recovery team, a coordinator or a mortuary officer records a recovery.")
    if user.agency_id is None:
        return _("You belong to no agency; ask your administrator.")
    return None


def why_not_review(user: User, event: CustodyEvent) -> str | None:
    if not user.has_perm("cases.review_custody"):
        return _("Only a mortuary officer reviews what was done alone.")
    if not user.is_person:
        return _("A review is made by a person, not by a program.")
    if event.recorded_by_id == user.pk:
        return _("You did this yourself; another person must review it.")
    if event.to_holder_id != user.agency_id:
        return _("This is reviewed by somebody of the agency that did it.")
    if not event.alone_reason:
        return _("This was not done alone; there is nothing to review.")
    return None


def why_not_correct(user: User, event: CustodyEvent) -> str | None:
    if not user.has_perm("cases.store_remains"):
        return _("Only a mortuary officer corrects a custody event.")
    if event.kind in ("gap", "corrected"):
        return _("A gap or a correction is not corrected; correct the event itself.")
    return why_not_held(user, event.subject)


def why_not_receive_container(user: User, container: Container) -> Sentence | str | None:
    """What was forwarded keeps its state; only what was handed over becomes received."""
    if why_not := why_not_receive(user, container):
        return why_not
    if container.state in AT_A_MORTUARY:
        return None
    return container_workflow.why_not("receive", container.state)


def _why_not_coming(container: Container) -> str | None:
    if container.destined_to_id:
        return _("This is on its way to another agency; it is opened where it arrives.")
    return None


def why_not_held(user: User, held: Container | RemainsCase) -> str | None:
    if held.custodian_id != user.agency_id:
        return _("Your agency does not hold this; %(holder)s does.") % {"holder": held.custodian}
    return None
