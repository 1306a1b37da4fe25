"""Whose dead remains are: a board to call, and what may go back to the other party."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import AffiliationDecision
from repatriation.dashboard.components import WorkItem
from repatriation.dashboard.formats import day_text
from repatriation.today.work.desk import MOST, Desk, Found, found

LIST = "cases:affiliations"


def to_convene(desk: Desk) -> Found:
    """Proposed, or contested, and no board votes on it."""
    if not desk.user.has_perm("cases.call_board"):
        return Found()
    waiting = AffiliationDecision.objects.visible_to(desk.user).waiting_for_a_board()
    items = [
        WorkItem(
            _("Call a board"),
            _("Affiliation, %(state)s") % {"state": row.get_state_display()},
            row.get_absolute_url(),
            _("Proposed on %(day)s.") % {"day": day_text(row.proposed_at)},
            row.reference,
        )
        for row in waiting.order_by("pk")[: MOST + 1]
    ]
    title = _("More affiliations wait for a board")
    return found(items, verb=_("Call a board"), title=title, url=reverse(LIST))


def to_return(desk: Desk) -> Found:
    """Decided as the other party's, and no release of them is authorised yet."""
    if not desk.user.has_perm("cases.release_remains"):
        return Found()
    decided = AffiliationDecision.objects.visible_to(desk.user).awaiting_return()
    rows = decided.filter(case__custodian=desk.user.agency_id).exclude(
        case__state="release_authorised"
    )
    items = [
        WorkItem(
            _("Authorise the return"),
            _("Remains of the other party"),
            reverse("cases:case-releases", args=[row.case.reference]),
            _("Decided on %(day)s.") % {"day": day_text(row.decided_at)},
            row.case.reference,
        )
        for row in rows.select_related("case").order_by("decided_at")[: MOST + 1]
    ]
    title = _("More remains await their return")
    url = f"{reverse(LIST)}?awaiting=on"
    return found(items, verb=_("Authorise the return"), title=title, url=url)
