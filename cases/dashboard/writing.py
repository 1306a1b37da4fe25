"""Opening and correcting the record of somebody sought, and each of its moves, by a form."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.dashboard.cases import case_of
from cases.dashboard.pages import ask_again, ask_form, typed
from cases.dashboard.people import TITLE, person_of
from cases.dashboard.person_deeds import DEEDS
from cases.dashboard.person_forms import NewPersonForm, PapersForm, PersonForm
from cases.models import MissingPerson
from cases.operations.persons import correct_person, open_from_papers, open_person
from cases.policies.duplicates import linking_moves
from cases.policies.persons import (
    person_moves,
    why_not_correct,
    why_not_open,
    why_not_open_from_papers,
)
from repatriation.dashboard.components import Move, Text
from repatriation.dashboard.forms import posted
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages


def crumbs_of(row: Any) -> list[tuple[Text, str]]:
    return [(TITLE, reverse("cases:people")), (str(row), row.get_absolute_url())]


@login_required
def new_person(request: SignedIn) -> HttpResponse:
    form = NewPersonForm(posted(request), user=request.user)

    def save(**record: Any) -> MissingPerson:
        return _opened(request, open_person(by=request.user, **record))

    return ask_form(
        request,
        form,
        save,
        **_new_page(form),
        title=_("Open a record of somebody sought"),
        lead=_(
            "Your agency seeks this person. Others of your side see the reference, not the name."
        ),
        crumbs=[(TITLE, reverse("cases:people"))],
        why_not=why_not_open(request.user),
    )


@login_required
def from_papers(request: SignedIn, reference: str) -> HttpResponse:
    case = case_of(request, reference)
    form = PapersForm(posted(request), user=request.user)

    def save(**record: Any) -> MissingPerson:
        seen = as_seen(request, case)
        return _opened(request, open_from_papers(case=seen, by=request.user, **record))

    return ask_form(
        request,
        form,
        save,
        row=case,
        **_new_page(form),
        title=_("Seek somebody from papers found"),
        kind=str(case),
        lead=_("Papers travel: whether these remains are that person is decided by a board."),
        crumbs=[(_("Cases"), reverse("cases:cases")), (str(case), case.get_absolute_url())],
        why_not=why_not_open_from_papers(request.user, case),
    )


def _new_page(form: NewPersonForm) -> dict[str, Any]:
    """What has to be looked at before it is saved."""
    if form.is_bound:
        form.full_clean()
    return {
        "template": "cases/new_person.html",
        "duplicates": form.duplicates,
        "submit": _("Save anyway") if form.duplicates else _("Open the record"),
    }


def _opened(request: SignedIn, person: MissingPerson) -> MissingPerson:
    messages.success(request, _("Opened as %(person)s.") % {"person": person})
    return person


@login_required
def correct(request: SignedIn, reference: str) -> HttpResponse:
    row = person_of(request, reference)
    why_not = why_not_correct(request.user, row)
    written = None if why_not else MissingPerson.objects.get(pk=row.pk)
    chart = {"teeth": row.teeth, "tooth_surfaces": row.tooth_surfaces}  # has a page of its own

    def save(**record: Any) -> MissingPerson:
        correct_person(person=as_seen(request, row), by=request.user, **chart, **record)
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
        crumbs=crumbs_of(row),
        why_not=why_not,
    )


@login_required
@refusals_to_messages
def deed(request: SignedIn, reference: str, path: str) -> HttpResponse:
    row, deed = person_of(request, reference), DEEDS[path]
    why_not = (person_moves(request.user, row) | linking_moves(request.user, row))[deed.verb]
    lead = str(deed.lead) % {"person": row}

    def save(**given: Any) -> MissingPerson:
        deed.do(person=as_seen(request, row), by=request.user, **given)
        messages.success(request, str(deed.done))
        return row

    if deed.form:
        # What the form offers is of the record: not for those who may not write in it.
        form = typed(request, deed.form, person=row if not why_not else MissingPerson(pk=0))
        texts = {"title": deed.title, "kind": str(row), "lead": lead, "is_grave": deed.is_grave}
        texts["template"] = deed.template
        return ask_form(
            request, form, save, row=row, crumbs=crumbs_of(row), why_not=why_not, **texts
        )
    if request.method == "POST":
        save()
        return redirect(row)
    move = Move(deed.verb, deed.title, request.path, why_not=why_not, version=row.version)
    return ask_again(request, move, crumbs=crumbs_of(row), says=lead)
