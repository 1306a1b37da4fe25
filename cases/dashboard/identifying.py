"""What is done about an identification, each by its form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.dashboard.cases import case_of
from cases.dashboard.identification_forms import (
    AddForm,
    AnnulForm,
    BoardForm,
    CertificateForm,
    ContestForm,
    ProposeForm,
    VoteForm,
    WithdrawForm,
)
from cases.dashboard.identifications import TITLE, identification_of
from cases.dashboard.pages import ask_again, ask_form, typed
from cases.models import Identification
from cases.models.board import Question
from cases.operations.certifying import annul_certificate, certify_identification
from cases.operations.contesting import contest_identification
from cases.operations.identifying import (
    add_evidence,
    propose_identification,
    submit_again,
    withdraw_evidence,
)
from cases.operations.voting import call_board, recall_board, vote
from cases.policies.identifications import identification_moves, open_ballot, why_not_propose
from cases.states import IdentificationState
from repatriation.dashboard.components import Move, Text
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages


@login_required
def propose(request: SignedIn, reference: str) -> HttpResponse:
    case = case_of(request, reference)
    form = typed(request, ProposeForm, initial={"person": request.GET.get("person", "")[:20]})

    def save(person: Any, **_evidence: Any) -> Identification:
        proposed = propose_identification(
            person=person, evidence={as_seen(request, case): [form.given()]}, by=request.user
        )
        messages.success(request, _("Proposed as %(reference)s.") % {"reference": proposed})
        return proposed

    return ask_form(
        request,
        form,
        save,
        row=case,
        crumbs=[(_("Remains cases"), reverse("cases:cases")), (str(case), case.get_absolute_url())],
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
def add(request: SignedIn, reference: str) -> HttpResponse:
    row = identification_of(request, reference)
    first = row.covered.select_related("case").order_by("pk").first()
    form = typed(request, AddForm, initial={"case": str(first.case) if first else ""})

    def save(case: Any, **_evidence: Any) -> Identification:
        seen = as_seen(request, row)
        return add_evidence(identification=seen, case=case, given=form.given(), by=request.user)

    return _asked(
        request,
        row,
        form,
        save,
        verb="add_evidence",
        title=_("Add evidence"),
        lead=_("Each case brings its own; none inherits another's."),
        done=_("The evidence is added."),
    )


@login_required
def withdraw(request: SignedIn, reference: str) -> HttpResponse:
    row = identification_of(request, reference)

    def save(**typed: Any) -> Identification:
        withdraw_evidence(identification=as_seen(request, row), by=request.user, **typed)
        return row

    return _asked(
        request,
        row,
        typed(request, WithdrawForm, identification=row),
        save,
        verb="withdraw_evidence",
        title=_("Withdraw evidence"),
        lead=_("An identification that stands on it is contested at once."),
        done=_("The evidence is withdrawn."),
        is_grave=True,
    )


@login_required
def board(request: SignedIn, reference: str) -> HttpResponse:
    row = identification_of(request, reference)
    is_contested = row.state == IdentificationState.CONTESTED

    def save(members: Any) -> Identification:
        seen = as_seen(request, row)
        return call_board(identification=seen, members=list(members), by=request.user)

    return _asked(
        request,
        row,
        typed(request, BoardForm, identification=row),
        save,
        verb="review_again" if is_contested else "call_board",
        title=_("Call a board"),
        lead=_("Each member votes without knowing of the others. Who submitted does not vote."),
        done=_("The board is called; its members are told."),
    )


@login_required
def cast_vote(request: SignedIn, reference: str) -> HttpResponse:
    row = identification_of(request, reference)
    ballot = open_ballot(row)
    question = ballot.question if ballot else Question.IDENTIFY

    def save(**typed: Any) -> Identification:
        return vote(identification=as_seen(request, row), by=request.user, **typed)

    return _asked(
        request,
        row,
        typed(request, VoteForm, question=question),
        save,
        verb="vote",
        title=_("Vote"),
        lead=_(
            "%(question)s Nobody reads your vote before all have voted, and it cannot be changed."
        )
        % {"question": Question(question).label},
        done=_("Your vote is cast."),
        is_grave=True,
    )


@login_required
def certify(request: SignedIn, reference: str) -> HttpResponse:
    row = identification_of(request, reference)

    def save(**document: Any) -> Identification:
        seen = as_seen(request, row)
        return certify_identification(identification=seen, by=request.user, **document)

    return _asked(
        request,
        row,
        typed(request, CertificateForm),
        save,
        verb="certify",
        title=_("Certify"),
        lead=_("The legal step. The board has decided the scientific one."),
        done=_("The identification is certified."),
        is_grave=True,
    )


@login_required
def contest(request: SignedIn, reference: str) -> HttpResponse:
    row = identification_of(request, reference)

    def save(**ground: Any) -> Identification:
        seen = as_seen(request, row)
        return contest_identification(identification=seen, by=request.user, **ground)

    return _asked(
        request,
        row,
        typed(request, ContestForm),
        save,
        verb="contest",
        title=_("Contest"),
        lead=_("From now on nothing may rest on it, until a board upholds or revokes it."),
        done=_("The identification is contested."),
        is_grave=True,
    )


@login_required
def annul(request: SignedIn, reference: str) -> HttpResponse:
    row = identification_of(request, reference)

    def save(**document: Any) -> Identification:
        return annul_certificate(identification=as_seen(request, row), by=request.user, **document)

    return _asked(
        request,
        row,
        typed(request, AnnulForm),
        save,
        verb="annul",
        title=_("Annul the certificate"),
        lead=_("It is revoked when the board has voted so as well, before or after."),
        done=_("The certificate is annulled."),
        is_grave=True,
    )


@login_required
@refusals_to_messages
def recall(request: SignedIn, reference: str) -> HttpResponse:
    row = identification_of(request, reference)
    is_contested = row.state == IdentificationState.CONTESTED
    return _confirmed(
        request,
        row,
        lambda seen: recall_board(identification=seen, by=request.user),
        verb="recall_review" if is_contested else "recall_board",
        title=_("Recall the board"),
        says=_("Nobody votes on %(identification)s any more. Votes already cast stay unread."),
        done=_("The board is recalled."),
    )


@login_required
@refusals_to_messages
def submit(request: SignedIn, reference: str) -> HttpResponse:
    return _confirmed(
        request,
        identification_of(request, reference),
        lambda seen: submit_again(identification=seen, by=request.user),
        verb="submit",
        title=_("Submit again"),
        says=_("%(identification)s is proposed again, with the evidence that stands now."),
        done=_("It is submitted again."),
    )


def _asked(
    request: SignedIn,
    row: Identification,
    form: Any,
    save: Callable[..., Identification],
    *,
    verb: str,
    title: str,
    done: str,
    **page: Any,
) -> HttpResponse:
    def saved(**typed: Any) -> Identification:
        changed = save(**typed)
        messages.success(request, done)
        return changed

    why_not = identification_moves(request.user, row)[verb]
    texts = {"title": title, "kind": str(row), "why_not": why_not}
    return ask_form(request, form, saved, row=row, crumbs=_crumbs(row), **(texts | page))


def _confirmed(
    request: SignedIn,
    row: Identification,
    do: Callable[[Identification], Identification],
    *,
    verb: str,
    title: str,
    says: Text,
    done: str,
) -> HttpResponse:
    if request.method == "POST":
        do(as_seen(request, row))
        messages.success(request, done)
        return redirect(row)
    why_not = identification_moves(request.user, row)[verb]
    move = Move(verb, title, request.path, why_not=why_not, version=row.version)
    said = str(says) % {"identification": row}
    return ask_again(request, move, crumbs=_crumbs(row), says=said)


def _crumbs(row: Identification) -> list[tuple[Text, str]]:
    return [(TITLE, reverse("cases:identifications")), (str(row), row.get_absolute_url())]


VIEWS: dict[str, Callable[..., HttpResponse]] = {
    "evidence": add,
    "withdraw": withdraw,
    "submit": submit,
    "board": board,
    "recall": recall,
    "vote": cast_vote,
    "certify": certify,
    "contest": contest,
    "annul": annul,
}
