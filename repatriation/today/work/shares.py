"""Mortuaries' shares: sent, received, or too long on the way."""

from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.models import Allocation
from exchanges.policies.allocations import why_not_send_allocation, why_not_take_in
from exchanges.states import AllocationState
from repatriation.accounts.models import User
from repatriation.dashboard.components import WorkItem
from repatriation.dashboard.formats import counted, day_text, days_since, moment_text
from repatriation.ledger.clock import now
from repatriation.today.work.desk import MOST, Desk, Found, found
from repatriation.today.work.rounds import late_by

ON_THE_WAY = timedelta(days=2)
Share = Any  # an Allocation with the `number` of its containers


def to_send(desk: Desk) -> Found:
    if not desk.user.has_perm("exchanges.send_allocation"):
        return Found()
    planned = _shares(desk.user, AllocationState.PLANNED, batch__receiver=desk.user.agency_id)
    items = [
        _item(share, _("Send"), _("Allocated, and not on the way yet."))
        for share in planned
        if not why_not_send_allocation(desk.user, share)
    ]
    return _found(items, _("Send"), _("More shares that are not sent"))


def to_receive(desk: Desk) -> Found:
    if not desk.user.has_perm("cases.receive_container"):
        return Found()
    sent = _shares(desk.user, AllocationState.SENT, mortuary=desk.user.agency_id)
    items = [
        _item(share, _("Receive"), _("On the way to you. Scan what arrives, then end the intake."))
        for share in sent
        if not why_not_take_in(desk.user, share)
    ]
    return _found(items, _("Receive"), _("More shares on the way to you"))


def late(desk: Desk) -> Found:
    """Two days and not received: somebody has to ask where it is."""
    answers = desk.user.has_perm("exchanges.see_party_exchanges")
    if not answers and not desk.user.has_perm("cases.receive_container"):
        return Found()
    waiting = _shares(desk.user, AllocationState.SENT, sent_at__lt=now() - ON_THE_WAY)
    items = [_late(share) for share in waiting]
    return _found(items, _("Receipt"), _("More shares that have not arrived"))


def _late(share: Share) -> WorkItem:
    return WorkItem(
        _("Receipt"),
        _title(share),
        share.batch.get_absolute_url(),
        _("Sent %(at)s, and its intake is not ended.") % {"at": moment_text(share.sent_at)},
        share.batch.reference,
        state=late_by(days_since(share.sent_at + ON_THE_WAY)),
    )


def _shares(user: User, state: str, **more: object) -> list[Share]:
    shares = Allocation.objects.visible_to(user).filter(state=state, **more)
    shares = shares.select_related("batch__round", "batch__receiver", "mortuary")
    return list(shares.annotate(number=Count("places")).order_by("sent_at", "pk")[: MOST + 1])


def _item(share: Share, verb: str, why: str) -> WorkItem:
    since = _("since %(day)s") % {"day": day_text(share.sent_at)} if share.sent_at else ""
    url = share.batch.get_absolute_url()
    return WorkItem(verb, _title(share), url, why, share.batch.reference, since)


def _title(share: Share) -> str:
    going = {"containers": counted(share.number, "containers"), "mortuary": share.mortuary}
    return _("%(containers)s to %(mortuary)s") % going


def _found(items: list[WorkItem], verb: str, title: str) -> Found:
    return found(items, verb=verb, title=title, url=reverse("exchanges:batches"))
