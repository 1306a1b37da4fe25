"""Opening a client of an agency: its roles, what it may ask for, and its first credential."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import Group
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from repatriation.accounts.models import Agency, User
from repatriation.clients import policies
from repatriation.clients.models import Client
from repatriation.clients.operations.secrets import DAYS, NewSecret, issue
from repatriation.clients.scopes import scopes_of_roles
from repatriation.errors import Conflict, RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock_each
from repatriation.ledger.numbering import next_reference
from repatriation.ledger.writing import record
from repatriation.references import Prefix

NO_ROLE = gettext_noop("“%(role)s” is not a role. Roles are: %(roles)s.")
FOR_PEOPLE = gettext_noop("The role “%(role)s” is for people; a program cannot carry it.")
NO_NAME = gettext_noop("Give the client a name, so that people know which program it is.")
SAME_NAME = gettext_noop(
    "%(client)s of this agency has this name already. Give another name, or use that client."
)
NOTHING = gettext_noop("Choose at least one thing that this client may ask for.")
NOT_CARRIED = gettext_noop("None of its roles carries: %(scopes)s.")
PEOPLE_ONLY = ("administrator", "data protection officer")
LONGEST_NAME = 120


@sensitive_variables()
@transaction.atomic
def create_client(
    *,
    agency: Agency,
    name: str,
    roles: Sequence[str],
    by: User,
    scopes: Iterable[str] | None = None,
    days: int | None = DAYS,
) -> NewSecret:
    """The id and the secret of a new client, shown this once. Without `scopes` it may ask for all
    that its roles carry today."""
    agency = lock_each([agency])[0]  # two of one name wait for each other
    require(policies.why_not_create_client(by, agency))
    name = _free_name(name, agency)
    groups = [_group(role) for role in roles]
    chosen = chosen_scopes(scopes_of_roles(roles) if scopes is None else scopes, roles)
    user = User.objects.create_user(
        f"{uuid4().hex}@programs.invalid",  # programs get no mail; the address only has to be one
        kind=User.Kind.CLIENT,
        name=name,
        agency=agency,
        joined_at=now(),
    )
    user.groups.set(groups)
    client = Client.objects.create(
        reference=next_reference(Prefix.CLIENT),
        user=user,
        scopes=chosen,
        made_by=by,
        made_at=now(),
    )
    credential, secret = issue(client, days=days, by=by)
    said: dict[str, Any] = {"agency": agency.pk, "roles": sorted(roles), "scopes": chosen}
    record("accounts.client_created", client, by=by, **said, credential=credential.number)
    return secret


def chosen_scopes(scopes: Iterable[str], roles: Iterable[str]) -> list[str]:
    """As they are kept; a client is never given what its roles do not carry."""
    chosen = sorted(set(scopes))
    if not chosen:
        raise RuleBroken(Sentence(NOTHING))
    carried = scopes_of_roles(roles)
    if more := tuple(scope for scope in chosen if scope not in carried):
        raise RuleBroken(Sentence(NOT_CARRIED, {"scopes": more}))
    return chosen


def roles_for_programs() -> list[str]:
    names = Group.objects.exclude(name__in=PEOPLE_ONLY).order_by("name")
    return list(names.values_list("name", flat=True))


def _free_name(name: str, agency: Agency) -> str:
    name = name.strip()[:LONGEST_NAME]
    if not name:
        raise RuleBroken(Sentence(NO_NAME))
    same = Client.objects.running().filter(user__agency=agency, user__name__iexact=name).first()
    if same:
        raise Conflict(Sentence(SAME_NAME, {"client": str(same)}))
    return name


def _group(role: str) -> Group:
    if role in PEOPLE_ONLY:
        raise RuleBroken(Sentence(FOR_PEOPLE, {"role": role}))
    if group := Group.objects.filter(name=role).first():
        return group
    roles = ", ".join(roles_for_programs())
    raise RuleBroken(Sentence(NO_ROLE, {"role": role, "roles": roles}))
