"""The report on both directions, by round: a table for each direction, a column for each source."""

import re
from dataclasses import dataclass

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exchanges.both_directions import (
    Figure,
    Leg,
    Measure,
    Source,
    both_directions,
    rounds_handed_over,
)
from exchanges.dashboard.files import attachment
from exchanges.dashboard.sources import direction, side_name
from exchanges.dashboard.trail import Crumb
from exchanges.models import ExchangeRound
from exchanges.operations import reporting
from repatriation.dashboard.components import Move
from repatriation.dashboard.filters import DateInput, FilterForm
from repatriation.dashboard.pages import SignedIn
from repatriation.files import storage
from repatriation.language import say


class ReportFilters(FilterForm):
    since = forms.DateField(label=_("Date from"), widget=DateInput)
    until = forms.DateField(label=_("Date to"), widget=DateInput)


@dataclass(frozen=True)
class Column:
    measure: Measure
    source: Source
    label: str

    @property
    def whole_label(self) -> str:
        """Where each cell stands by itself, on a phone."""
        return f"{capfirst(say(self.measure.label))}, {self.label}"


@dataclass(frozen=True)
class Heading:
    """Over the columns of one measure."""

    label: str
    columns: list[Column]


@dataclass(frozen=True)
class RoundRow:
    round: ExchangeRound
    cells: list[tuple[str, Figure | None]]


@dataclass(frozen=True)
class DirectionTable:
    title: str
    headings: list[Heading]
    rows: list[RoundRow]

    @property
    def columns(self) -> list[Column]:
        return [column for heading in self.headings for column in heading.columns]


@login_required
def report(request: SignedIn) -> HttpResponse:
    reader = request.user
    if (made := request.GET.get("made")) is not None:
        return _made(request, made)
    form = ReportFilters(request.GET, user=reader)
    tables = _tables(both_directions(rounds_handed_over(reader), reader), form.in_force)
    shown = {"form": form, "tables": tables, "is_filtered": bool(form.in_force)}
    return render(request, "exchanges/both_directions.html", shown)


@login_required
def file(request: SignedIn, format: str) -> HttpResponse:
    """At once where it is short; a long one is made by a worker, and fetched from here."""
    asked = reporting.Format(format)
    if not reporting.is_long(request.user):
        made = reporting.report_file(request.user, asked)
        return attachment(made, asked.media_type, asked.named_for(request.user))
    if request.method == "POST":
        return redirect(reporting.ask_for_report(format=asked, by=request.user))
    title, page = gettext("Both directions, by round"), reverse("exchanges:both-directions")
    shown = {
        "title": title,
        "trail": [Crumb(title, page), Crumb(gettext("As a file"))],
        "back": page,
        "move": Move("make", _("Make the file"), request.path),
        "says": gettext("The report is made while you go on with something else."),
    }
    return render(request, "exchanges/confirm.html", shown)


def _made(request: SignedIn, made: str) -> HttpResponse:
    rows = reporting.made_for(request.user)
    row = rows.filter(pk=int(made)).first() if re.fullmatch("[0-9]{1,18}", made) else None
    if row is None:
        raise Http404
    return attachment(storage.read(row), row.media_type, row.name)


def _tables(legs: list[Leg], asked: dict) -> list[DirectionTable]:
    """What is cumulated began with the first round, whatever is shown."""
    by_direction: dict[tuple, list[Leg]] = {}
    for leg in legs:
        by_direction.setdefault(leg.direction, []).append(leg)
    tables = [_table(some, asked) for some in by_direction.values()]
    return [table for table in tables if table.rows]


def _table(legs: list[Leg], asked: dict) -> DirectionTable:
    headings = [_heading(measure, legs) for measure in Measure]
    columns = [column for heading in headings for column in heading.columns]
    rows = [
        RoundRow(leg.round, [(c.whole_label, leg.of(c.measure, c.source)) for c in columns])
        for leg in reversed(legs)
        if _is_asked(leg, asked)
    ]
    title = direction(legs[0].sender, legs[0].receiver)
    return DirectionTable(title, [one for one in headings if one.columns], rows)


def _heading(measure: Measure, legs: list[Leg]) -> Heading:
    sources = {
        figure.source: figure.agency
        for leg in legs
        for figure in leg.figures
        if figure.measure == measure
    }
    columns = [Column(measure, source, side_name(one)) for source, one in sources.items()]
    columns.sort(key=lambda column: (column.source.kind == "agency", column.label))
    return Heading(say(measure.label), columns)


def _is_asked(leg: Leg, asked: dict) -> bool:
    on, since, until = leg.round.date, asked.get("since"), asked.get("until")
    if (since or until) and on is None:
        return False
    return not ((since and on < since) or (until and on > until))
