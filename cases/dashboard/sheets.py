"""Tally sheets: the list of an agency's own, a new one, and its end. Scanning is in `scanning`."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Case, Count, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard.forms import MoveForm, Pair
from cases.dashboard.pages import ask_again, ask_form, typed
from cases.dashboard.scanning import sheet_of, title_of
from cases.models import Scan, StorageUnit, TallySheet
from cases.models.sheet import Purpose
from cases.operations.sheets import close_sheet, open_sheet
from cases.policies.held import why_not_use_sheet
from repatriation.dashboard.components import Badge, Meaning, Move
from repatriation.dashboard.filters import FilterForm, any_of, search_field
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages

OPEN = Badge(gettext_lazy("Open"), Meaning.GOING)
ENDED = Badge(gettext_lazy("Ended"), Meaning.DONE)
COLUMNS = [
    ListColumn(gettext_lazy("Reference"), by="reference"),
    ListColumn(gettext_lazy("State"), by="is_open"),
    ListColumn(gettext_lazy("Purpose")),
    ListColumn(gettext_lazy("Place")),
    ListColumn(gettext_lazy("Opened"), by="opened_at"),
    ListColumn(gettext_lazy("Scanned"), is_number=True),
]
SCANNED = (
    Scan.objects.filter(sheet=OuterRef("pk"), result__in=(Scan.Result.DONE, Scan.Result.EXTRA))
    .values("sheet")
    .annotate(number=Count("pk"))
    .values("number")
)
# A handover sheet is opened on its batch's page, a receipt sheet on its allocation's.
OWN_PURPOSES = [
    (Purpose.CLEARING.value, gettext_lazy("Clearing of explosives")),
    (Purpose.STORING.value, gettext_lazy("Storing")),
]


class SheetFilters(FilterForm):
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=any_of([("open", OPEN.label), ("ended", ENDED.label)]),
    )
    purpose = forms.ChoiceField(label=gettext_lazy("Purpose"), choices=any_of(Purpose))
    q = search_field(gettext_lazy("Reference, place or vehicle"))
    lookups = {"purpose": "purpose"}

    def narrow(self, rows):
        rows = super().narrow(rows)
        if state := self.in_force.get("state"):
            rows = rows.filter(is_open=state == "open")
        if q := self.in_force.get("q"):
            words = Q(reference__icontains=q) | Q(place__icontains=q) | Q(vehicle__icontains=q)
            rows = rows.filter(words)
        return rows


class SheetForm(MoveForm, Pair):
    purpose = forms.ChoiceField(
        label=gettext_lazy("Purpose"), choices=OWN_PURPOSES, widget=forms.RadioSelect
    )
    place = forms.CharField(label=gettext_lazy("Place"), max_length=120)
    vehicle = forms.CharField(label=gettext_lazy("Vehicle or bay"), max_length=80, required=False)
    storage_unit = forms.ModelChoiceField(
        StorageUnit.objects.none(),
        label=gettext_lazy("Storage unit"),
        required=False,
        empty_label=gettext_lazy("None"),
        help_text=gettext_lazy("Where a storing sheet puts what is scanned."),
    )
    is_on_paper = forms.BooleanField(
        label=gettext_lazy("Entered from a sheet of paper"), required=False
    )
    field_order = [
        "purpose", "place", "vehicle", "storage_unit", "witness", "alone_reason", "is_on_paper"
    ]  # fmt: skip


@login_required
def sheets(request: SignedIn) -> HttpResponse:
    """Open ones first: a phone that was put down finds its sheet again."""
    rows = TallySheet.objects.visible_to(request.user).annotate(
        is_open=Case(When(closed_at=None, then=Value(True)), default=Value(False)),
        scanned=Coalesce(Subquery(SCANNED), 0),
    )
    listing = Listing(
        request, rows, filters=SheetFilters, columns=COLUMNS, sort="-is_open", unit="sheets"
    )
    new = Move("new", _("Open a sheet"), reverse("cases:new-sheet"), opens=True)
    rows = [(row, state_of(row)) for row in listing.rows]
    shown = {"listing": listing, "rows": rows, "new": new}
    return render(request, "cases/sheets.html", shown)


@login_required
def new_sheet(request: SignedIn) -> HttpResponse:
    form = typed(request, SheetForm, initial={"purpose": request.GET.get("purpose")})
    return ask_form(
        request,
        form,
        lambda **header: open_sheet(by=request.user, **header),
        title=_("Open a sheet"),
        lead=_("One header for a vehicle or a bay, then one scan for each container or case."),
        crumbs=[(_("Tally sheets"), reverse("cases:sheets"))],
    )


@login_required
@refusals_to_messages
def close(request: SignedIn, reference: str) -> HttpResponse:
    sheet = sheet_of(request, reference)
    if request.method == "POST":
        close_sheet(sheet=as_seen(request, sheet), by=request.user)
        messages.success(request, _("%(sheet)s is ended.") % {"sheet": sheet})
        return redirect("cases:sheets")
    why_not = why_not_use_sheet(request.user, sheet)
    move = Move("close", _("End this sheet"), request.path, version=sheet.version, why_not=why_not)
    says = _("Nothing more is scanned with %(sheet)s. What was scanned stays.") % {"sheet": sheet}
    told = _("Nobody is told. Scans that a phone has not sent yet are saved with another sheet.")
    crumbs = [
        (_("Tally sheets"), reverse("cases:sheets")),
        (title_of(sheet), sheet.get_absolute_url()),
    ]
    return ask_again(request, move, crumbs=crumbs, says=says, told=told)


def state_of(sheet: TallySheet) -> Badge:
    return ENDED if sheet.closed_at else OPEN
