"""Mails that failed for good, for those who can do something about it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from repatriation.accounts.models import User
from repatriation.dashboard.components import Move
from repatriation.notifications.models import Delivery

MOST = 25
NOUNS = ("round", "batch", "case")  # by which a notice names what it is about
ANSWERS = {
    "SMTPRecipientsRefused": _("Address refused"),
    "SMTPSenderRefused": _("Our address was refused"),
    "SMTPDataError": _("Mail refused"),
    "SMTPAuthenticationError": _("The mail server did not let us in"),
    "SMTPServerDisconnected": _("The mail server hung up"),
    "SMTPConnectError": _("The mail server does not answer"),
    "ConnectionRefusedError": _("The mail server does not answer"),
    "TimeoutError": _("The mail server does not answer"),
    "gaierror": _("The mail server was not found"),
}


@dataclass(frozen=True)
class Failed:
    """A row of the table. Who may not read what it is about gets its reference, and no link."""

    to: str
    at: str
    about: str
    link: str
    answer: str
    delivery: Delivery
    again: Move


def failed_for(user: User) -> QuerySet[Delivery]:
    """Those to the people whom this user answers for."""
    if not user.has_perm("notifications.change_delivery"):
        return Delivery.objects.none()
    people = User.objects.managed_by(user)
    own: Any = Delivery.objects.failed().filter(
        target_label=User._meta.label_lower, target_id__in=people.values("pk")
    )
    return own


def failed_shown(user: User) -> list[Failed]:
    if not user.has_perm("notifications.change_delivery"):
        return []
    deliveries = list(failed_for(user)[:MOST])
    keys = {delivery.target_id for delivery in deliveries}
    people = User.objects.select_related("agency").in_bulk(keys)
    reads = user.has_perm("exchanges.see_party_exchanges")
    return [_shown(delivery, people[delivery.target_id], reads) for delivery in deliveries]


def _shown(delivery: Delivery, person: User, reads: bool) -> Failed:
    again = Move("send-again", _("Send again"), reverse("send-again", args=[delivery.pk]))
    return Failed(
        to=person.name,
        at=str(person.agency or ""),
        about=_reference(delivery),
        link=delivery.link if reads else "",
        answer=_answer(delivery.last_answer),
        delivery=delivery,
        again=again,
    )


def _reference(delivery: Delivery) -> str:
    params = delivery.sentence["params"]
    return next((params[noun] for noun in NOUNS if noun in params), "")


def _answer(answer: str) -> str:
    """The kind of failure in words, and the server's code where it gave one."""
    kind, _space, code = answer.partition(" ")
    return f"{ANSWERS.get(kind, kind)} {code}".strip()
