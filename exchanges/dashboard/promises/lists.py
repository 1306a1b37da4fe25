"""The lists of agreements and of commitments."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exchanges.agreement_states import AgreementState, CommitmentState
from exchanges.dashboard.badges import state_badge
from exchanges.dashboard.promises.shown import commitments_shown
from exchanges.models import Agreement, Commitment
from exchanges.policies.agreements import why_not_keep
from repatriation.dashboard.components import Move
from repatriation.dashboard.filters import DateInput, FilterForm, any_of, search_field
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.pages import SignedIn

AGREEMENTS = [
    ListColumn(_("Reference"), by="reference"),
    ListColumn(_("State")),
    ListColumn(_("Title")),
    ListColumn(_("Signed"), by="signed_on", may_be_empty=True),
    ListColumn(_("Counterpart")),
]
COMMITMENTS = [
    ListColumn(_("Reference"), by="reference"),
    ListColumn(_("State")),
    ListColumn(_("What is promised")),
    ListColumn(_("Promised by")),
    ListColumn(_("Verified")),
    ListColumn(_("Deadline"), by="due_at"),
]


class AgreementFilters(FilterForm):
    state = forms.ChoiceField(label=_("State"), choices=any_of(AgreementState))
    q = search_field(_("Reference"))
    lookups = {"state": "state", "q": "reference__icontains"}


class CommitmentFilters(FilterForm):
    state = forms.ChoiceField(label=_("State"), choices=any_of(CommitmentState))
    until = forms.DateField(label=_("Due by"), widget=DateInput)
    q = search_field(_("Reference"))
    lookups = {"state": "state", "until": "due_at__date__lte", "q": "reference__icontains"}


@login_required
def agreements(request: SignedIn) -> HttpResponse:
    rows = Agreement.objects.visible_to(request.user).for_pages()
    listing = Listing(
        request,
        rows,
        filters=AgreementFilters,
        columns=AGREEMENTS,
        sort="-reference",
        unit="agreements",
    )
    opening = Move(
        "open",
        _("Open an agreement"),
        reverse("exchanges:new-agreement"),
        why_not=why_not_keep(request.user),
        opens=True,
    )
    shown = [(row, state_badge(row)) for row in listing.rows]
    context = {"listing": listing, "agreements": shown, "opening": opening}
    return render(request, "exchanges/promises/agreements.html", context)


@login_required
def commitments(request: SignedIn) -> HttpResponse:
    rows = Commitment.objects.visible_to(request.user).for_pages()
    listing = Listing(
        request,
        rows,
        filters=CommitmentFilters,
        columns=COMMITMENTS,
        sort="-due_at",
        unit="commitments",
    )
    context = {"listing": listing, "commitments": commitments_shown(listing.rows)}
    return render(request, "exchanges/promises/commitments.html", context)
