"""Our own team's recoveries: a site is opened, and what is found there is numbered there."""

from dataclasses import replace

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard.containers import numbered_text
from cases.dashboard.forms import Moment, MoveForm, Pair, Remains
from cases.dashboard.moving import CASES, bulk_moves
from cases.dashboard.pages import ask_form, shown_panels, typed
from cases.dashboard.records import shown_cases
from cases.models import RecoverySite, RemainsCase
from cases.models.counting import people_told
from cases.models.remains import RemainsKind
from cases.operations.recovering import open_site, recover_remains
from cases.policies.held import why_not_recover
from repatriation.dashboard.components import Choice, Move
from repatriation.dashboard.filters import FilterForm, search_field
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.pages import SignedIn
from repatriation.dashboard.people import people_shown
from repatriation.errors import Sentence, Stale, gettext_noop

MEANWHILE = gettext_noop(
    "Somebody recorded remains of %(site)s while you were writing. Nothing was saved; look at what "
    "is recorded, then send this again."
)
COLUMNS = [
    ListColumn(gettext_lazy("Reference"), by="reference"),
    ListColumn(gettext_lazy("Place")),
    ListColumn(gettext_lazy("Agency")),
    ListColumn(gettext_lazy("Opened"), by="opened_at"),
    ListColumn(gettext_lazy("Cases"), is_number=True),
]
NUMBERED = (
    RemainsCase.objects.filter(recovery_site=OuterRef("pk"))
    .values("recovery_site")
    .annotate(number=Count("pk"))
    .values("number")
)
MOST = 200


class SiteFilters(FilterForm):
    q = search_field(gettext_lazy("Reference or place"))

    def narrow(self, rows: QuerySet) -> QuerySet:
        if not (q := self.in_force.get("q")):
            return rows
        return rows.filter(reference__icontains=q) | rows.filter(place__icontains=q)


class SiteForm(MoveForm):
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200)
    latitude = forms.DecimalField(
        label=gettext_lazy("Latitude"),
        min_value=-90,
        max_value=90,
        max_digits=8,
        decimal_places=5,
        required=False,
        help_text=gettext_lazy("In degrees, as 48.12345"),
    )
    longitude = forms.DecimalField(
        label=gettext_lazy("Longitude"),
        min_value=-180,
        max_value=180,
        max_digits=8,
        decimal_places=5,
        required=False,
    )


class RecoverForm(MoveForm, Remains, Pair, Moment):
    is_on_paper = forms.BooleanField(
        label=gettext_lazy("Entered from a sheet of paper"), required=False
    )
    recorded = forms.IntegerField(widget=forms.HiddenInput)  # cases when the form was drawn
    field_order = [
        *RemainsKind.values, "occurred_at", "is_on_paper", "witness", "alone_reason"
    ]  # fmt: skip


def site_of(request: SignedIn, reference: str) -> RecoverySite:
    sites = RecoverySite.objects.visible_to(request.user).select_related("agency", "opened_by")
    return get_object_or_404(sites, reference=reference)


@login_required
def recoveries(request: SignedIn) -> HttpResponse:
    rows = RecoverySite.objects.visible_to(request.user).select_related("agency")
    rows = rows.annotate(cases_number=Coalesce(Subquery(NUMBERED, IntegerField()), 0))
    listing = Listing(
        request, rows, filters=SiteFilters, columns=COLUMNS, sort="-opened_at", unit="sites"
    )
    new = Move("new", _("Open a site"), reverse("cases:new-recovery"), opens=True)
    new = replace(new, why_not=why_not_recover(request.user))
    return render(request, "cases/recoveries.html", {"listing": listing, "new": new})


@login_required
def new_recovery(request: SignedIn) -> HttpResponse:
    return ask_form(
        request,
        typed(request, SiteForm),
        lambda **site: open_site(by=request.user, **site),
        title=_("Open a site"),
        lead=_("Where your team recovers remains. They are numbered on the next page."),
        crumbs=[(_("Recoveries"), reverse("cases:recoveries"))],
        why_not=why_not_recover(request.user),
    )


@login_required
def recovery(request: SignedIn, reference: str) -> HttpResponse:
    return render(request, "cases/recovery.html", _page(request, site_of(request, reference)))


def _page(request: SignedIn, site: RecoverySite) -> dict[str, object]:
    cases = RemainsCase.objects.visible_to(request.user).filter(recovery_site=site).for_pages()
    found = RemainsCase.objects.filter(recovery_site=site)
    people = people_told(request.user, found, site.agency.party_id)
    url = site.get_absolute_url()
    record = Move(
        "record",
        _("Record remains"),
        f"{url}record/",
        why_not=why_not_recover(request.user),
        is_lead=True,
        opens=True,
    )
    return {
        "site": site,
        "tabs": [
            Choice(_("Overview"), url, is_current=True),
            Choice(_("History"), reverse("history", args=[site.reference])),
        ],
        "cases": shown_cases(cases.order_by("pk")[:MOST]),
        "people": people_shown(people) if people else None,
        "moves": [record],
        "bulk": bulk_moves(CASES),
        "panels": shown_panels(request, site),
    }


@login_required
def record_remains(request: SignedIn, reference: str) -> HttpResponse:
    site = site_of(request, reference)
    form = typed(request, RecoverForm, initial={"recorded": site.cases.count()})
    return ask_form(
        request,
        form,
        lambda recorded, **_typed: _recorded(request, site, form, recorded),
        title=_("Record remains"),
        kind=str(site),
        lead=_("Each is numbered where it was found. Your agency holds it and answers for it."),
        crumbs=[
            (_("Recoveries"), reverse("cases:recoveries")),
            (str(site), site.get_absolute_url()),
        ],
        why_not=why_not_recover(request.user),
    )


def _recorded(request: SignedIn, site: RecoverySite, form: RecoverForm, seen: int) -> RecoverySite:
    """A site has no version: its cases are counted again, when nobody else can number any more."""
    cases = recover_remains(
        site=site,
        remains=form.remains(),
        by=request.user,
        circumstances=form.circumstances(),
        occurred_at=form.moment,
    )
    if site.cases.count() != seen + len(cases):
        raise Stale(Sentence(MEANWHILE, {"site": str(site)}))
    messages.success(request, numbered_text(cases))
    return site
