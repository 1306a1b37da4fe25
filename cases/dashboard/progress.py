"""Progress to identification over time, and waiting time by state: drawn, and as tables."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.operations.progress import Progress, Step, Waiting, progress_for, waiting_for
from repatriation.dashboard.charts import BarChart, Series, StepChart
from repatriation.dashboard.components import Choice, Text
from repatriation.dashboard.formats import day_text
from repatriation.dashboard.pages import SignedIn

TITLE = gettext_lazy("Progress and waiting time")
MILESTONES: dict[str, Text] = {
    "numbered": gettext_lazy("Numbered"),
    "examined": gettext_lazy("Examined"),
    "identified": gettext_lazy("Identified"),
    "certified": gettext_lazy("Certified"),
    "released": gettext_lazy("Released"),
}
HEADS = {Step.MONTH: gettext_lazy("Month"), Step.WEEK: gettext_lazy("Week of")}


@login_required
def progress(request: SignedIn) -> HttpResponse:
    """An unknown step is none: the page is read by month."""
    step = Step.WEEK if request.GET.get("by") == Step.WEEK else Step.MONTH
    reached, waiting = progress_for(request.user, step), waiting_for(request.user)
    standing = [one for one in waiting if one.cases]
    shown = {
        "title": TITLE,
        "steps": [
            Choice(capfirst(one.label), f"?by={one}", is_current=one == step) for one in Step
        ],
        "chart": None if reached.is_empty else _curves(reached),
        "waiting": [_row(one) for one in standing],
        "bars": _bars(standing) if standing else None,
    }
    return render(request, "cases/progress.html", shown)


def _curves(reached: Progress) -> StepChart:
    """The sum at the end of each period; every second curve is dashed, to be told apart."""
    series = [
        Series(MILESTONES[name], values, is_second=place % 2 == 1)
        for place, (name, values) in enumerate(reached.sums.items())
    ]
    labels = [
        day_text(day) if reached.step == Step.WEEK else date_format(day, "M y")
        for day in reached.periods
    ]
    title = _("Cases numbered, examined, identified, certified and released, in sums")
    return StepChart(title, HEADS[reached.step], labels, series)


def _bars(standing: list[Waiting]) -> BarChart:
    labels = [capfirst(str(one.state.label)) for one in standing]
    series = Series(_("Days, median"), [one.median for one in standing])
    return BarChart(
        _("Days that cases stand in each state now, median"), _("State"), labels, series
    )


def _row(one: Waiting) -> dict[str, Any]:
    return {
        "state": capfirst(str(one.state.label)),
        "url": f"{reverse('cases:cases')}?state={one.state}",
        "waiting": one,
        "longest_url": reverse("cases:case", args=[one.reference]),
    }
