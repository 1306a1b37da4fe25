"""The register of discrepancies, and several accepted in one move."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from exchanges.dashboard.badges import state_badge
from exchanges.dashboard.discrepancy_page import figures_text
from exchanges.dashboard.trail import Crumb
from exchanges.models import BatchPlace, Discrepancy, ExchangeRound
from exchanges.operations.settling import accept_discrepancies
from exchanges.policies.discrepancies import discrepancy_moves
from exchanges.states import DiscrepancyState
from repatriation.accounts.models import User
from repatriation.dashboard.components import Move
from repatriation.dashboard.filters import FilterForm, any_of, search_field
from repatriation.dashboard.formats import counted
from repatriation.dashboard.forms import choose_among, form_page, posted
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.pages import SignedIn
from repatriation.errors import RuleBroken, Sentence, gettext_noop

COLUMNS = [
    ListColumn(_("Reference"), by="reference"),
    ListColumn(_("State"), by="state"),
    ListColumn(_("What"), by="code"),
    ListColumn(_("Container")),
    ListColumn(_("Batch"), by="batch__reference"),
    ListColumn(_("Opened"), by="opened_at"),
    ListColumn(_("Until"), by="due_on", may_be_empty=True),
]
MOST = 1_000
CHANGED = gettext_noop(
    "Nothing that you selected may be accepted as you read it. Nothing was done; read it again."
)
STATES = [("unsettled", _("not settled")), *DiscrepancyState.choices]


class DiscrepancyFilters(FilterForm):
    state = forms.ChoiceField(
        label=_("State"),
        choices=any_of([("unsettled", _("not settled")), *DiscrepancyState.choices]),
    )
    code = forms.ChoiceField(label=_("What"), choices=any_of(Discrepancy.Code))
    round = forms.ModelChoiceField(
        ExchangeRound.objects.none(),
        to_field_name="reference",
        label=_("Round"),
        empty_label=_("Any"),
    )
    batch = forms.CharField(label=_("Batch"), max_length=20)
    mine = forms.ChoiceField(label=_("Followed up"), choices=any_of([("me", _("by me"))]))
    q = search_field(_("Reference"))
    lookups = {
        "code": "code",
        "round": "batch__round",
        "batch": "batch__reference__iexact",
        "q": "reference__icontains",
    }

    def prepare(self) -> None:
        rounds = ExchangeRound.objects.visible_to(self.user).order_by("-pk")
        choose_among(self, round=rounds)

    def narrow(self, rows):
        rows = super().narrow(rows)
        if state := self.in_force.get("state"):
            rows = rows.unsettled() if state == "unsettled" else rows.filter(state=state)
        return rows.filter(owner=self.user.pk) if self.in_force.get("mine") else rows


@login_required
def register(request: SignedIn) -> HttpResponse:
    listing = Listing(
        request,
        Discrepancy.objects.visible_to(request.user).for_pages(),
        filters=DiscrepancyFilters,
        columns=COLUMNS,
        sort="-opened_at",
        unit="discrepancies",
    )
    seen = containers_seen(listing.rows, request.user)
    rows = [
        (row, state_badge(row), figures_text(row), row.container_id in seen) for row in listing.rows
    ]
    url = reverse("exchanges:accept-discrepancies")
    bulk = [Move("accept", _("Accept as they are"), url, asks=True)]
    shown = {"listing": listing, "rows": rows, "bulk": bulk}
    return render(request, "exchanges/discrepancies.html", shown)


@login_required
def accept_many(request: SignedIn) -> HttpResponse:
    """Asks first: how many of each kind, and who may not be accepted and why."""
    picked = _picked(request)
    reasons = [(row, discrepancy_moves(request.user, row)["accept"]) for row in picked]
    rows = [row for row, why_not in reasons if not why_not]
    left_out = [(row, why_not) for row, why_not in reasons if why_not]
    form = TextForm(posted(request), rows=rows)

    def save(text: str, **_picked) -> HttpResponse:
        if not rows:
            raise RuleBroken(Sentence(CHANGED))
        done = accept_discrepancies(discrepancies=rows, by=request.user, text=text)
        messages.success(request, _now("Accepted: %(number)s.") % {"number": len(done)})
        return redirect("exchanges:discrepancies")

    page: dict[str, Any] = {
        "title": _now("Accept several discrepancies"),
        "kind": _now("Discrepancies"),
        "trail": [
            Crumb(_now("Discrepancies"), reverse("exchanges:discrepancies")),
            Crumb(_now("Accept several")),
        ],
        "lead": _now(
            "%(number)s accepted as they are: what is short stays short. Both sides see it."
        )
        % {"number": counted(len(rows), "discrepancies")},
        "why_not": None if rows else (left_out[0][1] if left_out else _now("Nothing is selected.")),
        "submit": _now("Accept them"),
        "back": reverse("exchanges:discrepancies"),
        "rows": rows,
        "left_out": left_out,
    }
    return form_page(request, form, save, template="exchanges/accept_many.html", **page)


class TextForm(forms.Form):
    text = forms.CharField(
        label=_("In words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
        help_text=_("The other side reads it. No names of the dead."),
    )
    pick = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, rows: list[Discrepancy]):
        chosen = " ".join(f"{row.reference}:{row.version}" for row in rows)
        super().__init__(data, initial={"pick": chosen})


def _picked(request: SignedIn) -> QuerySet[Discrepancy]:
    """By the boxes of the list, or as the form was drawn: what changed since is left out."""
    rows = Discrepancy.objects.visible_to(request.user).for_pages().order_by("pk")
    if request.method != "POST":
        return rows.filter(reference__in=request.GET.getlist("pick")[:MOST])
    unchanged = Q(pk__in=[])
    for pair in request.POST.get("pick", "").split()[:MOST]:
        reference, _colon, version = pair.partition(":")
        if version.isdecimal() and len(version) < 10:
            unchanged |= Q(reference=reference, version=int(version))
    return rows.filter(unchanged)


def containers_seen(rows: list[Discrepancy], reader: User) -> set[int | None]:
    """Whose labels this reader may read: no intermediary may, and a mortuary its own share's."""
    places = BatchPlace.objects.visible_to(reader).filter(
        container__in=[row.container_id for row in rows if row.container_id],
        batch__in=[row.batch_id for row in rows],
    )
    return set(places.values_list("container", flat=True)) if rows else set()
