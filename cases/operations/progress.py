"""How far the work on remains has come, and how long cases stand where they are. Only reads.

Each milestone is counted in cases on the day it was reached, as it stands now: what was revoked or
taken back is taken out. A constant number of grouped queries, however many cases there are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Any

from django.db.models import (
    Aggregate,
    Count,
    DateTimeField,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
)
from django.db.models.functions import Greatest, TruncMonth, TruncWeek
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import CoveredCase, Examination, Identification, Release, RemainsCase
from cases.states import CaseState, ExaminationState, ReleaseState
from cases.states.examinations import GOING_ON
from repatriation.accounts.models import User
from repatriation.ledger.clock import now, today


class Step(TextChoices):
    """What one point of the curves stands for."""

    MONTH = "month", _("by month")
    WEEK = "week", _("by week")


PERIODS = 12  # shown; what lies before is in the sums
MILESTONES = ("numbered", "examined", "identified", "certified", "released")
WAITING = (
    CaseState.NUMBERED,
    CaseState.IN_EXAMINATION,
    CaseState.EXAMINED,
    CaseState.RELEASE_AUTHORISED,
    CaseState.RELEASED,
)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Progress:
    """`periods` by their first day; for each milestone the sum at the end of each."""

    step: Step
    periods: list[date]
    sums: dict[str, list[int]]

    @property
    def is_empty(self) -> bool:
        return not any(values[-1] for values in self.sums.values())


@dataclass(frozen=True)
class Waiting:
    """Cases that stand in a state now, in whole days; the longest by its reference."""

    state: CaseState
    cases: int
    median: int | None = None
    ninety: int | None = None  # nine of ten have stood no longer
    longest: int | None = None
    reference: str = ""


class Share(Aggregate):
    """The beginning after which this share of the rows began: the last have waited the least."""

    function = "percentile_disc"
    name = "Share"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s DESC)"
    allow_distinct = False

    def __init__(self, expression: Any, share: float, **more: Any):
        super().__init__(expression, share=share, **more)


def progress_for(user: User, step: Step) -> Progress:
    """Over the cases that this user may see, by the identifications that the user may see."""
    starts = _starts(step)
    cut = TruncMonth if step == Step.MONTH else TruncWeek
    reached = {name: _counted(rows, day, cut) for name, (rows, day) in _milestones(user).items()}
    return Progress(step, starts, {name: _summed(days, starts) for name, days in reached.items()})


def waiting_for(user: User) -> list[Waiting]:
    return [_waiting(state, rows) for state, rows in _standing(user).items()]


def _milestones(user: User) -> dict[str, tuple[QuerySet, str]]:
    cases: Any = RemainsCase.objects
    seen = cases.visible_to(user)
    mine = Q(case__in=seen)
    before = Examination.objects.filter(
        case=OuterRef("case"), number__lt=OuterRef("number"), reviewed_at__isnull=False
    )
    first = Examination.objects.filter(mine, ~Exists(before), reviewed_at__isnull=False)
    identifications: Any = Identification.objects
    told = identifications.visible_to(user)
    stands = CoveredCase.objects.filter(mine, stands=True, identification__in=told)
    certified = stands.filter(identification__certified_at__isnull=False)
    released = Release.objects.filter(mine, state=ReleaseState.DONE, back_at=None)
    return {
        "numbered": (seen, "numbered_at"),
        "examined": (first, "reviewed_at"),
        "identified": (stands, "identification__decided_at"),
        "certified": (certified, "identification__certified_at"),
        "released": (released, "released_at"),
    }


def _counted(rows: QuerySet, day: str, cut: Callable[..., Any]) -> dict[date, int]:
    periods = rows.order_by().values(period=cut(day)).annotate(number=Count("pk"))
    return {timezone.localtime(one["period"]).date(): one["number"] for one in periods}


def _summed(reached: dict[date, int], starts: list[date]) -> list[int]:
    """What lies before the first period is where the curve begins."""
    before = sum(number for day, number in reached.items() if day < starts[0])
    sums = accumulate((reached.get(day, 0) for day in starts), initial=before)
    return list(sums)[1:]


def _starts(step: Step) -> list[date]:
    """The first days of the last twelve periods, this one included."""
    if step == Step.WEEK:
        monday = today() - timedelta(days=today().weekday())
        return [monday - timedelta(weeks=back) for back in reversed(range(PERIODS))]
    months = today().year * 12 + today().month - 1
    counted = (months - back for back in reversed(range(PERIODS)))
    return [date(month // 12, month % 12 + 1, 1) for month in counted]


def _standing(user: User) -> dict[CaseState, QuerySet]:
    """Rows with `since` and `said`, the reference of the case: one row for each case."""
    cases: Any = RemainsCase.objects
    seen = cases.visible_to(user)
    examinations: Any = Examination.objects
    back = _last_release("back_at")
    withdrawn = _last_release("withdrawn_at", of="case")
    reviewed = examinations.newest().filter(state=ExaminationState.REVIEWED)
    of = {state: seen.filter(state=state) for state in WAITING}
    authorised = Release.objects.filter(state=ReleaseState.AUTHORISED)
    released = Release.objects.filter(state=ReleaseState.DONE, back_at=None)
    by_case = {"said": F("case__reference")}
    return {
        CaseState.NUMBERED: of[CaseState.NUMBERED].annotate(
            since=Greatest("numbered_at", back), said=F("reference")
        ),
        CaseState.IN_EXAMINATION: Examination.objects.filter(
            state__in=GOING_ON, case__in=of[CaseState.IN_EXAMINATION]
        ).annotate(since=F("opened_at"), **by_case),
        CaseState.EXAMINED: reviewed.filter(case__in=of[CaseState.EXAMINED]).annotate(
            since=Greatest("reviewed_at", withdrawn), **by_case
        ),
        CaseState.RELEASE_AUTHORISED: authorised.filter(
            case__in=of[CaseState.RELEASE_AUTHORISED]
        ).annotate(since=F("authorised_at"), **by_case),
        CaseState.RELEASED: released.filter(case__in=of[CaseState.RELEASED]).annotate(
            since=F("released_at"), **by_case
        ),
    }


def _last_release(moment: str, of: str = "pk") -> Subquery:
    """When remains came back, or an authorisation was withdrawn: then a state began anew."""
    rows = Release.objects.filter(case=OuterRef(of), **{f"{moment}__isnull": False})
    return Subquery(rows.order_by(f"-{moment}").values(moment)[:1], output_field=DateTimeField())


def _waiting(state: CaseState, rows: QuerySet) -> Waiting:
    """The longest is what began first."""
    found = rows.aggregate(
        cases=Count("pk"),
        median=Share("since", 0.5),
        ninety=Share("since", 0.9),
        first=Min("since"),
    )
    if not found["cases"]:
        return Waiting(state, 0)
    longest = rows.order_by("since", "pk").values_list("said", flat=True).first()
    median, ninety, first = (_days(found[name]) for name in ("median", "ninety", "first"))
    return Waiting(state, found["cases"], median, ninety, first, longest or "")


def _days(since: datetime) -> int:
    return max(0, (now() - since) // A_DAY)
