"""Associations of remains: what waits for a second examiner. The line says nothing of whom anybody
takes the remains for, and leads to a page that does not either."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Association
from repatriation.dashboard.components import WorkItem
from repatriation.dashboard.formats import day_text, days_since
from repatriation.today.work.desk import MOST, Desk, Found, found


def to_decide(desk: Desk) -> Found:
    """Proposed by another. Whether this reader is blind enough, its page says."""
    if not desk.user.has_perm("cases.associate_remains"):
        return Found()
    waiting = Association.objects.visible_to(desk.user).waiting()
    others = waiting.exclude(proposed_by=desk.user).select_related("first", "second")
    items = [_item(row) for row in others.order_by("pk")[: MOST + 1]]
    url = f"{reverse('cases:associations')}?state=proposed"
    return found(items, verb=_("Decide"), title=_("More associations are proposed"), url=url)


def _item(row: Association) -> WorkItem:
    waits = days_since(row.proposed_at)
    cases = {"first": row.first, "second": row.second}
    return WorkItem(
        _("Decide"),
        _("%(first)s and %(second)s: of one person?") % cases,
        row.get_absolute_url(),
        _("Proposed on %(day)s; a second examiner decides.") % {"day": day_text(row.proposed_at)},
        row.reference,
        _("for %(days)s days") % {"days": waits} if waits > 1 else "",
    )
