"""The laboratory's own pages: blind samples, worklists, and what was reported of them."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard.badges import state_badge
from cases.dashboard.laboratory.deeds import BLIND, RESULT, WORKLIST, moves_on
from cases.models import BlindSample, LabResult, Sample, Worklist
from cases.states import SampleState
from repatriation.dashboard.components import Choice
from repatriation.dashboard.filters import FilterForm, any_of, search_field
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.moves import fold
from repatriation.dashboard.pages import SignedIn
from repatriation.files import storage

BLIND_COLUMNS = [
    ListColumn(gettext_lazy("Blind number"), by="reference"),
    ListColumn(gettext_lazy("State")),
    ListColumn(gettext_lazy("Tissue")),
    ListColumn(gettext_lazy("Sex")),
    ListColumn(gettext_lazy("Kinship")),
    ListColumn(gettext_lazy("Family")),
    ListColumn(gettext_lazy("Due"), by="due_on", may_be_empty=True),
]
WORKLIST_COLUMNS = [
    ListColumn(gettext_lazy("Reference"), by="reference"),
    ListColumn(gettext_lazy("Laboratory")),
    ListColumn(gettext_lazy("Sent by")),
    ListColumn(gettext_lazy("Sent"), by="sent_at"),
    ListColumn(gettext_lazy("Due"), by="due_on"),
    ListColumn(gettext_lazy("Received")),
]


class BlindFilters(FilterForm):
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=any_of(SampleState))
    q = search_field(gettext_lazy("Number"))
    lookups = {"state": "state", "q": "reference__icontains"}


class WorklistFilters(FilterForm):
    q = search_field(gettext_lazy("Reference"))
    lookups = {"q": "reference__icontains"}


@login_required
def laboratory(request: SignedIn) -> HttpResponse:
    rows = BlindSample.objects.visible_to(request.user).select_related("relative").with_sex()
    listing = Listing(
        request,
        rows,
        filters=BlindFilters,
        columns=BLIND_COLUMNS,
        sort="due_on",
        unit="samples",
    )
    shown = {"listing": listing, "rows": [(row, state_badge(row)) for row in listing.rows]}
    return render(request, "cases/laboratory.html", shown)


@login_required
def blind_sample(request: SignedIn, reference: str) -> HttpResponse:
    rows = BlindSample.objects.visible_to(request.user).select_related(
        "relative", "agency", "repeats"
    )
    row = get_object_or_404(rows.with_sex(), reference=reference)
    shown = {
        "sample": row,
        "states": [state_badge(row)],
        "results": _results(request).filter(sample=row.pk),
        "moves": fold(moves_on(BLIND, request.user, row)),
    }
    return render(request, "cases/blind_sample.html", shown)


@login_required
def worklists(request: SignedIn) -> HttpResponse:
    listing = Listing(
        request,
        Worklist.objects.visible_to(request.user).for_pages(),
        filters=WorklistFilters,
        columns=WORKLIST_COLUMNS,
        sort="-sent_at",
        unit="worklists",
    )
    return render(request, "cases/worklists.html", {"listing": listing})


@login_required
def worklist(request: SignedIn, reference: str) -> HttpResponse:
    rows = Worklist.objects.visible_to(request.user).for_pages()
    row = get_object_or_404(rows, reference=reference)
    is_house = Sample.objects.visible_to(request.user).filter(lines__worklist=row).exists()
    lines = row.lines.select_related("sample__relative").order_by("position")
    shown = {
        "worklist": row,
        "lines": [(line, state_badge(line.sample), _url(line.sample, is_house)) for line in lines],
        "moves": fold(moves_on(WORKLIST, request.user, row)),
    }
    return render(request, "cases/worklist.html", shown)


@login_required
def result(request: SignedIn, reference: str) -> HttpResponse:
    rows = _results(request).select_related("checked_by", "withdrawn_by")
    row = get_object_or_404(rows, reference=reference)
    is_house = Sample.objects.visible_to(request.user).filter(pk=row.sample_id).exists()
    shown = {
        "result": row,
        "sample_url": _url(row.sample, is_house),
        "crumb": _list_of(is_house),
        "compared": row.compared_with.order_by("reference"),
        "tabs": [Choice(_("Overview"), row.get_absolute_url(), is_current=True)],
        "moves": fold(moves_on(RESULT, request.user, row)),
    }
    return render(request, "cases/result.html", shown)


@login_required
def report_file(request: SignedIn, reference: str) -> HttpResponse:
    """As it was sent, to be kept and not opened in the page."""
    file = get_object_or_404(_results(request), reference=reference).report_file
    if file is None:
        raise Http404
    headers = {"Content-Disposition": content_disposition_header(True, file.name)}
    return HttpResponse(storage.read(file), content_type=file.media_type, headers=headers)


def _results(request: SignedIn) -> QuerySet[LabResult]:
    rows: QuerySet[LabResult] = LabResult.objects.visible_to(request.user).for_pages()
    return rows


def _list_of(is_house: bool) -> tuple[str, str]:
    if is_house:
        return _("Samples"), reverse("cases:samples")
    return _("Laboratory"), reverse("cases:laboratory")


def _url(sample: Sample, is_house: bool) -> str:
    name = "cases:sample" if is_house else "cases:blind-sample"
    return reverse(name, args=[sample.reference])
