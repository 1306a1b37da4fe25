"""People sought: the list, a record, opening and correcting it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard.badges import state_badge
from cases.dashboard.pages import ask_form, shown_panels
from cases.models import Identification, MissingPerson
from cases.operations.persons import correct_person, open_person
from cases.policies.persons import why_not_correct, why_not_open
from cases.states import PersonState
from repatriation.dashboard.components import Choice, Move
from repatriation.dashboard.filters import FilterForm, any_of, search_field
from repatriation.dashboard.forms import posted
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.pages import SignedIn, as_seen

COLUMNS = [
    ListColumn(gettext_lazy("Reference"), by="reference"),
    ListColumn(gettext_lazy("State")),
    ListColumn(gettext_lazy("Name")),
    ListColumn(gettext_lazy("Born")),
    ListColumn(gettext_lazy("Sought by")),
    ListColumn(gettext_lazy("Opened"), by="opened_at"),
]
TITLE = gettext_lazy("People sought")


class PersonFilters(FilterForm):
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=any_of(PersonState))
    q = search_field(gettext_lazy("Reference or name"))
    lookups = {"state": "state"}

    def narrow(self, rows: QuerySet) -> QuerySet:
        """Only a name that may be read is searched, or the search would tell it."""
        rows = super().narrow(rows)
        if q := self.in_force.get("q"):
            rows = rows.filter(Q(reference__icontains=q) | Q(name__icontains=q))
        return rows


class PersonForm(forms.ModelForm):
    class Meta:
        model = MissingPerson
        fields = ("surname", "given_name", "patronymic", "born_on")
        help_texts = {"surname": gettext_lazy("As it is written, in the script it is written in.")}


@login_required
def people(request: SignedIn) -> HttpResponse:
    rows = MissingPerson.objects.visible_to(request.user).shown_to(request.user)
    listing = Listing(
        request,
        rows.select_related("agency"),
        filters=PersonFilters,
        columns=COLUMNS,
        sort="-reference",
        unit="people",
    )
    url = reverse("cases:new-person")
    new = Move("new", _("Open a record"), url, why_not_open(request.user), opens=True)
    rows = [(row, state_badge(row)) for row in listing.rows]
    return render(request, "cases/people.html", {"listing": listing, "rows": rows, "new": new})


def person_of(request: SignedIn, reference: str) -> Any:
    people = MissingPerson.objects.visible_to(request.user).shown_to(request.user)
    return get_object_or_404(people.select_related("agency"), reference=reference)


@login_required
def person(request: SignedIn, reference: str) -> HttpResponse:
    row = person_of(request, reference)
    identifications = Identification.objects.visible_to(request.user).filter(person=row.pk)
    url = f"{row.get_absolute_url()}correct/"
    correct = Move(
        "correct", _("Correct the record"), url, why_not_correct(request.user, row), opens=True
    )
    shown = {
        "person": row,
        "states": [state_badge(row)],
        "tabs": [
            Choice(_("Overview"), row.get_absolute_url(), is_current=True),
            Choice(_("History"), reverse("history", args=[row.reference])),
        ],
        "identifications": [(one, state_badge(one)) for one in identifications.order_by("-pk")],
        "moves": [correct],
        "panels": shown_panels(request, row),
    }
    return render(request, "cases/person.html", shown)


@login_required
def new_person(request: SignedIn) -> HttpResponse:
    def save(**record: Any) -> MissingPerson:
        opened = open_person(by=request.user, **record)
        messages.success(request, _("Opened as %(person)s.") % {"person": opened})
        return opened

    return ask_form(
        request,
        PersonForm(posted(request)),
        save,
        title=_("Open a record of somebody sought"),
        lead=_(
            "Your agency seeks this person. Others of your side see the reference, not the name."
        ),
        submit=_("Open the record"),
        crumbs=[(TITLE, reverse("cases:people"))],
        why_not=why_not_open(request.user),
    )


@login_required
def correct(request: SignedIn, reference: str) -> HttpResponse:
    row = person_of(request, reference)
    why_not = why_not_correct(request.user, row)
    written = None if why_not else MissingPerson.objects.get(pk=row.pk)

    def save(**record: Any) -> MissingPerson:
        correct_person(person=as_seen(request, row), by=request.user, **record)
        messages.success(request, _("The record is corrected."))
        return row

    return ask_form(
        request,
        PersonForm(posted(request), instance=written),
        save,
        row=row,
        title=_("Correct the record"),
        kind=str(row),
        lead=_("The history says which fields were changed, never what stood in them."),
        crumbs=[(TITLE, reverse("cases:people")), (str(row), row.get_absolute_url())],
        why_not=why_not,
    )
