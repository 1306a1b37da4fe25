"""A relative of somebody sought: wishes, consent, and contacts that are read on request."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.dashboard.kin_deeds import DEEDS
from cases.dashboard.pages import ask_form, typed
from cases.dashboard.people import person_of
from cases.dashboard.writing import crumbs_of
from cases.models import Relative
from cases.operations.consents import reveal_contacts
from cases.policies.relatives import next_of_kin, relative_moves
from repatriation.dashboard.components import Move
from repatriation.dashboard.moves import fold
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages


def relative_of(request: SignedIn, person: Any, number: int) -> Any:
    """By the place in the order: names and keys stand in no address."""
    rows = Relative.objects.visible_to(request.user).shown_to(request.user).filter(person=person.pk)
    return get_object_or_404(rows.select_related("person__merged_into"), order=number)


@login_required
def relative(request: SignedIn, reference: str, number: int) -> HttpResponse:
    person = person_of(request, reference)
    return _page(request, person, relative_of(request, person, number))


@login_required
@require_POST
@refusals_to_messages
def reveal(request: SignedIn, reference: str, number: int) -> HttpResponse:
    """The same page with the contacts, this once: asked for again, it is written down again."""
    person = person_of(request, reference)
    row = relative_of(request, person, number)
    return _page(request, person, row, reveal_contacts(relative=row, by=request.user))


def _page(request: SignedIn, person: Any, row: Any, contacts: list | None = None) -> HttpResponse:
    url = f"{person.get_absolute_url()}relatives/{row.order}/"
    why_not = relative_moves(request.user, row)
    goes_on = row.person.merged_into or row.person
    first = next_of_kin(goes_on)
    shown = {
        "person": person,
        "relative": row,
        "title": capfirst(row.get_kinship_display()),
        "is_first": first is not None and first.pk == row.pk,
        "consents": row.consents.order_by(F("withdrawn_at").desc(nulls_first=True), "-given_on"),
        "passings": row.passings.order_by("-pk"),
        "contacts": contacts,
        "reached_by": row.contacts.standing().count(),
        "reveal": Move(
            "reveal", _("Show the contacts"), f"{url}contacts/", why_not["reveal"], person.version
        ),
        "moves": fold(
            Move(deed.path, deed.title, f"{url}{deed.path}/", why_not[deed.verb], opens=True)
            for deed in DEEDS.values()
        ),
    }
    return render(request, "cases/relative.html", shown)


@login_required
def deed(request: SignedIn, reference: str, number: int, path: str) -> HttpResponse:
    person, deed = person_of(request, reference), DEEDS[path]
    row = relative_of(request, person, number)
    why_not = relative_moves(request.user, row)[deed.verb]
    url = f"{person.get_absolute_url()}relatives/{row.order}/"

    def save(**given: Any) -> str:
        named = {"relative": row} if deed.takes_relative else {}
        deed.do(person=as_seen(request, person), by=request.user, **named, **given)
        messages.success(request, str(deed.done))
        return url

    # What the form holds is the liaison's: not for those who only see that there is a relative.
    form = typed(request, deed.form, relative=row if not why_not else Relative(pk=0))
    return ask_form(
        request,
        form,
        save,
        row=person,
        title=deed.title,
        kind=str(person),
        lead=str(deed.lead),
        crumbs=[*crumbs_of(person), (capfirst(row.get_kinship_display()), url)],
        why_not=why_not,
    )
