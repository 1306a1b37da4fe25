"""Who keeps the places where remains lie, and who takes remains out of a grave."""

from django.utils.translation import gettext as _

from cases.models import Container, RemainsCase, StorageUnit
from cases.policies.beside import is_buried
from cases.policies.held import why_not_held
from repatriation.accounts.models import User
from repatriation.errors import Sentence

Why = Sentence | str | None


def why_not_open_unit(user: User) -> str | None:
    if not user.has_perm("cases.keep_storage"):
        return _("Only a mortuary officer adds and changes storage units.")
    if user.agency_id is None:
        return _("You belong to no agency; ask your administrator.")
    return None


def why_not_keep_unit(user: User, unit: StorageUnit) -> str | None:
    if why_not := why_not_open_unit(user):
        return why_not
    if unit.agency_id != user.agency_id:
        return _("This storage unit is of another agency.")
    return None


def why_not_close_unit(user: User, unit: StorageUnit) -> str | None:
    if why_not := why_not_keep_unit(user, unit):
        return why_not
    if not unit.is_active:
        return _("This storage unit is closed already.")
    return None


def why_not_reopen_unit(user: User, unit: StorageUnit) -> str | None:
    if why_not := why_not_keep_unit(user, unit):
        return why_not
    if unit.is_active:
        return _("This storage unit is in use.")
    return None


def why_not_move_all(user: User, unit: StorageUnit) -> str | None:
    if not user.has_perm("cases.store_remains"):
        return _("Only a mortuary officer stores and moves remains.")
    if unit.agency_id != user.agency_id:
        return _("This storage unit is of another agency.")
    if unit.is_grave:
        return _("Who is buried is exhumed one by one, each under a permit.")
    return None


def why_not_exhume(user: User, held: Container | RemainsCase) -> str | None:
    if not user.has_perm("cases.store_remains"):
        return _("Only a mortuary officer stores and moves remains.")
    if not user.is_person:
        return _("An exhumation is recorded by a person, not by a program.")
    if why_not := why_not_held(user, held):
        return why_not
    if not is_buried(held):
        return _("This does not lie in a grave.")
    return None


def unit_moves(user: User, unit: StorageUnit) -> dict[str, Why]:
    return {
        "change": why_not_keep_unit(user, unit),
        "move_all": why_not_move_all(user, unit),
        "close": why_not_close_unit(user, unit),
        "reopen": why_not_reopen_unit(user, unit),
    }
