"""Figures that were recorded for another side, and that a second person has to read."""

from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.dashboard.sources import side_name
from exchanges.models import ToldFigures
from exchanges.policies.rounds import why_not_check
from repatriation.dashboard.components import WorkItem
from repatriation.dashboard.formats import day_text
from repatriation.today.work.desk import MOST, Desk, Found, found


def to_check(desk: Desk) -> Found:
    """They stand when a second person has read the message."""
    user = desk.user
    if not user.has_perm("exchanges.record_for_other"):
        return Found()
    rows = ToldFigures.objects.visible_to(user).to_check().exclude(recorded_by=user.pk)
    waiting = rows.select_related(
        "agency__party", "round__convenor", "round__counterpart", "round__intermediary"
    ).order_by("recorded_at")[: MOST + 1]
    items = [_item(one) for one in waiting if not why_not_check(user, one)]
    title = _("More figures to read, in their rounds")
    return found(items, verb=_("Check"), title=title, url=reverse("exchanges:rounds"))


def _item(told: ToldFigures) -> WorkItem:
    why = _("Entered from a message of %(day)s. They count when a second person has read it.")
    return WorkItem(
        _("Check"),
        _("Figures recorded for %(side)s") % {"side": side_name(told.agency)},
        reverse("exchanges:check-figures", args=[told.round.reference, told.pk]),
        why % {"day": day_text(told.said_on)},
        told.round.reference,
        _("since %(day)s") % {"day": day_text(told.recorded_at)},
    )
