"""States, credentials and scopes as they stand on a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from repatriation.accounts.models import User
from repatriation.clients.models import Client, Credential
from repatriation.clients.scopes import Scope, declared_scopes
from repatriation.clients.states import ClientState
from repatriation.dashboard.components import Badge, Meaning, Move, Text
from repatriation.dashboard.formats import counted
from repatriation.dashboard.history import who_acted
from repatriation.ledger.clock import now

REGISTER = _("the register itself")
SOON = timedelta(days=30)
STATES = {
    ClientState.RUNNING: Badge(_("Running"), Meaning.DONE),
    ClientState.STOPPED: Badge(_("Stopped"), Meaning.STOP),
}
IN_FORCE = Badge(_("In force"), Meaning.DONE)
RETIRED = Badge(_("Retired"), Meaning.NONE)
EXPIRED = Badge(_("Expired"), Meaning.NONE)
NO_WAY_IN = Badge(_("No credential in force"), Meaning.WATCH, is_flag=True)


@dataclass(frozen=True)
class ShownCredential:
    credential: Credential
    made_by: Text
    state: Badge
    retire: Move | None


def state_of(client: Client) -> Badge:
    return STATES[ClientState(client.state)]


def shown_credential(credential: Credential, reader: User, *, may_retire: bool) -> ShownCredential:
    """What is retired says so in its state. Why a reader may change nothing is said once, with the
    moves of the client."""
    made_by = who_acted(credential.made_by, reader) or REGISTER
    state = RETIRED if credential.retired_at else _state_in_force(credential)
    url = reverse("clients:retire-credential", args=[credential.client, credential.number])
    move = Move("retire", _("Retire"), url, asks=True)
    is_open = may_retire and not credential.retired_at
    return ShownCredential(credential, made_by, state, move if is_open else None)


def _state_in_force(credential: Credential) -> Badge:
    if credential.expires_at is None or credential.expires_at > now() + SOON:
        return IN_FORCE
    if credential.is_expired:
        return EXPIRED
    days = (credential.expires_at - now()).days
    said = gettext("Expires in %(days)s") % {"days": counted(days, "days")}
    return Badge(said, Meaning.WATCH)


def shown_scopes(names: Iterable[str]) -> list[tuple[str, str]]:
    """Each with what it lets a program do; a scope that is gone says nothing."""
    known = declared_scopes()
    return [(name, words_of(known[name])) for name in names if name in known]


def words_of(scope: Scope) -> str:
    """What a scope says is a message id."""
    return gettext(scope.says)
