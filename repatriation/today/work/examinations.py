"""Examinations: what was given to me, what goes on where I examine, what waits for a review."""

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Examination, ExaminationItem
from cases.models.examination import ItemState
from cases.states import CaseState, ExaminationState
from repatriation.dashboard.components import WorkItem
from repatriation.dashboard.formats import day_text, days_since
from repatriation.today.work.desk import MOST, Desk, Found, found

MINE = (ItemState.ASSIGNED, ItemState.IN_PROGRESS)


def assigned(desk: Desk) -> Found:
    """Disciplines of an open examination that are mine, and not done."""
    if not desk.user.has_perm("cases.examine_remains"):
        return Found()
    mine = ExaminationItem.objects.filter(assigned_to=desk.user, state__in=MINE).order_by("pk")
    rows = _open(desk).filter(_of_mine(desk)).prefetch_related(Prefetch("items", mine, "mine"))
    items = [
        _item(
            _("Examine"),
            ", ".join(str(item.get_discipline_display()) for item in row.mine),
            row,
            _("Assigned to you; examination of %(case)s.") % {"case": row.case},
        )
        for row in rows.order_by("opened_at", "pk")[: MOST + 1]
    ]
    title = _("More is assigned to you")
    return found(items, verb=_("Examine"), title=title, url=_cases())


def in_progress(desk: Desk) -> Found:
    """Of my agency, beside what is assigned to me."""
    if not desk.user.has_perm("cases.examine_remains"):
        return Found()
    rows = _open(desk).filter(agency=desk.user.agency_id).exclude(_of_mine(desk))
    items = [
        _item(
            _("Go on"),
            _("Examination in progress"),
            row,
            _("Given back by the reviewer; examination of %(case)s.") % {"case": row.case}
            if row.given_back_because
            else _("Examination of %(case)s.") % {"case": row.case},
        )
        for row in rows.order_by("opened_at", "pk")[: MOST + 1]
    ]
    title = _("More examinations go on")
    return found(items, verb=_("Go on"), title=title, url=_cases())


def to_review(desk: Desk) -> Found:
    """Who completed it or locked its profile does not review it."""
    if not desk.user.has_perm("cases.review_examination"):
        return Found()
    complete = Examination.objects.visible_to(desk.user).filter(state=ExaminationState.COMPLETE)
    others = complete.exclude(Q(completed_by=desk.user) | Q(profile_locked_by=desk.user))
    items = [
        _item(
            _("Review"),
            _("Examination to review"),
            row,
            _("Completed on %(day)s; a second person reviews it.")
            % {"day": day_text(row.completed_at)},
        )
        for row in others.order_by("completed_at", "pk")[: MOST + 1]
    ]
    title = _("More examinations wait for a review")
    return found(items, verb=_("Review"), title=title, url=_cases())


def _open(desk: Desk) -> QuerySet:
    rows = Examination.objects.visible_to(desk.user).filter(state=ExaminationState.OPEN)
    return rows.select_related("case")


def _of_mine(desk: Desk) -> Q:
    mine = ExaminationItem.objects.filter(assigned_to=desk.user, state__in=MINE)
    return Q(pk__in=mine.values("examination"))


def _item(verb: str, title: str, row: Examination, detail: str) -> WorkItem:
    waits = days_since(row.completed_at or row.opened_at)
    return WorkItem(
        verb,
        title,
        row.get_absolute_url(),
        detail,
        row.reference,
        _("for %(days)s days") % {"days": waits} if waits > 1 else "",
    )


def _cases() -> str:
    return f"{reverse('cases:cases')}?state={CaseState.IN_EXAMINATION}"
