"""Discrepancies to be answered, settled, followed up, or past their day; and papers to check."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from exchanges.models import Answer, Discrepancy, Remark
from exchanges.policies.rounds import why_not_check
from repatriation.dashboard.components import Badge, WorkItem
from repatriation.dashboard.formats import day_text, days_since
from repatriation.ledger.clock import today
from repatriation.today.work.desk import MOST, Desk, Found, found
from repatriation.today.work.rounds import late_by

REGISTER = "exchanges:discrepancies"


def to_answer(desk: Desk) -> Found:
    if not desk.user.has_perm("exchanges.answer_discrepancy"):
        return Found()
    rows = _seen(desk).to_answer(desk.user)
    why = _("Your side was told of it, and has not answered.")
    items = [_item(_("Answer"), row, why) for row in _first(rows)]
    return _found(items, _("Answer"), _("More discrepancies to be answered"))


def to_settle(desk: Desk) -> Found:
    """The other side has answered: accepted, contested or explained now."""
    if not desk.user.has_perm("exchanges.settle_discrepancy"):
        return Found()
    rows = _seen(desk).to_settle(desk.user)
    why = _("The other side has answered. Accept it, contest the answer, or hold it for explained.")
    items = [_item(_("Settle"), row, why) for row in _first(rows)]
    return _found(items, _("Settle"), _("More discrepancies that were answered"))


def followed(desk: Desk) -> Found:
    """What was given to this reader, until its day has passed."""
    rows = _seen(desk).unsettled().filter(owner=desk.user.pk).exclude(due_on__lt=today())
    why = _("You follow it up, and it is not settled.")
    items = [_item(_("Follow up"), row, why) for row in _first(rows)]
    return _found(items, _("Follow up"), _("More discrepancies that you follow up"))


def late(desk: Desk) -> Found:
    """For who follows it up; where nobody does, for everybody of its side who may."""
    if not desk.user.has_perm("exchanges.settle_discrepancy"):
        return Found()
    rows = _seen(desk).followed_by(desk.user).filter(due_on__lt=today())
    items = [_late(row, row.due_on) for row in _first(rows)]
    return _found(items, _("Settle"), _("More discrepancies whose day has passed"))


def to_check(desk: Desk) -> Found:
    """Answers and remarks that were recorded from paper, for a second person."""
    user = desk.user
    if not user.has_perm("exchanges.record_for_other"):
        return Found()
    answers = _unread(desk, Answer.objects.visible_to(user).to_check(), "discrepancy__batch")
    remarks = _unread(desk, Remark.objects.visible_to(user).to_check(), "batch")
    items = [
        _check(
            row,
            _("An answer to a discrepancy, recorded for %(agency)s"),
            reverse("exchanges:check-answer", args=[row.discrepancy.reference, row.pk]),
            row.discrepancy.reference,
        )
        for row in answers
        if not why_not_check(user, row)
    ]
    items += [
        _check(
            row,
            _("A remark, recorded for %(agency)s"),
            reverse("exchanges:check-remark", args=[row.batch.reference, row.pk]),
            row.batch.reference,
        )
        for row in remarks
        if not why_not_check(user, row)
    ]
    return _found(items, _("Check"), _("More papers to check"))


def _seen(desk: Desk):
    return Discrepancy.objects.visible_to(desk.user).for_pages()


def _first(rows: QuerySet[Discrepancy]) -> Iterable[Discrepancy]:
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")[: MOST + 1]


def _found(items: list[WorkItem], verb: str, title: str) -> Found:
    return found(items, verb=verb, title=title, url=reverse(REGISTER))


def _item(verb: str, row: Discrepancy, why: str, state: Badge | None = None) -> WorkItem:
    until = _("until %(day)s") % {"day": day_text(row.due_on)} if row.due_on else ""
    since = _("since %(day)s") % {"day": day_text(row.opened_at)}
    title = _("%(what)s, batch %(batch)s")
    said = {"what": capfirst(row.get_code_display()), "batch": row.batch.reference}
    return WorkItem(
        verb, title % said, row.get_absolute_url(), why, row.reference, until or since, state
    )


def _late(row: Discrepancy, day: date | None) -> WorkItem:
    assert day  # its query asks for one
    why = _("It was to be settled by %(day)s.") % {"day": day_text(day)}
    return _item(_("Settle"), row, why, late_by(days_since(day)))


def _unread(desk: Desk, rows: QuerySet, batch: str) -> Iterable:
    more = ("round__convenor", "round__counterpart", "round__intermediary")
    return (
        rows.exclude(recorded_by=desk.user.pk)
        .select_related("agency", *(f"{batch}__{one}" for one in more))
        .order_by("recorded_at")[: MOST + 1]
    )


def _check(row: Answer | Remark, title: str, url: str, reference: str) -> WorkItem:
    return WorkItem(
        _("Check"),
        title % {"agency": row.agency},
        url,
        _("From a message or paper of %(day)s. It stands when a second person has read it.")
        % {"day": day_text(row.said_on)},
        reference,
        _("since %(day)s") % {"day": day_text(row.recorded_at)},
    )
