"""Those who keep the people of a side; there is always one who can come in."""

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from repatriation.accounts.models import User

ROLE = "administrator"


def administrators() -> QuerySet[User]:
    """Who holds the role and may open the admin: either without the other keeps nobody."""
    return User.objects.people().filter(groups__name=ROLE, is_staff=True)


def administrators_of(person: User) -> QuerySet[User]:
    """Of the person's side; of a neutral agency itself; of the register, for who runs it."""
    if person.agency is None:
        return administrators().filter(agency=None)
    if person.agency.party_id is None:
        return administrators().filter(agency=person.agency_id)
    return administrators().filter(agency__party=person.agency.party_id)


def hold_administrators(person: User) -> None:
    """Two who take each other away meet here: the second counts after the first is gone."""
    agency = person.agency
    side = (agency.party_id and f"party {agency.party_id}") or agency.pk if agency else "register"
    with connection.cursor() as cursor:
        name = f"accounts.administrators {side}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def held(person: User) -> User:
    """Read again; nobody else changes it before this transaction ends."""
    rows = User.objects.select_related("agency").select_for_update(of=("self",), no_key=True)
    return rows.get(pk=person.pk)


def why_not_answer_for(user: User, person: User) -> str | None:
    """An administrator keeps the people of the own side; the register itself is not asked."""
    own = User.objects.managed_by(user).filter(pk=person.pk)
    if user.is_person and not (user.has_perm("accounts.change_user") and own.exists()):
        return _("Only an administrator of this person's side does this.")
    return None


def why_not_without(person: User) -> str | None:
    """Whether the others can do without this one."""
    kept = administrators_of(person)
    if not kept.filter(pk=person.pk).exists() or kept.exclude(pk=person.pk).exists():
        return None
    return _("This is the last active administrator there; make another one first.")
