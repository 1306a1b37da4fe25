"""Clients: credentials that run out soon, and programs that have lost their way in."""

from django.urls import reverse
from django.utils.translation import gettext as _

from repatriation.clients.models import Client, Credential
from repatriation.clients.states import ClientState
from repatriation.dashboard.clients.words import SOON
from repatriation.dashboard.components import WorkItem
from repatriation.dashboard.formats import counted, day_text, days_since
from repatriation.ledger.clock import now
from repatriation.today.work.desk import MOST, Desk, Found, found


def to_renew(desk: Desk) -> Found:
    """While it is still good there is time to put another in its place; a retired one is done."""
    if not desk.user.has_perm("clients.change_client"):
        return Found()
    ending = (
        Credential.objects.visible_to(desk.user)
        .in_force()
        .filter(expires_at__lte=now() + SOON, client__state=ClientState.RUNNING)
        .select_related("client__user")
        .order_by("expires_at")[: MOST + 1]
    )
    items = [_renew(credential) for credential in ending]
    title = _("More credentials that expire soon")
    return found(items, verb=_("Renew"), title=title, url=reverse("clients:clients"))


def _renew(credential: Credential) -> WorkItem:
    days = max(0, -days_since(credential.expires_at or now()))
    why = _("Add another, put it in place, then retire this one. After %(day)s it opens nothing.")
    title = _("Credential %(number)s of %(program)s expires in %(days)s")
    said = {
        "number": credential.number,
        "program": credential.client.name,
        "days": counted(days, "days"),
    }
    return WorkItem(
        _("Renew"),
        title % said,
        credential.client.get_absolute_url(),
        why % {"day": day_text(credential.expires_at or now())},
        credential.client.reference,
    )


def without_a_way_in(desk: Desk) -> Found:
    """Its last credential ran out, or was retired: the program is shut out by nobody's decision."""
    if not desk.user.has_perm("clients.change_client"):
        return Found()
    shut_out = (
        Client.objects.visible_to(desk.user)
        .running()
        .with_credentials()
        .filter(in_force=None)
        .select_related("user")
        .order_by("pk")[: MOST + 1]
    )
    items = [
        WorkItem(
            _("Renew"),
            _("%(program)s cannot come in") % {"program": client.name},
            client.get_absolute_url(),
            _("None of its credentials is in force. Add one, or stop the client."),
            client.reference,
        )
        for client in shut_out
    ]
    title = _("More clients that cannot come in")
    return found(items, verb=_("Renew"), title=title, url=reverse("clients:clients"))
