"""A client: an agency's program, which comes in by OAuth 2 client credentials."""

from collections.abc import Sequence
from uuid import uuid4

from django.contrib.auth.models import Group
from django.db import transaction
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import get_application_model

from repatriation.accounts.models import Agency, User
from repatriation.errors import NotPermitted, RuleBroken, Sentence, gettext_noop
from repatriation.ledger.writing import record

ONLY_ADMINISTRATORS = gettext_noop(
    "Only an administrator of this agency's side opens a client for it."
)
NOT_ACTIVE = gettext_noop("%(agency)s is not active; a client of it could not come in.")
NO_ROLE = gettext_noop("“%(role)s” is not a role. Roles are: %(roles)s.")
FOR_PEOPLE = gettext_noop("The role “%(role)s” is for people; a program cannot carry it.")
NO_NAME = gettext_noop("Give the client a name, so that people know which program it is.")
PEOPLE_ONLY = ("administrator", "data protection officer")


@transaction.atomic
def create_client(*, agency: Agency, name: str, roles: Sequence[str], by: User) -> tuple[str, str]:
    """The id and the secret of a new client. The secret is kept as a hash: this is the one time
    it can be read."""
    if by.kind != User.Kind.SYSTEM and not _manages(by, agency):
        raise NotPermitted(Sentence(ONLY_ADMINISTRATORS))
    if not agency.is_active:
        raise RuleBroken(Sentence(NOT_ACTIVE, {"agency": agency.name}))
    if not name.strip():
        raise RuleBroken(Sentence(NO_NAME))
    groups = [_group(role) for role in roles]
    user = User.objects.create_user(
        f"{uuid4().hex}@programs.invalid",  # programs get no mail; the address only has to be one
        kind=User.Kind.CLIENT,
        name=name.strip()[:120],
        agency=agency,
    )
    user.groups.set(groups)
    secret = generate_client_secret()
    application = get_application_model().objects.create(
        user=user,
        name=user.name,
        client_type="confidential",
        authorization_grant_type="client-credentials",
        client_secret=secret,
    )
    record("accounts.client_created", user, by=by, agency=agency.pk, roles=sorted(roles))
    return application.client_id, secret


def _manages(by: User, agency: Agency) -> bool:
    is_administrator = by.has_perm("accounts.add_user")
    return is_administrator and Agency.objects.managed_by(by).filter(pk=agency.pk).exists()


def _group(role: str) -> Group:
    if role in PEOPLE_ONLY:
        raise RuleBroken(Sentence(FOR_PEOPLE, {"role": role}))
    if group := Group.objects.filter(name=role).first():
        return group
    known = Group.objects.order_by("name").values_list("name", flat=True)
    roles = ", ".join(name for name in known if name not in PEOPLE_ONLY)
    raise RuleBroken(Sentence(NO_ROLE, {"role": role, "roles": roles}))
