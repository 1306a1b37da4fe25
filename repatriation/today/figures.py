"""Four figures with their trend: counted now, and taken back week by week by what happened.

The own side's for those who see all of it, the own agency's for others. Twelve weeks of custody
events are read, however many there are in all.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncWeek
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Container, CustodyEvent, RemainsCase
from cases.models.custody import CustodyKind
from cases.states import ContainerState
from repatriation.accounts.models import Agency, User
from repatriation.dashboard.charts import LineChart, Series
from repatriation.dashboard.formats import day_text
from repatriation.ledger.clock import today

WEEKS = 12
UNOPENED = (ContainerState.HANDED_OVER, ContainerState.RECEIVED, ContainerState.CLEARED)
HELD = (*UNOPENED, ContainerState.OPENED, ContainerState.EMPTIED)
Kind = CustodyKind


@dataclass(frozen=True)
class Figure:
    label: str
    value: int
    note: str
    trend: LineChart


def figures_for(user: User) -> list[Figure]:
    """None for who holds nothing: an intermediary, or an office without a store."""
    if not user.party_id:
        return []
    own, weeks = _own(user), _weeks()
    now, changes = _now(user, own), _changes(own, weeks[0])
    if not _is_whole(user) and not any(now.values()):
        return []
    return [
        _figure(
            label, unit, note, now[name], [_sum(changes.get(week), signs) for week in weeks], weeks
        )
        for name, label, unit, note, signs in _measures(user)
    ]


def _measures(user: User) -> list[tuple[str, str, str, str, dict[str, int]]]:
    """What is shown: its name, label, unit and note, and which changes add to it or take away."""
    is_whole = _is_whole(user)
    came = {"containers_in": 1, "containers_out": -1}
    return [
        (
            "unopened",
            _("Containers not yet opened"),
            _("Containers"),
            _("Own count. Each holds remains of none, one or several."),
            came | {"opened": -1},
        ),
        (
            "held",
            _("Containers handed over") if is_whole else _("Containers held"),
            _("Containers"),
            _("To your side, up to now.") if is_whole else _("By your agency."),
            came,
        ),
        (
            "cases",
            _("Remains cases numbered") if is_whole else _("Remains cases held"),
            _("Cases"),
            _("Own. Separately numbered remains, not persons."),
            {"cases_in": 1, "cases_out": -1},
        ),
        (
            "stored",
            _("Remains cases put in store"),
            _("Cases"),
            _("Own. Put in a storage unit at least once."),
            {"stored": 1},
        ),
    ]


def _is_whole(user: User) -> bool:
    return user.has_perm("cases.see_party_records")


def _own(user: User) -> list[int]:
    """The agencies whose figures these are."""
    if not _is_whole(user):
        return [user.agency_id] if user.agency_id else []
    return list(Agency.objects.filter(party=user.party_id).values_list("pk", flat=True))


def _now(user: User, own: list[int]) -> dict[str, int]:
    containers = Container.objects.visible_to(user).filter(custodian__in=own)
    cases = RemainsCase.objects.visible_to(user).filter(custodian__in=own)
    stored = CustodyEvent.objects.filter(kind=Kind.STORED, to_holder__in=own)
    return {
        **containers.aggregate(
            unopened=Count("pk", filter=Q(state__in=UNOPENED)),
            held=Count("pk", filter=Q(state__in=HELD)),
        ),
        "cases": cases.count(),
        "stored": stored.aggregate(number=Count("case", distinct=True))["number"],
    }


def _changes(own: list[int], since: date) -> dict[date, dict[str, Any]]:
    """By week. What passes between two of the own agencies neither comes nor goes; a gap is not
    a going either, because nobody recorded where to."""
    ours = Q(to_holder__in=own)
    comes = ours & ~Q(from_holder__in=own)
    goes = Q(from_holder__in=own, kind=Kind.RECEIVED) & ~ours
    container, case = Q(container__isnull=False), Q(case__isnull=False)
    taken = Q(kind__in=(Kind.HANDED_OVER, Kind.RECEIVED))
    begun = Q(kind__in=(Kind.NUMBERED, Kind.RECOVERED)) & ours
    before = CustodyEvent.objects.filter(
        case=OuterRef("case"), kind=Kind.STORED, to_holder__in=own, seq__lt=OuterRef("seq")
    )
    first_stored = case & ours & Q(kind=Kind.STORED) & ~Q(Exists(before))
    weeks = (
        CustodyEvent.objects.filter(occurred_at__gte=_midnight(since))
        .annotate(week=TruncWeek("occurred_at"))
        .values("week")
        .annotate(
            containers_in=Count("pk", filter=container & taken & comes),
            containers_out=Count("pk", filter=container & goes),
            opened=Count("pk", filter=container & ours & Q(kind=Kind.OPENED)),
            cases_in=Count("pk", filter=case & (begun | (Q(kind=Kind.RECEIVED) & comes))),
            cases_out=Count("pk", filter=case & goes),
            stored=Count("pk", filter=first_stored),
        )
        .order_by("week")
    )
    return {timezone.localtime(one["week"]).date(): dict(one) for one in weeks}


def _sum(changes: dict[str, Any] | None, signs: dict[str, int]) -> int:
    return sum(changes[name] * sign for name, sign in signs.items()) if changes else 0


def _figure(
    label: str, unit: str, note: str, value: int, changes: list[int], weeks: list[date]
) -> Figure:
    """Each week as it ended: today's number, less what came after that week."""
    later = list(accumulate(reversed(changes[1:]), initial=0))
    values = [value - change for change in reversed(later)]
    title = _("%(label)s, own count, 12 weeks") % {"label": label}
    series = Series(unit, values)
    trend = LineChart(title, _("Week of"), [day_text(week) for week in weeks], series)
    return Figure(label, value, note, trend)


def _weeks() -> list[date]:
    """The Mondays of the last twelve weeks, this one included."""
    monday = today() - timedelta(days=today().weekday())
    return [monday - timedelta(weeks=back) for back in reversed(range(WEEKS))]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
