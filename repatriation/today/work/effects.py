"""Personal effects: what waits for a custodian, and what stayed when the remains left."""

from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import PersonalEffect
from cases.states import EffectState
from repatriation.dashboard.components import Badge, Meaning, WorkItem
from repatriation.dashboard.formats import day_text
from repatriation.today.work.desk import MOST, Desk, Found, found


def to_receive(desk: Desk) -> Found:
    """Recorded here by an examiner or an officer; or kept elsewhere while the remains are here."""
    user = desk.user
    if not user.has_perm("cases.keep_effects"):
        return Found()
    here = Q(agency=user.agency_id, keeper=None)
    here |= ~Q(agency=user.agency_id) & Q(case__custodian=user.agency_id)
    waiting = PersonalEffect.objects.visible_to(user).filter(here, state=EffectState.HELD)
    items = [
        WorkItem(
            _("Receive"),
            _("Personal effect: %(kind)s") % {"kind": row.get_kind_display()},
            row.get_absolute_url(),
            _("Kept by %(agency)s.") % {"agency": row.agency},
            row.reference,
            _("since %(day)s") % {"day": day_text(row.recorded_at)},
        )
        for row in waiting.select_related("agency").order_by("pk")[: MOST + 1]
    ]
    url = f"{reverse('cases:effects')}?waiting=on"
    return found(items, verb=_("Receive"), title=_("More personal effects to receive"), url=url)


def left_behind(desk: Desk) -> Found:
    """For who keeps them, and who released the remains."""
    user = desk.user
    if not (user.has_perm("cases.keep_effects") or user.has_perm("cases.release_remains")):
        return Found()
    rows = PersonalEffect.objects.visible_to(user).left_behind()
    rows = rows.filter(
        Q(agency=user.agency_id)
        | Q(case__custodian=user.agency_id)
        | Q(case__responsible=user.agency_id)
    ).exclude(case__state="closed")
    items = [
        WorkItem(
            _("Hand on"),
            _("Effect of released remains: %(kind)s") % {"kind": row.get_kind_display()},
            row.get_absolute_url(),
            _("Held as evidence.") if row.hold_order else _("The remains have left without it."),
            row.case.reference,
            _("since %(day)s") % {"day": day_text(row.recorded_at)},
            state=Badge(capfirst(str(row.get_state_display())), Meaning.WATCH),
        )
        for row in rows.select_related("case").order_by("pk")[: MOST + 1]
    ]
    url = f"{reverse('cases:effects')}?left_behind=on"
    return found(items, verb=_("Hand on"), title=_("More effects of released remains"), url=url)
