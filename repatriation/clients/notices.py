"""Who is told what about a client: its reference and a link."""

from repatriation.accounts.models import User
from repatriation.audit.models import Event
from repatriation.clients.models import Client
from repatriation.errors import Sentence, gettext_noop
from repatriation.notifications.registry import Notice, notice_for

OPENED = gettext_noop("Client %(client)s was opened: its program may come in.")
STOPPED = gettext_noop("Client %(client)s was stopped: its program is shut out.")
RESTARTED = gettext_noop("Client %(client)s was started again: its program may come in.")
CREDENTIAL = gettext_noop("Client %(client)s has a further credential.")
SCOPES = gettext_noop("What client %(client)s may ask for was changed.")


@notice_for("accounts.client_created", OPENED)
def client_created(event: Event) -> Notice:
    return _told(event, OPENED)


@notice_for("accounts.client_stopped", STOPPED)
def client_stopped(event: Event) -> Notice:
    return _told(event, STOPPED)


@notice_for("accounts.client_restarted", RESTARTED)
def client_restarted(event: Event) -> Notice:
    return _told(event, RESTARTED)


@notice_for("accounts.credential_added", CREDENTIAL)
def credential_added(event: Event) -> Notice:
    return _told(event, CREDENTIAL)


@notice_for("accounts.client_scopes_changed", SCOPES)
def client_scopes_changed(event: Event) -> Notice:
    return _told(event, SCOPES)


def _told(event: Event, message: str) -> Notice:
    """Everybody of its side who may look at clients, so that no administrator opens a way to the
    side's records unseen; of a neutral client, its agency."""
    client = Client.objects.select_related("user__agency").get(pk=event.subject_id)
    agency = client.user.home
    of_side = {"agency__party": agency.party_id} if agency.party_id else {"agency": agency}
    people = User.objects.holding("clients.view_client").filter(**of_side)
    sentence = Sentence(message, {"client": client.reference})
    return Notice(people, sentence, client.get_absolute_url())
