"""Who may do what to which client: a reason to refuse, or None."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from repatriation.accounts.models import Agency, User
from repatriation.clients.models import Client, Credential
from repatriation.clients.states import client_workflow
from repatriation.errors import Sentence

MOST_CREDENTIALS = 5  # in force at once: rotation needs two, a slow one three

Refusal = str | Sentence | None


def why_not_manage(user: User) -> str | None:
    """Before it is known for which agency."""
    if user.kind == User.Kind.SYSTEM or user.has_perm("clients.change_client"):
        return None
    return _("Only an administrator of this agency's side opens, changes and stops its clients.")


def why_not_create_client(user: User, agency: Agency) -> str | None:
    if why_not := _why_not_for(user, agency):
        return why_not
    if not agency.is_active:
        said = _("%(agency)s is not active; a client of it could not come in.")
        return said % {"agency": agency.name}
    return None


def why_not_change(user: User, client: Client) -> str | None:
    """Also for stopping it and for starting it again."""
    return _why_not_for(user, client.agency)


def why_not_add_credential(user: User, client: Client) -> str | None:
    if why_not := why_not_change(user, client):
        return why_not
    if client.credentials.in_force().count() >= MOST_CREDENTIALS:
        said = _("A client has at most %(most)s credentials at once. Retire one first.")
        return said % {"most": MOST_CREDENTIALS}
    return None


def why_not_retire(user: User, credential: Credential) -> str | None:
    if why_not := why_not_change(user, credential.client):
        return why_not
    if credential.retired_at:
        return _("This credential is retired already.")
    return None


def why_not_stop_clients_of(user: User, agency: Agency) -> str | None:
    if why_not := _why_not_for(user, agency):
        return why_not
    if not Client.objects.running().filter(user__agency=agency).exists():
        return _("%(agency)s has no client that is running.") % {"agency": agency.name}
    return None


def client_moves(user: User, client: Client) -> Mapping[str, Refusal]:
    """Each move of this client: None if this user may do it now, else what they would be told."""
    policies = {"add_credential": why_not_add_credential}
    return {
        verb: policies.get(verb, why_not_change)(user, client)
        or client_workflow.why_not(verb, client.state)
        for verb in client_workflow.transitions
    }


def _why_not_for(user: User, agency: Agency) -> str | None:
    if user.kind == User.Kind.SYSTEM:
        return None
    if why_not := why_not_manage(user):
        return why_not
    if not Agency.objects.managed_by(user).filter(pk=agency.pk).exists():
        return _("This agency is not one that you manage.")
    return None
