"""What is to come, and by when: rounds, deadlines, milestones, and what is to be settled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchanges.dashboard.badges import state_badge
from exchanges.dashboard.promises.progress_shown import deadline_text, unit_of
from exchanges.dashboard.said import date_words
from exchanges.dashboard.sources import direction
from exchanges.dashboard.windows import window_text
from exchanges.models import Commitment, Discrepancy, ExchangeRound, Milestone
from exchanges.states import RoundState
from repatriation.accounts.models import User
from repatriation.dashboard.components import Badge, Choice, Day, Meaning
from repatriation.dashboard.formats import number_text
from repatriation.dashboard.pages import SignedIn
from repatriation.ledger.clock import today

MONTHS = 3  # on one page


@dataclass(frozen=True)
class Month:
    first: date
    days: list[Day]


class MonthForm(forms.Form):
    """From which month on, as the address says it; whatever else stands there is this month."""

    since = forms.DateField(input_formats=["%Y-%m"])


@login_required
def calendar(request: SignedIn) -> HttpResponse:
    form = MonthForm(request.GET)
    first = _later(form.cleaned_data["since"] if form.is_valid() else today(), 0)
    last = _later(first, MONTHS) - timedelta(days=1)
    found = sorted(_days(request.user, first, last), key=lambda day: (day.on, day.reference))
    firsts = [_later(first, number) for number in range(MONTHS)]
    months = [
        Month(one, [day for day in found if (day.on.year, day.on.month) == (one.year, one.month)])
        for one in firsts
    ]
    url = reverse("exchanges:calendar")
    around = [
        Choice(gettext_lazy("Three months before"), f"{url}?since={_later(first, -MONTHS):%Y-%m}"),
        Choice(gettext_lazy("From this month"), url, is_current=first == today().replace(day=1)),
        Choice(gettext_lazy("Three months after"), f"{url}?since={_later(first, MONTHS):%Y-%m}"),
    ]
    return render(request, "exchanges/calendar.html", {"months": months, "around": around})


def _later(first: date, months: int) -> date:
    """The first day of the month so many months on, where the calendar goes that far."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(min(max(year, 1900), 2500), month + 1, 1)


def _days(user: User, first: date, last: date) -> Iterator[Day]:
    yield from _rounds(user, first, last)
    yield from _deadlines(user, first, last)
    yield from _milestones(user, first, last)
    yield from _to_settle(user, first, last)


def _rounds(user: User, first: date, last: date) -> Iterator[Day]:
    rows = ExchangeRound.objects.visible_to(user).filter(date__range=(first, last))
    rows = rows.exclude(state=RoundState.CANCELLED).for_pages()
    rows = rows.select_related("convenor__party", "counterpart__party")
    for row in rows.prefetch_related("statements").order_by("date", "pk"):
        parts = [direction(row.counterpart, row.convenor), str(row.venue or _("Venue open"))]
        parts += filter(None, [window_text(row)])
        if row.date:
            yield Day(
                on=row.date,
                reference=row.reference,
                url=row.get_absolute_url(),
                state=state_badge(row),
                text=". ".join(parts) + ".",
                says=date_words(row),
            )


def _deadlines(user: User, first: date, last: date) -> Iterator[Day]:
    """Of what is promised and not met yet, by the clock of the deadline."""
    rows = Commitment.objects.visible_to(user).active().for_pages()
    for row in rows.filter(_within("due_at", first, last)).order_by("due_at", "pk"):
        yield Day(
            on=row.due_at.astimezone(row.zone).date(),
            reference=row.reference,
            url=row.get_absolute_url(),
            state=Badge(_("Deadline"), Meaning.FLAG),
            text=_("%(agency)s: %(title)s. %(due)s.")
            % {
                "agency": row.debtor,
                "title": row.title,
                "due": capfirst(deadline_text(row.due_at, row)),
            },
        )


def _milestones(user: User, first: date, last: date) -> Iterator[Day]:
    rows = Milestone.objects.visible_to(user).filter(
        _within("due_at", first, last), commitment__state="active"
    )
    for one in rows.select_related("commitment__debtor").order_by("due_at", "pk"):
        row = one.commitment
        said = {"target": number_text(one.target), "unit": unit_of(row), "agency": row.debtor}
        yield Day(
            on=one.due_at.astimezone(row.zone).date(),
            reference=row.reference,
            url=row.get_absolute_url(),
            state=Badge(_("Milestone"), Meaning.OPEN),
            text=_("%(agency)s: %(target)s %(unit)s by then.") % said,
        )


def _to_settle(user: User, first: date, last: date) -> Iterator[Day]:
    """Of the own side; until when, the other one does not know."""
    rows = Discrepancy.objects.shown_to(user).unsettled().for_pages()
    for row in rows.filter(due_told__range=(first, last)).order_by("due_told", "pk"):
        yield Day(
            on=row.due_told,
            reference=row.reference,
            url=row.get_absolute_url(),
            state=Badge(_("To be settled"), Meaning.OPEN),
            text=capfirst(row.get_code_display()),
        )


def _within(field: str, first: date, last: date) -> Q:
    """A day either way for the time zones; the month says the rest."""
    day = timedelta(days=1)
    return Q(**{f"{field}__date__range": (first - day, last + day)})
