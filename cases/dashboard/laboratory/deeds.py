"""What is done about a sample, a worklist or a result: one table for their pages and addresses."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.dashboard.laboratory.forms import (
    BecauseForm,
    ReceiveForm,
    RemainderForm,
    ReportFileForm,
    ResultForm,
    WithdrawForm,
)
from cases.dashboard.pages import ask_again, ask_form, typed
from cases.models import BlindSample, LabResult, Sample, Worklist
from cases.operations import results, sampling, worklists
from cases.policies.samples import blind_moves, result_moves, sample_moves, worklist_moves
from repatriation.accounts.models import User
from repatriation.dashboard.components import Move, Text
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages

MovesOf = Callable[[User, Any], dict[str, Any]]


@dataclass(frozen=True)
class Deed:
    path: str
    verb: str
    title: Text
    lead: Text  # one sentence: what will happen
    done: Text
    do: Callable[..., object]
    form: type | None = None  # without one it is only asked again
    is_grave: bool = False


@dataclass(frozen=True)
class Noun:
    """`argument` is what its operations call it; `home` and `title` are its list."""

    model: Any
    argument: str
    home: str
    title: Text
    moves_of: MovesOf
    name: str  # of its addresses
    deeds: dict[str, Deed]


def _by_path(*deeds: Deed) -> dict[str, Deed]:
    return {deed.path: deed for deed in deeds}


REPORT = Deed(
    "report",
    "report",
    _("Report a result"),
    _("One conclusion about %(row)s. A profile itself is not entered, and not kept."),
    _("The result is reported."),
    results.report_result,
    ResultForm,
)
REPEAT = Deed(
    "repeat",
    "ask_repeat",
    _("Ask for a repeat"),
    _("%(row)s is to be sent again, or another sample taken."),
    _("A repeat is asked for."),
    sampling.ask_repeat,
    BecauseForm,
)
SAMPLE = Noun(
    Sample,
    "sample",
    "cases:samples",
    _("Samples"),
    sample_moves,
    "sample",
    _by_path(
        REPORT,
        REPEAT,
        Deed(
            "remainder",
            "account",
            _("Account for what is left"),
            _("Nothing of %(row)s is left unaccounted for."),
            _("It is recorded what became of the rest."),
            sampling.account_for_remainder,
            RemainderForm,
        ),
        Deed(
            "lose",
            "lose",
            _("Record as lost"),
            _("%(row)s cannot be found. It may be found again."),
            _("Recorded as lost."),
            sampling.lose_sample,
            BecauseForm,
        ),
        Deed(
            "find",
            "find",
            _("Record as found"),
            _("%(row)s is there again, and may be sent."),
            _("Recorded as found."),
            sampling.find_sample,
            BecauseForm,
        ),
        Deed(
            "withdraw",
            "withdraw",
            _("Withdraw"),
            _("Nothing is compared with %(row)s any more. This cannot be taken back."),
            _("The sample is withdrawn."),
            sampling.withdraw_sample,
            WithdrawForm,
            is_grave=True,
        ),
    ),
)
BLIND = Noun(
    BlindSample,
    "sample",
    "cases:laboratory",
    _("Laboratory"),
    blind_moves,
    "blind-sample",
    _by_path(REPORT, REPEAT),
)
WORKLIST = Noun(
    Worklist,
    "worklist",
    "cases:worklists",
    _("Laboratory worklists"),
    worklist_moves,
    "worklist",
    _by_path(
        Deed(
            "receive",
            "receive",
            _("Receive"),
            _("What of %(row)s arrived, and what did not."),
            _("The worklist is received."),
            worklists.receive_worklist,
            ReceiveForm,
        )
    ),
)
RESULT = Noun(
    LabResult,
    "result",
    "cases:samples",
    _("Samples"),
    result_moves,
    "result",
    _by_path(
        Deed(
            "check",
            "check",
            _("Confirm against the paper"),
            _("You have compared %(row)s with the laboratory’s paper, and it says the same."),
            _("The result stands."),
            results.check_result,
        ),
        Deed(
            "attach-report",
            "attach_report",
            _("Attach the signed report"),
            _("The signed report is kept with %(row)s as it was sent. It can be attached once."),
            _("The report is attached."),
            results.attach_report,
            ReportFileForm,
        ),
        Deed(
            "correct",
            "correct",
            _("Correct"),
            _("A new result takes the place of %(row)s. What rests on it is contested."),
            _("The result is corrected."),
            results.correct_result,
            ResultForm,
            is_grave=True,
        ),
        Deed(
            "withdraw",
            "withdraw",
            _("Withdraw"),
            _("%(row)s stands no more. What rests on it is contested at once."),
            _("The result is withdrawn."),
            results.withdraw_result,
            BecauseForm,
            is_grave=True,
        ),
    ),
)
NOUNS = {noun.name: noun for noun in (SAMPLE, BLIND, WORKLIST, RESULT)}


def moves_on(noun: Noun, user: User, row: Any) -> list[Move]:
    why_not = noun.moves_of(user, row)
    return [
        Move(
            deed.verb,
            deed.title,
            f"{row.get_absolute_url()}{deed.path}/",
            why_not[deed.verb],
            opens=True,
        )
        for deed in noun.deeds.values()
    ]


@login_required
@refusals_to_messages
def deed(request: SignedIn, reference: str, noun: str, path: str) -> HttpResponse:
    of, deed = NOUNS[noun], NOUNS[noun].deeds[path]
    rows = of.model.objects.visible_to(request.user).for_pages()
    row = get_object_or_404(rows, reference=reference)
    why_not = of.moves_of(request.user, row)[deed.verb]
    lead = str(deed.lead) % {"row": row}
    crumbs: list[tuple[Text, str]] = [
        (of.title, reverse(of.home)),
        (str(row), row.get_absolute_url()),
    ]
    is_versioned = hasattr(row, "version")

    def save(**given: Any) -> Any:
        seen = as_seen(request, row) if is_versioned else row
        deed.do(**{of.argument: seen}, by=request.user, **given)
        messages.success(request, str(deed.done))
        return row

    if deed.form:
        form = typed(request, deed.form, files=request.FILES or None)
        return ask_form(
            request,
            form,
            save,
            row=row if is_versioned else None,
            crumbs=crumbs,
            why_not=why_not,
            title=deed.title,
            kind=str(row),
            lead=lead,
            is_grave=deed.is_grave,
        )
    if request.method == "POST":
        save()
        return redirect(row)
    return ask_again(
        request,
        Move(deed.verb, deed.title, request.path, why_not=why_not),
        crumbs=crumbs,
        says=lead,
    )
