"""Mails that failed for good, for those who can do something about it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from repatriation.accounts.models import User
from repatriation.dashboard.components import Move
from repatriation.errors import Sentence
from repatriation.notifications.models import Delivery

MOST = 25


@dataclass(frozen=True)
class Failed:
    """A row of the table. Who may not read what it is about gets its reference, and no link."""

    to: str
    at: str
    about: Sentence
    link: str
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
        about=delivery.said,
        link=delivery.link if reads else "",
        delivery=delivery,
        again=again,
    )
