"""Samples: results that are overdue, worklists on their way, results to check against paper."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import BlindSample, LabResult, Sample, Worklist
from repatriation.dashboard.components import WorkItem
from repatriation.dashboard.formats import day_text
from repatriation.today.work.desk import MOST, Desk, Found, found


def overdue(desk: Desk) -> Found:
    """For those who sent them, or coordinate; for the laboratory, under its blind numbers."""
    if not (desk.user.has_perm("cases.see_samples") or desk.user.has_perm("cases.report_results")):
        return Found()
    house = Sample.objects.visible_to(desk.user).overdue().select_related("laboratory")
    late = list(house.order_by("due_on", "pk")[: MOST + 1])
    verb, url = _("Ask"), f"{reverse('cases:samples')}?overdue=on"
    if not late:
        blind = BlindSample.objects.visible_to(desk.user).overdue().select_related("laboratory")
        late = list(blind.order_by("due_on", "pk")[: MOST + 1])
        verb, url = _("Report"), reverse("cases:laboratory")
    items = [
        WorkItem(
            verb,
            _("Result overdue"),
            row.get_absolute_url(),
            _("With %(laboratory)s.") % {"laboratory": row.laboratory},
            row.reference,
            _("due on %(day)s") % {"day": day_text(row.due_on)},
        )
        for row in late
    ]
    return found(items, verb=verb, title=_("More results are overdue"), url=url)


def to_receive(desk: Desk) -> Found:
    if not desk.user.has_perm("cases.report_results"):
        return Found()
    waiting = Worklist.objects.visible_to(desk.user).filter(
        laboratory=desk.user.agency_id, received_at=None
    )
    items = [
        WorkItem(
            _("Receive"),
            _("Samples on the way to you"),
            row.get_absolute_url(),
            "",
            row.reference,
            _("sent on %(day)s") % {"day": day_text(row.sent_at)},
        )
        for row in waiting.order_by("pk")[: MOST + 1]
    ]
    title = _("More worklists are on the way")
    return found(items, verb=_("Receive"), title=title, url=reverse("cases:worklists"))


def to_check(desk: Desk) -> Found:
    """What another recorded from a laboratory's paper."""
    if not desk.user.has_perm("cases.check_results"):
        return Found()
    waiting = LabResult.objects.visible_to(desk.user).to_check()
    waiting = waiting.exclude(reported_by=desk.user.pk)
    items = [
        WorkItem(
            _("Check"),
            _("Result recorded from paper"),
            row.get_absolute_url(),
            "",
            row.reference,
            day_text(row.reported_at),
        )
        for row in waiting.order_by("pk")[: MOST + 1]
    ]
    title = _("More results are to be checked")
    return found(items, verb=_("Check"), title=title, url=reverse("cases:samples"))
