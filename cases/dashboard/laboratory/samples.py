"""Samples as the house sees them: the list, one, taking and sending."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard.badges import state_badge
from cases.dashboard.cases import case_of
from cases.dashboard.laboratory import panels  # noqa: F401  on a case and a person sought
from cases.dashboard.laboratory.deeds import SAMPLE, moves_on
from cases.dashboard.laboratory.forms import SendForm, TakeForm, TakeReferenceForm
from cases.dashboard.pages import ask_form, shown_panels, typed
from cases.dashboard.people import TITLE as PEOPLE
from cases.dashboard.people import person_of
from cases.dashboard.selection import picked_of
from cases.models import LabResult, MissingPerson, Sample
from cases.operations.sampling import take_direct_reference, take_reference, take_sample
from cases.operations.worklists import send_samples
from cases.policies.samples import sample_moves, why_not_take, why_not_take_reference
from cases.states import SampleState
from repatriation.dashboard.components import Choice, Move
from repatriation.dashboard.filters import FilterForm, any_of, search_field
from repatriation.dashboard.formats import counted
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.moves import fold
from repatriation.dashboard.pages import SignedIn, refusal_text
from repatriation.errors import RuleBroken

SENDS = gettext_lazy("You send %(things)s. The laboratory sees number, tissue, sex and kinship.")
TITLE = gettext_lazy("Samples")
COLUMNS = [
    ListColumn(gettext_lazy("Select"), is_hidden=True),
    ListColumn(gettext_lazy("Blind number"), by="reference"),
    ListColumn(gettext_lazy("State")),
    ListColumn(gettext_lazy("Tissue")),
    ListColumn(gettext_lazy("Of")),
    ListColumn(gettext_lazy("Laboratory")),
    ListColumn(gettext_lazy("Due"), by="due_on", may_be_empty=True),
]


class SampleFilters(FilterForm):
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=any_of(SampleState))
    overdue = forms.BooleanField(label=gettext_lazy("Overdue only"), required=False)
    q = search_field(gettext_lazy("Number, or its case’s or person’s reference"))
    lookups = {"state": "state"}

    def narrow(self, rows: QuerySet) -> QuerySet:
        rows = super().narrow(rows)
        if self.in_force.get("overdue"):
            rows = rows.filter(pk__in=Sample.objects.overdue().values("pk"))
        if q := self.in_force.get("q"):
            rows = (
                rows.filter(reference__icontains=q)
                | rows.filter(case__reference__icontains=q)
                | rows.filter(person__reference__icontains=q)
            )
        return rows


@login_required
def samples(request: SignedIn) -> HttpResponse:
    listing = Listing(
        request,
        Sample.objects.visible_to(request.user).for_pages(),
        filters=SampleFilters,
        columns=COLUMNS,
        sort="-reference",
        unit="samples",
    )
    send = Move("send", _("Send to a laboratory"), reverse("cases:samples-send"), asks=True)
    shown = {
        "listing": listing,
        "rows": [(row, state_badge(row)) for row in listing.rows],
        "bulk": [send],
        "worklists_url": reverse("cases:worklists"),
    }
    return render(request, "cases/samples.html", shown)


def sample_of(request: SignedIn, reference: str) -> Sample:
    rows = Sample.objects.visible_to(request.user).for_pages()
    return get_object_or_404(rows.select_related("relative", "repeats"), reference=reference)


@login_required
def sample(request: SignedIn, reference: str) -> HttpResponse:
    row = sample_of(request, reference)
    results = LabResult.objects.visible_to(request.user).for_pages()
    url = f"{reverse('cases:samples-send')}?pick={row.reference}"
    why_not_send = sample_moves(request.user, row)["send"]
    send = Move("send", _("Send to a laboratory"), url, why_not_send, opens=True)
    people = MissingPerson.objects.visible_to(request.user)
    shown = {
        "sample": row,
        "states": [state_badge(row)],
        "tabs": [
            Choice(_("Overview"), row.get_absolute_url(), is_current=True),
            Choice(_("History"), reverse("history", args=[row.reference])),
        ],
        "person": people.filter(pk=row.person_id).first() if row.person_id else None,
        "results": results.filter(sample=row) | results.filter(compared_with=row),
        "worklists": row.lines.select_related("worklist").order_by("-pk"),
        "moves": fold([send, *moves_on(SAMPLE, request.user, row)]),
        "panels": shown_panels(request, row),
    }
    return render(request, "cases/sample.html", shown)


@login_required
def take(request: SignedIn, reference: str) -> HttpResponse:
    case = case_of(request, reference)

    def save(tissue: Any, occurred_at: Any) -> Sample:
        taken = take_sample(case=case, tissue=tissue, by=request.user, occurred_at=occurred_at)
        messages.success(request, _("Taken as %(sample)s.") % {"sample": taken})
        return taken

    return ask_form(
        request,
        typed(request, TakeForm),
        save,
        title=_("Take a sample"),
        kind=str(case),
        lead=_("It gets a blind number. The case stays in its state."),
        crumbs=[(_("Cases"), reverse("cases:cases")), (str(case), case.get_absolute_url())],
        why_not=why_not_take(request.user, case),
    )


@login_required
def take_of_person(request: SignedIn, reference: str) -> HttpResponse:
    person = person_of(request, reference)

    def save(relative: Any, tissue: Any, occurred_at: Any) -> Sample:
        said = {"tissue": tissue, "by": request.user, "occurred_at": occurred_at}
        if relative:
            taken = take_reference(relative=relative, **said)
        else:
            taken = take_direct_reference(person=person, **said)
        messages.success(request, _("Taken as %(sample)s.") % {"sample": taken})
        return taken

    return ask_form(
        request,
        typed(request, TakeReferenceForm, person=person),
        save,
        title=_("Take a reference sample"),
        kind=str(person),
        lead=_("From a relative who agreed to it, or from what the person left."),
        crumbs=[(PEOPLE, reverse("cases:people")), (str(person), person.get_absolute_url())],
        why_not=why_not_take_reference(request.user, person),
    )


@login_required
def send(request: SignedIn) -> HttpResponse:
    try:
        picked = picked_of(request, Sample, lambda row: sample_moves(request.user, row)["send"])
    except RuleBroken as refusal:
        messages.error(request, refusal_text(refusal))
        return redirect("cases:samples")
    initial = {"selection": picked.selection}
    form = typed(request, SendForm, **({} if request.method == "POST" else {"initial": initial}))

    def save(selection: str, **given: Any) -> Any:  # noqa: ARG001  what was picked is read again
        sent = send_samples(samples=picked.unchanged(), by=request.user, **given)
        messages.success(request, _("Sent as %(worklist)s.") % {"worklist": sent})
        return sent

    things = {"things": counted(len(picked.rows), "samples")}
    return ask_form(
        request,
        form,
        save,
        template="cases/samples_send.html",
        crumbs=[(TITLE, reverse("cases:samples"))],
        rows=[(row, state_badge(row)) for row in picked.rows],
        left_out=picked.left_out,
        title=_("Send to a laboratory"),
        lead=SENDS % things,
        why_not=picked.why_not,
    )
