"""Where an agency keeps remains: its units, how full each is, what lies in it, and its graves."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard.badges import state_badge
from cases.dashboard.forms import MoveForm, Pair, Unit
from cases.dashboard.pages import ask_again, ask_form, typed
from cases.dashboard.storage_forms import UnitForm
from cases.models import Container, RemainsCase, StorageUnit
from cases.operations import keeping
from cases.policies.storage import unit_moves, why_not_open_unit
from repatriation.accounts.models import Agency
from repatriation.dashboard.components import Badge, Meaning, Move
from repatriation.dashboard.filters import FilterForm, any_of, search_field
from repatriation.dashboard.formats import counted, number_text
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.moves import Moves, fold
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages
from repatriation.errors import Sentence, gettext_noop

MOST = 200
CHANGE, MOVE_ALL = gettext_lazy("Change"), gettext_lazy("Move everything to another unit")
CLOSE, REOPEN = gettext_lazy("Close"), gettext_lazy("Use it again")
COLUMNS = [
    ListColumn(gettext_lazy("Name"), by="name"),
    ListColumn(gettext_lazy("Kind")),
    ListColumn(gettext_lazy("Agency")),
    ListColumn(gettext_lazy("Lie here"), is_number=True),
    ListColumn(gettext_lazy("Room for"), is_number=True),
    ListColumn(gettext_lazy("How full")),
]


class UnitFilters(FilterForm):
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=gettext_lazy("Agency"), empty_label=gettext_lazy("Any")
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=any_of(StorageUnit.Kind))
    q = search_field(gettext_lazy("Name"))
    lookups = {"agency": "agency", "kind": "kind", "q": "name__icontains"}

    def prepare(self) -> None:
        agencies: Any = self.fields["agency"]
        agencies.queryset = Agency.objects.filter(party=self.user.party_id, is_active=True)


@dataclass(frozen=True)
class Fullness:
    badge: Badge | None
    free: int | None


def fullness_of(unit: Any) -> Fullness:
    """Of a unit `with_stored`. Where nobody said how much room it has nothing is said."""
    if not unit.is_active:
        return Fullness(Badge(Sentence(gettext_noop("Closed")), Meaning.NONE), None)
    if unit.capacity is None:
        return Fullness(None, None)
    free = unit.capacity - unit.stored
    if free < 0:
        said = Sentence(gettext_noop("Too full by %(number)s"), {"number": number_text(-free)})
        return Fullness(Badge(said, Meaning.STOP), free)
    if free == 0:
        return Fullness(Badge(Sentence(gettext_noop("Full")), Meaning.WATCH), free)
    said = Sentence(gettext_noop("Room for %(number)s more"), {"number": number_text(free)})
    return Fullness(Badge(said, Meaning.DONE), free)


@login_required
def units(request: SignedIn) -> HttpResponse:
    rows = StorageUnit.objects.visible_to(request.user).with_stored().select_related("agency")
    listing = Listing(
        request, rows, filters=UnitFilters, columns=COLUMNS, sort="name", unit="units"
    )
    shown = [(unit, fullness_of(unit).badge) for unit in listing.rows]
    url = reverse("cases:new-storage-unit")
    new = Move("new", _("Add a storage unit"), url, why_not_open_unit(request.user), opens=True)
    return render(request, "cases/units.html", {"listing": listing, "rows": shown, "new": new})


@login_required
def unit(request: SignedIn, pk: int) -> HttpResponse:
    row = unit_of(request, pk)
    lying = [
        (thing, state_badge(thing))
        for model in (Container, RemainsCase)
        for thing in model.objects.visible_to(request.user)
        .filter(storage_unit=row)
        .lying()
        .order_by("pk")[:MOST]
    ]
    shown = {
        "unit": row,
        "badge": fullness_of(row).badge,
        "rows": lying,
        "moves": moves_of(request, row),
    }
    return render(request, "cases/unit.html", shown)


@login_required
def new_unit(request: SignedIn) -> HttpResponse:
    def save(**said: Any) -> StorageUnit:
        made = keeping.open_unit(by=request.user, **said)
        messages.success(request, _("%(unit)s is added.") % {"unit": made})
        return made

    return ask_form(
        request,
        typed(request, UnitForm),
        save,
        crumbs=[(_("Storage"), reverse("cases:storage"))],
        title=_("Add a storage unit"),
        lead=_("A room, a shelf, a refrigerated container; or a grave, for an interim burial."),
        why_not=why_not_open_unit(request.user),
    )


@login_required
def change_unit(request: SignedIn, pk: int) -> HttpResponse:
    row = unit_of(request, pk)
    before = {name: getattr(row, name) for name in UnitForm.base_fields}

    def save(**said: Any) -> StorageUnit:
        keeping.change_unit(unit=as_seen(request, row), by=request.user, **said)
        messages.success(request, _("%(unit)s is changed.") % {"unit": said["name"]})
        return row

    page = {"title": CHANGE, "why_not": unit_moves(request.user, row)["change"]}
    form = typed(request, UnitForm, initial=before)
    return ask_form(request, form, save, row=row, crumbs=crumbs_of(row), kind=str(row), **page)


class MoveAllForm(MoveForm, Unit, Pair):
    field_order = ["storage_unit", "witness", "alone_reason"]


@login_required
def move_all(request: SignedIn, pk: int) -> HttpResponse:
    row = unit_of(request, pk)
    form = typed(request, MoveAllForm)

    def save(storage_unit: StorageUnit, **_pair: Any) -> StorageUnit:
        said = form.circumstances()
        moved = keeping.move_all(unit=row, to=storage_unit, by=request.user, circumstances=said)
        told = {"number": number_text(moved), "unit": storage_unit}
        messages.success(request, _("%(number)s moved to %(unit)s.") % told)
        return storage_unit

    page = {
        "title": MOVE_ALL,
        "lead": _("Everything that lies in %(unit)s is put in another unit.") % {"unit": row},
        "why_not": unit_moves(request.user, row)["move_all"],
    }
    return ask_form(request, form, save, crumbs=crumbs_of(row), kind=str(row), **page)


@login_required
@refusals_to_messages
def close_unit(request: SignedIn, pk: int) -> HttpResponse:
    says = _("Nothing more is put in %(unit)s. What was in it keeps it in its history.")
    return _asked(request, pk, "close", CLOSE, keeping.close_unit, says)


@login_required
@refusals_to_messages
def reopen_unit(request: SignedIn, pk: int) -> HttpResponse:
    says = _("%(unit)s is offered again wherever remains are stored.")
    return _asked(request, pk, "reopen", REOPEN, keeping.reopen_unit, says)


def _asked(request: SignedIn, pk: int, verb: str, label, operation, says: str) -> HttpResponse:
    row = unit_of(request, pk)
    if request.method == "POST":
        operation(unit=as_seen(request, row), by=request.user)
        return redirect(row)
    why_not = unit_moves(request.user, row)[verb]
    move = Move(verb, label, request.path, why_not, row.version)
    return ask_again(request, move, crumbs=crumbs_of(row), says=says % {"unit": row})


def unit_of(request: SignedIn, pk: int) -> Any:
    units = StorageUnit.objects.visible_to(request.user).with_stored().select_related("agency")
    return get_object_or_404(units, pk=pk)


def crumbs_of(row: StorageUnit) -> list[tuple[str, str]]:
    return [(_("Storage"), reverse("cases:storage")), (str(row), row.get_absolute_url())]


def moves_of(request: SignedIn, row: StorageUnit) -> Moves:
    why_not, url = unit_moves(request.user, row), row.get_absolute_url()
    state = (
        Move("close", CLOSE, f"{url}close/", why_not["close"], asks=True)
        if row.is_active
        else Move("reopen", REOPEN, f"{url}reopen/", why_not["reopen"], asks=True)
    )
    return fold(
        [
            Move("change", CHANGE, f"{url}change/", why_not["change"], opens=True),
            Move("move-all", MOVE_ALL, f"{url}move-all/", why_not["move_all"], opens=True),
            state,
        ]
    )


def overfull_text(unit: StorageUnit | None) -> str:
    """For whoever has just put something there; empty where it fits or nobody knows."""
    if unit is None or unit.capacity is None:
        return ""
    stored = StorageUnit.objects.with_stored().get(pk=unit.pk).stored
    if stored <= unit.capacity:
        return ""
    said = {
        "unit": unit,
        "stored": number_text(stored),
        "capacity": counted(unit.capacity, "places"),
    }
    return _("%(unit)s is too full: %(stored)s lie there, and it has %(capacity)s.") % said
