"""Giving somebody roles and taking them: recorded by name, told, and never to oneself."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from repatriation.accounts.administrators import (
    ROLE,
    hold_administrators,
    why_not_answer_for,
    why_not_without,
)
from repatriation.accounts.models import User
from repatriation.errors import require
from repatriation.ledger.writing import record


def why_not_give(user: User, person: User, names: set[str], *, is_staff: bool) -> str | None:
    """`names` are the roles the person would have, `is_staff` whether they open the admin."""
    if user.pk == person.pk:
        return _("Nobody gives roles to themselves; another administrator does.")
    if why_not := why_not_answer_for(user, person):
        return why_not
    keeps = ROLE in names and is_staff
    return None if keeps else why_not_without(person)


@transaction.atomic
def give_roles(*, person: User, roles: Iterable[Group], is_staff: bool, by: User) -> User:
    """The whole set: what is not named is taken."""
    hold_administrators(person)
    names = {role.name for role in roles}
    before = set(person.groups.values_list("name", flat=True))
    if names == before and is_staff == person.is_staff:
        return person
    require(why_not_give(by, person, names, is_staff=is_staff))
    person.groups.set(roles)
    if is_staff != person.is_staff:
        person.is_staff = is_staff
        person.save(update_fields=["is_staff"])
    given, taken = sorted(names - before), sorted(before - names)
    record("accounts.roles_changed", person, by=by, given=given, taken=taken, opens_admin=is_staff)
    return person
