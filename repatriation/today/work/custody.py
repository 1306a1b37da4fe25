"""Remains in the house: received, cleared, opened, and looked at by a second person."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, F, Min, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import Container, CustodyEvent, RemainsCase, TallySheet
from cases.models.custody import CustodyKind
from cases.states import ContainerState
from repatriation.accounts.models import User
from repatriation.dashboard.components import WorkItem
from repatriation.dashboard.formats import counted, day_text, days_since, moment_text, number_text
from repatriation.ledger.clock import now
from repatriation.today.work.desk import MOST, Desk, Found, found
from repatriation.today.work.rounds import late_by

REVIEW_WITHIN = timedelta(days=1)
OPENED_WITHIN = timedelta(days=14)


def to_clear(desk: Desk) -> Found:
    if not desk.user.has_perm("cases.clear_container"):
        return Found()
    why = _("Received, and not cleared of explosives.")
    state, came = ContainerState.RECEIVED, CustodyKind.RECEIVED
    return Found(list(_held(desk.user, state, came, _("Clear"), why)))


def to_open(desk: Desk) -> Found:
    if not desk.user.has_perm("cases.open_container"):
        return Found()
    why = _("Cleared of explosives, and not opened.")
    state, came = ContainerState.CLEARED, CustodyKind.CLEARED
    return Found(list(_held(desk.user, state, came, _("Open"), why)))


def on_the_way(desk: Desk) -> Found:
    """Remains cases that another agency sent on."""
    user = desk.user
    if not user.has_perm("cases.receive_container"):
        return Found()
    sent = RemainsCase.objects.visible_to(user).filter(destined_to=user.agency_id)
    one = sent.aggregate(
        number=Count("pk", distinct=True),
        first=Min("reference"),
        since=Min("custody__occurred_at", filter=Q(custody__kind=CustodyKind.SENT)),
    )
    if not one["number"]:
        return Found()
    return Found(
        [
            WorkItem(
                _("Receive"),
                counted(one["number"], "cases"),
                reverse("cases:cases"),
                _("Sent on to you by another agency."),
                one["first"] if one["number"] == 1 else "",
                _since(one["since"]),
            )
        ]
    )


def to_review(desk: Desk) -> Found:
    user = desk.user
    if not user.has_perm("cases.review_custody"):
        return Found()
    alone = _alone(user).filter(to_holder=user.agency_id).exclude(recorded_by=user.pk)
    one = alone.aggregate(number=Count("pk"), since=Min("recorded_at"))
    if not one["number"]:
        return Found()
    due = _("A review by a second person is due within a day.")
    return Found(
        [
            WorkItem(
                _("Review"),
                _acts(one["number"]),
                reverse("cases:reviews"),
                due,
                "",
                _since(one["since"]),
            )
        ]
    )


def to_end(desk: Desk) -> Found:
    """Tally sheets that the reader opened and did not end."""
    sheets = (
        TallySheet.objects.visible_to(desk.user)
        .filter(opened_by=desk.user.pk, closed_at=None)
        .annotate(number=Count("scans"))
        .order_by("opened_at")[: MOST + 1]
    )
    items = [
        WorkItem(
            _("End"),
            _("Tally sheet: %(purpose)s, %(where)s")
            % {"purpose": sheet.get_purpose_display(), "where": sheet.vehicle or sheet.place},
            sheet.get_absolute_url(),
            _("Opened by you; %(scans)s. End it when the vehicle or the bay is done.")
            % {"scans": counted(sheet.number, "scans")},
            sheet.reference,
            _("since %(at)s") % {"at": moment_text(sheet.opened_at)},
        )
        for sheet in sheets
    ]
    title = _("More tally sheets that are open")
    return found(items, verb=_("End"), title=title, url=reverse("cases:sheets"))


def late_reviews(desk: Desk) -> Found:
    """By agency, whoever holds it."""
    reach = _reach(desk.user, "cases.review_custody", "to_holder")
    overdue = _alone(desk.user).filter(reach, recorded_at__lt=now() - REVIEW_WITHIN)
    groups = overdue.values(agency=F("to_holder__name")).annotate(
        number=Count("pk"), since=Min("recorded_at")
    )
    return Found(
        [
            WorkItem(
                _("Review"),
                _acts(one["number"]),
                reverse("cases:reviews"),
                _("%(agency)s. A review is due within a day.") % one,
                state=late_by(days_since(one["since"] + REVIEW_WITHIN)),
            )
            for one in groups.order_by("since")[:MOST]
        ]
    )


def late_openings(desk: Desk) -> Found:
    """Cleared for two weeks: the mortuary has more than it can open."""
    reach = _reach(desk.user, "cases.open_container", "custodian")
    waiting = Container.objects.visible_to(desk.user).filter(
        reach,
        state=ContainerState.CLEARED,
        custody__kind=CustodyKind.CLEARED,
        custody__occurred_at__lt=now() - OPENED_WITHIN,
    )
    groups = waiting.values("custodian", agency=F("custodian__name")).annotate(
        number=Count("pk", distinct=True), since=Min("custody__occurred_at")
    )
    return Found([_late_opening(one) for one in groups.order_by("since")[:MOST]])


def _late_opening(one: dict) -> WorkItem:
    says = ngettext(
        "%(containers)s cleared, unopened for %(days)s",
        "%(containers)s cleared, unopened for up to %(days)s",
        one["number"],
    )
    days = days_since(one["since"])
    return WorkItem(
        _("Opening"),
        says % {"containers": counted(one["number"], "containers"), "days": counted(days, "days")},
        _list_of(ContainerState.CLEARED, one["custodian"]),
        one["agency"],
        state=late_by(days - OPENED_WITHIN.days),
    )


def _reach(user: User, permission: str, holder: str) -> Q:
    """The whole side for those who see all of it, the own agency for those who do the work."""
    if user.party_id and user.has_perm("cases.see_party_records"):
        return Q(**{f"{holder}__party": user.party_id})
    if user.agency_id and user.has_perm(permission):
        return Q(**{holder: user.agency_id})
    return Q(pk__in=[])


def _alone(user: User) -> QuerySet:
    return CustodyEvent.objects.visible_to(user).alone()


def _held(user: User, state: str, came: str, verb: str, why: str) -> Iterator[WorkItem]:
    """One line for all of the own agency's containers in a state, and since when the first is."""
    own = Container.objects.visible_to(user).filter(custodian=user.agency_id, state=state)
    held = own.aggregate(
        number=Count("pk", distinct=True),
        since=Min("custody__occurred_at", filter=Q(custody__kind=came)),
    )
    if held["number"]:
        title, url = counted(held["number"], "containers"), _list_of(state, user.agency_id)
        yield WorkItem(verb, title, url, why, "", _since(held["since"]))


def _list_of(state: str, custodian: object) -> str:
    return (
        f"{reverse('cases:containers')}?{urlencode({'state': state, 'custodian': str(custodian)})}"
    )


def _acts(number: int) -> str:
    said = ngettext(
        "%(number)s act by one person alone", "%(number)s acts by one person alone", number
    )
    return said % {"number": number_text(number)}


def _since(at: datetime | None) -> str:
    return _("since %(day)s") % {"day": day_text(at)} if at else ""
