"""People sought: the list, and a record with all that is told of the person."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard.badges import state_badge
from cases.dashboard.pages import shown_panels
from cases.dashboard.person_deeds import DEEDS
from cases.dashboard.teeth import drawn
from cases.models import Identification, LinkRequest, MissingPerson, PersonSource, Relative
from cases.policies.duplicates import Duplicates, duplicates_of, linking_moves
from cases.policies.person_files import why_not_import
from cases.policies.persons import person_moves, why_not_correct, why_not_open
from cases.policies.relatives import next_of_kin
from cases.states import PersonState
from repatriation.accounts.models import User
from repatriation.dashboard.components import Choice, Move
from repatriation.dashboard.filters import FilterForm, any_of, search_field
from repatriation.dashboard.lists import ListColumn, Listing
from repatriation.dashboard.moves import fold
from repatriation.dashboard.pages import SignedIn

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

    def narrow(self, rows: Any) -> QuerySet:
        """Only a name that may be read is searched, or the search would tell it."""
        rows = super().narrow(rows)
        q = self.in_force.get("q", "")
        if self.is_ranked:
            return rows.called(self.user, q)
        return rows.filter(reference__icontains=q) if q else rows

    @property
    def ranked_by(self) -> str:
        return "likeness" if self.is_ranked else ""

    @property
    def is_ranked(self) -> bool:
        """A part of a reference has a digit, and a name has none."""
        q = self.in_force.get("q", "")
        return bool(q) and not any(sign.isdigit() for sign in q)


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
    shown = {"listing": listing, "rows": rows, "moves": [new, *_files(request.user)]}
    return render(request, "cases/people.html", shown)


def _files(user: User) -> list[Move]:
    """Offered to who may; nobody else is told why not on the list."""
    if why_not_import(user):
        return []
    return [
        Move("import", _("Import a file"), reverse("cases:people-imports"), opens=True),
        Move("export", _("Take out a file"), reverse("cases:new-people-export"), opens=True),
    ]


def person_of(request: SignedIn, reference: str) -> Any:
    people = MissingPerson.objects.visible_to(request.user).shown_to(request.user)
    return get_object_or_404(
        people.select_related("agency", "found_with", "merged_into"), reference=reference
    )


@login_required
def person(request: SignedIn, reference: str) -> HttpResponse:
    row = person_of(request, reference)
    identifications = Identification.objects.visible_to(request.user).filter(person=row.pk)
    shown = {
        "person": row,
        "states": [state_badge(row)],
        "tabs": [
            Choice(_("Overview"), row.get_absolute_url(), is_current=True),
            Choice(_("History"), reverse("history", args=[row.reference])),
        ],
        "identifications": [(one, state_badge(one)) for one in identifications.order_by("-pk")],
        "moves": fold(moves_of(request.user, row)),
        "panels": shown_panels(request, row),
    }
    if row.name:
        shown |= told_of(request.user, row)
    return render(request, "cases/person.html", shown)


def told_of(user: User, row: Any) -> dict[str, Any]:
    """For those who read the record; with what is told in those that were merged into it."""
    together = [row.pk, *row.merged.values_list("pk", flat=True)]
    sources = PersonSource.objects.filter(person__in=together).select_related("relative")
    return {
        "names": row.names.model.objects.filter(person__in=together).standing(),
        "features": row.features.model.objects.filter(person__in=together).standing(),
        "teeth": drawn(row.chart),
        "sources": [(source, _told_by(user, source)) for source in sources],
        "outcomes": row.outcomes.select_related("reported_by", "confirmed_by"),
        "merged": MissingPerson.objects.filter(pk__in=together).exclude(pk=row.pk),
        "found_with": row.found_with,
        "relatives": relatives_shown(user, row, together),
        "links": _links(user, row),
        "duplicates": duplicates_of(user, row) if _is_of(user, row) else Duplicates(),
    }


def relatives_shown(user: User, row: Any, together: list[int]) -> list[tuple[Any, bool]]:
    """Each with whether that is the next of kin now."""
    first = next_of_kin(row)
    relatives = (
        Relative.objects.visible_to(user)
        .shown_to(user)
        .filter(person__in=together)
        .select_related("person")
        .annotate(
            reached_by=Count("contacts", filter=Q(contacts__withdrawn_at=None), distinct=True),
            passed=Count("passings", filter=Q(passings__withdrawn_at=None), distinct=True),
        )
        .in_order()
    )
    return [(one, first is not None and one.pk == first.pk) for one in relatives]


def _told_by(user: User, source: PersonSource) -> str:
    """Who told it may be a relative: the name is read as theirs are."""
    if source.relative:
        return str(source.relative.get_kinship_display())
    if not source.told_by:
        return ""
    return source.told_by if user.has_perm("cases.read_relatives") else _("withheld")


def _links(user: User, row: Any) -> list[tuple[LinkRequest, bool]]:
    """Asked of others, and asked by others; of the other record only its agency is shown."""
    mine = Q(person=row.pk) | Q(other=row.pk)
    requests = LinkRequest.objects.visible_to(user).filter(mine)
    rows = requests.select_related("person__agency", "other__agency").order_by("-pk")
    return [(one, one.person_id == row.pk) for one in rows]


def _is_of(user: User, row: Any) -> bool:
    return row.agency_id == user.agency_id and not row.merged_into_id


def moves_of(user: User, row: Any) -> list[Move]:
    why_not = person_moves(user, row) | linking_moves(user, row)
    url = row.get_absolute_url()
    correct = Move(
        "correct", _("Correct the record"), f"{url}correct/", why_not_correct(user, row), opens=True
    )
    deeds = [
        Move(
            deed.path,
            deed.title,
            f"{url}{deed.path}/",
            why_not[deed.verb],
            opens=deed.form is not None,
            asks=deed.form is None,
        )
        for deed in DEEDS.values()
    ]
    return [correct, *deeds]
