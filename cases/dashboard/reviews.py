"""What one person did alone, and another of the agency looks at within a day."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Case, Count, F, Min, QuerySet, When
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.dashboard.entries import due_badge
from cases.models import CustodyEvent
from cases.operations.reviewing import review_custody
from cases.policies.held import why_not_review
from repatriation.accounts.models import User
from repatriation.dashboard.components import Badge, Move, Text
from repatriation.dashboard.formats import counted
from repatriation.dashboard.pages import SignedIn, refusals_to_messages

MOST = 200  # acts on the page, oldest first; what is behind them comes when they are reviewed
MOST_EVENTS = 1000
SHOWN = ("sheet", "storage_unit", "recorded_by__agency", "container", "case")


@dataclass(frozen=True)
class Act:
    """What one person did alone under one header, or in one move: reviewed together."""

    head: CustodyEvent  # one of its events, which stands for them all
    number: int
    due: Badge
    why_not: Text | None

    @property
    def url(self) -> str:
        row = self.head.sheet if self.number > 1 and self.head.sheet else self.head.subject
        return row.get_absolute_url()

    @property
    def place(self) -> str:
        return str(self.head.storage_unit or self.head.place)


@login_required
def reviews(request: SignedIn) -> HttpResponse:
    acts = acts_of(request.user)
    move = Move("review", _("Review"), reverse("cases:review"), asks=True)
    total = waiting_for(request.user).count()
    shown = {"acts": acts, "moves": [move], "says": counted(total, "events")}
    return render(request, "cases/reviews.html", shown)


@login_required
@refusals_to_messages
def review(request: SignedIn) -> HttpResponse:
    """GET names what is reviewed, by event or by act; POST reviews just these events."""
    waiting = waiting_for(request.user).select_related(*SHOWN).order_by("occurred_at", "pk")
    if request.method == "POST":
        asked = _numbers(request.POST.get("events", "").split())
        review_custody(events=list(waiting.filter(pk__in=asked)), by=request.user)
        messages.success(request, _("Reviewed: %(events)s.") % {"events": _many(asked)})
        return redirect("cases:reviews")
    events = list(_asked(request, waiting)[:MOST_EVENTS])
    if not events:
        messages.info(request, _("Nothing of this waits for a review. Select at least one act."))
        return redirect("cases:reviews")
    return render(request, "cases/review.html", _page(request.user, events))


def waiting_for(user: User) -> QuerySet:
    return CustodyEvent.objects.visible_to(user).alone().filter(to_holder=user.agency_id)


def acts_of(user: User) -> list[Act]:
    """Longest waiting first."""
    alone = waiting_for(user).annotate(moment=Case(When(sheet=None, then=F("recorded_at"))))
    groups = alone.values("sheet", "kind", "recorded_by", "alone_reason", "moment").annotate(
        first=Min("pk"), number=Count("pk"), since=Min("occurred_at")
    )
    groups = list(groups.order_by("since", "first")[:MOST])
    heads = CustodyEvent.objects.select_related(*SHOWN).in_bulk([one["first"] for one in groups])
    return [_act(user, heads[one["first"]], one["number"]) for one in groups]


def _act(user: User, head: CustodyEvent, number: int) -> Act:
    return Act(head, number, due_badge(head), why_not_review(user, head))


def _asked(request: SignedIn, waiting: QuerySet) -> QuerySet:
    """Single events, and all that belong to the acts that were picked."""
    asked = waiting.filter(pk__in=_numbers(request.GET.getlist("event")))
    for head in waiting.filter(pk__in=_numbers(request.GET.getlist("act"))[:MOST]):
        asked |= _alike(head, waiting)
    return asked


def _alike(head: CustodyEvent, waiting: QuerySet) -> QuerySet:
    same = waiting.filter(
        kind=head.kind, recorded_by=head.recorded_by_id, alone_reason=head.alone_reason
    )
    if head.sheet_id:
        return same.filter(sheet=head.sheet_id)
    return same.filter(sheet=None, recorded_at=head.recorded_at)


def _page(user: User, events: list[CustodyEvent]) -> dict[str, object]:
    why_not = next((why for event in events if (why := why_not_review(user, event))), None)
    fields = {"events": " ".join(str(event.pk) for event in events)}
    label = _("Review")
    return {
        "title": label,
        "crumbs": [(_("Waits for a review"), reverse("cases:reviews"))],
        "back": reverse("cases:reviews"),
        "move": Move("review", label, reverse("cases:review"), why_not, fields=fields),
        "says": _("You say that you looked at what was done alone here: %(events)s.")
        % {"events": _many(events)},
        "told": _("Your name and the time stand beside each of them. Nobody else is told."),
        "events": events,
    }


def _many(events: Iterable) -> str:
    return counted(len(list(events)), "events")


def _numbers(texts: Iterable[str]) -> list[int]:
    return [int(text) for text in texts if text.isdecimal() and len(text) < 19]
