"""Messages of rounds: unread by this reader, and recorded from paper for a second person."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.dashboard.sources import side_name
from exchanges.models import Message
from exchanges.policies.rounds import why_not_check
from repatriation.dashboard.components import WorkItem
from repatriation.dashboard.formats import day_text
from repatriation.today.work.desk import MOST, Desk, Found, found


def unread(desk: Desk) -> Found:
    """For those who answer: one line a round, however many there are, the oldest round first."""
    user = desk.user
    if not (user.has_perm("exchanges.speak_for_side") and user.is_person):
        return Found()
    rows = Message.objects.visible_to(user).unread_by(user).order_by("round", "pk")
    firsts = rows.distinct("round").select_related("agency__party", "round")[: MOST + 1]
    items = [
        WorkItem(
            _("Read"),
            _("Messages of %(side)s that you have not marked as read")
            % {"side": side_name(one.agency)},
            f"{one.round.get_absolute_url()}#messages",
            _("It stays here until you mark it as read on the page of its round."),
            one.round.reference,
            _("since %(day)s") % {"day": day_text(one.recorded_at)},
        )
        for one in firsts
    ]
    return _found(items, _("Read"), _("More unread messages, in their rounds"))


def to_check(desk: Desk) -> Found:
    user = desk.user
    if not user.has_perm("exchanges.record_for_other"):
        return Found()
    waiting = (
        Message.objects.visible_to(user)
        .to_check()
        .exclude(recorded_by=user.pk)
        .select_related("agency", "round__convenor", "round__counterpart", "round__intermediary")
        .order_by("recorded_at")[: MOST + 1]
    )
    items = [_check(one) for one in waiting if not why_not_check(user, one)]
    return _found(items, _("Check"), _("More papers to check, in their rounds"))


def _check(message: Message) -> WorkItem:
    return WorkItem(
        _("Check"),
        _("A message, recorded for %(agency)s") % {"agency": message.agency},
        reverse("exchanges:check-message", args=[message.round.reference, message.pk]),
        _("From a message or paper of %(day)s. It stands when a second person has read it.")
        % {"day": day_text(message.said_on)},
        message.round.reference,
        _("since %(day)s") % {"day": day_text(message.recorded_at)},
    )


def _found(items: Iterable[WorkItem], verb: str, title: str) -> Found:
    return found(items, verb=verb, title=title, url=reverse("exchanges:rounds"))
