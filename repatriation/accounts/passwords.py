"""A password for somebody who has none, or has forgotten it."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from repatriation.accounts.models import User
from repatriation.errors import require
from repatriation.ledger.writing import record

LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that is read as another: 5 bits each
GROUPS, LENGTH = 5, 4


def random_password() -> str:
    """A hundred bits, in groups that can be copied by hand."""
    groups = (
        "".join(secrets.choice(LETTERS) for _place in range(LENGTH)) for _group in range(GROUPS)
    )
    return "-".join(groups)


def why_not_set_password(user: User, person: User) -> str | None:
    if not person.is_person:
        return _("Only a person signs in with a password.")
    if user.pk == person.pk:
        return _("Change your own password with your present one.")
    return None


@transaction.atomic
def set_random_password(*, person: User, by: User) -> str:
    """Kept as a hash only; whoever is signed in as this person is signed out."""
    require(why_not_set_password(by, person))
    password = random_password()
    person.set_password(password)
    person.save(update_fields=["password"])
    record("accounts.password_set", person, by=by)
    return password
