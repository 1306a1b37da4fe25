"""Who is told what about a client: its reference and a link."""

from repatriation.accounts.models import User
from repatriation.audit.models import Event
from repatriation.clients.models import Client
from repatriation.errors import Sentence, gettext_noop
from repatriation.notifications.registry import Notice, notice_for

OPENED = gettext_noop("Client %(client)s of your agency was opened: its program may come in.")
STOPPED = gettext_noop("Client %(client)s of your agency was stopped: its program is shut out.")


@notice_for("accounts.client_created", OPENED)
def client_created(event: Event) -> Notice:
    return _told(event, OPENED)


@notice_for("accounts.client_stopped", STOPPED)
def client_stopped(event: Event) -> Notice:
    return _told(event, STOPPED)


def _told(event: Event, message: str) -> Notice:
    """The people of its agency who answer for clients, or work with what they send."""
    client = Client.objects.select_related("user").get(pk=event.subject_id)
    people = User.objects.holding("clients.view_client").filter(agency=client.user.agency_id)
    sentence = Sentence(message, {"client": client.reference})
    return Notice(people, sentence, client.get_absolute_url())
