"""What stands beside the state of remains, and which moves it closes."""

from django.utils.translation import gettext as _

from cases.models import Container, RemainsCase
from cases.models.flag import FlagKind
from cases.states import GONE, CaseState
from repatriation.accounts.models import User


def is_buried(held: Container | RemainsCase) -> bool:
    return held.storage_unit is not None and held.storage_unit.is_grave


def in_quarantine() -> str:
    return _("This is in quarantine; nobody moves or opens it until the hazard is dealt with.")


def why_not_here(held: Container | RemainsCase) -> str | None:
    """What was released or closed is not with us."""
    if held.state == CaseState.RELEASED:
        return _("These remains were released. They are moved again when they are taken back.")
    if held.state == CaseState.CLOSED:
        return _("This case is closed; nothing more is moved.")
    return None


def why_not_in_hand(held: Container | RemainsCase) -> str | None:
    """Nobody can have in their hands what is missing, dangerous or buried."""
    if FlagKind.MISSING in held.flags:
        return _("This is recorded as missing. If you have it before you, record it as found.")
    if FlagKind.QUARANTINE in held.flags:
        return in_quarantine()
    if is_buried(held):
        return _("This is buried; it is exhumed under a permit before anything else.")
    return None


def _why_not_of_own_agency(user: User, held: Container | RemainsCase) -> str | None:
    if held.custodian_id != user.agency_id:
        return _("Your agency does not hold this; %(holder)s does.") % {"holder": held.custodian}
    return None


def why_not_miss(user: User, held: Container | RemainsCase) -> str | None:
    """To record it as missing, and as found: by whoever answers for where it lies."""
    if not (user.has_perm("cases.store_remains") or user.has_perm("cases.recover_remains")):
        return _("Only a mortuary officer or a recovery team records what is missing or found.")
    if not user.is_person:
        return _("What is missing or found is recorded by a person, not by a program.")
    if why_not := _why_not_of_own_agency(user, held):
        return why_not
    if FlagKind.MISSING in held.flags:
        return _("This is recorded as missing already.")
    if held.state in ("listed", "not_presented", "withdrawn", "destroyed", *GONE):
        return _("Your agency has nothing of this in custody.")
    return None


def why_not_find(user: User, held: Container | RemainsCase) -> str | None:
    if FlagKind.MISSING not in held.flags:
        return _("This is not recorded as missing.")
    if not (user.has_perm("cases.store_remains") or user.has_perm("cases.recover_remains")):
        return _("Only a mortuary officer or a recovery team records what is missing or found.")
    if not user.is_person:
        return _("What is missing or found is recorded by a person, not by a program.")
    return _why_not_of_own_agency(user, held)


def why_not_hold(user: User, held: Container | RemainsCase) -> str | None:
    if why_not := _why_not_speak_for_the_law(user, held):
        return why_not
    if FlagKind.LEGAL_HOLD in held.flags:
        return _("This is under a legal hold already.")
    if held.state in ("listed", "not_presented", "withdrawn", "destroyed"):
        return _("Nothing of this is in custody that could be held.")
    return None


def why_not_lift_hold(user: User, held: Container | RemainsCase) -> str | None:
    if FlagKind.LEGAL_HOLD not in held.flags:
        return _("This is under no legal hold.")
    return _why_not_speak_for_the_law(user, held)


def _why_not_speak_for_the_law(user: User, held: Container | RemainsCase) -> str | None:
    """A coordinator records an order that came on paper; it names its number."""
    if not user.has_perm("cases.hold_remains"):
        return _("Only the legal authority, or a coordinator with its order, holds remains.")
    if not user.is_person:
        return _("A legal hold is placed and lifted by a person, not by a program.")
    if held.responsible.party_id != user.party_id:
        return _("These remains are answered for by another side.")
    return None


def why_not_quarantine(user: User, held: Container | RemainsCase) -> str | None:
    if not user.has_perm("cases.quarantine_container"):
        return _("Only those who handle remains put them in quarantine.")
    if why_not := _why_not_of_own_agency(user, held):
        return why_not
    if FlagKind.QUARANTINE in held.flags or held.state == "quarantined":
        return _("This is in quarantine already.")
    if why_not := why_not_here(held):
        return why_not
    if FlagKind.MISSING in held.flags:
        return _("This is recorded as missing. If you have it before you, record it as found.")
    return None


def why_not_lift_quarantine(user: User, case: RemainsCase) -> str | None:
    if FlagKind.QUARANTINE not in case.flags:
        return _("This is not in quarantine.")
    return why_not_neutralise(user, case)


def why_not_neutralise(user: User, held: Container | RemainsCase) -> str | None:
    if not user.has_perm("cases.clear_container"):
        return _("Only an explosives officer says that a hazard is dealt with.")
    if not user.is_person:
        return _("A hazard is dealt with by a person, not by a program.")
    return _why_not_of_own_agency(user, held)
