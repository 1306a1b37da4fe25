"""Mails that failed for good, for those who can do something about it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from repatriation.accounts.models import User
from repatriation.dashboard.components import Move
from repatriation.notifications.failures import about, why
from repatriation.notifications.models import Delivery

MOST = 25


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


def failed_shown(user: User) -> list[Failed]:
    if not user.has_perm("notifications.change_delivery"):
        return []
    deliveries = list(Delivery.objects.failed_for(user)[:MOST])
    keys = {delivery.target_id for delivery in deliveries}
    people = User.objects.select_related("agency").in_bulk(keys)
    reads = user.has_perm("exchanges.see_party_exchanges")
    return [_shown(delivery, people[delivery.target_id], reads) for delivery in deliveries]


def _shown(delivery: Delivery, person: User, reads: bool) -> Failed:
    again = Move("send-again", _("Send again"), reverse("send-again", args=[delivery.pk]))
    return Failed(
        to=person.name,
        at=str(person.agency or ""),
        about=about(delivery),
        link=delivery.link if reads else "",
        answer=why(delivery),
        delivery=delivery,
        again=again,
    )
