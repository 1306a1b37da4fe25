"""What is done about an identification, each by its form."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.dashboard.cases import case_of
from cases.dashboard.identification_deeds import DEEDS
from cases.dashboard.identification_forms import ProposeForm, question_of
from cases.dashboard.identifications import TITLE, identification_of
from cases.dashboard.pages import ask_again, ask_form, typed
from cases.models import Identification
from cases.operations.identifying import Given, propose_identification
from cases.policies.identifications import identification_moves, verb_now, why_not_propose
from repatriation.dashboard.components import Move, Text
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages


@login_required
def propose(request: SignedIn, reference: str) -> HttpResponse:
    case = case_of(request, reference)
    form = typed(request, ProposeForm, initial={"person": request.GET.get("person", "")[:20]})

    def save(person: Any, given: Given) -> Identification:
        evidence = {as_seen(request, case): [given]}
        proposed = propose_identification(person=person, evidence=evidence, by=request.user)
        messages.success(request, _("Proposed as %(reference)s.") % {"reference": proposed})
        return proposed

    return ask_form(
        request,
        form,
        save,
        row=case,
        crumbs=[(_("Cases"), reverse("cases:cases")), (str(case), case.get_absolute_url())],
        title=_("Propose an identification"),
        kind=str(case),
        lead=_(
            "That this case is that person, with a first signed report. Further evidence, and "
            "further cases, are added before a board votes. Nobody outside is told."
        ),
        submit=_("Propose"),
        why_not=why_not_propose(request.user, case),
    )


@login_required
@refusals_to_messages
def deed(request: SignedIn, reference: str, path: str) -> HttpResponse:
    row, deed = identification_of(request, reference), DEEDS[path]
    why_not = identification_moves(request.user, row)[verb_now(deed.verb, row)]
    lead = str(deed.lead) % {"identification": row, "question": question_of(row).label}
    crumbs: list[tuple[Text, str]] = [
        (TITLE, reverse("cases:identifications")),
        (str(row), row.get_absolute_url()),
    ]

    def save(**given: Any) -> Identification:
        deed.do(identification=as_seen(request, row), by=request.user, **given)
        messages.success(request, str(deed.done))
        return row

    if deed.form:
        form = typed(request, deed.form, identification=row)
        texts = {"title": deed.title, "kind": str(row), "lead": lead, "is_grave": deed.is_grave}
        return ask_form(request, form, save, row=row, crumbs=crumbs, why_not=why_not, **texts)
    if request.method == "POST":
        save()
        return redirect(row)
    move = Move(deed.verb, deed.title, request.path, why_not=why_not, version=row.version)
    return ask_again(request, move, crumbs=crumbs, says=lead)
