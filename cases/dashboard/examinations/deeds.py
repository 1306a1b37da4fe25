"""What is done in an examination: one table for the moves, their pages and addresses."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.dashboard.examinations.forms import (
    AttachmentForm,
    BecauseForm,
    ElementsForm,
    FeatureForm,
    ItemForm,
    ProfileForm,
    ReferForm,
    RestrictedForm,
    StrikeForm,
    TeethForm,
    ThingForm,
    WithdrawAttachmentForm,
)
from cases.dashboard.pages import ask_again, ask_form, typed
from cases.models import Examination
from cases.operations import attaching, charting, examining, finding
from cases.policies.examinations import examination_moves
from repatriation.dashboard.components import Move, Text
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages


@dataclass(frozen=True)
class Deed:
    path: str
    verb: str  # of `examination_moves`
    title: Text
    lead: Text  # one sentence: what will happen
    done: Text
    do: Callable[..., object]
    form: type | None = None  # without one it is only asked again
    is_grave: bool = False
    template: str = "cases/form.html"
    submit: Text = ""  # where it is not the title


RECORD = _("Record")
NO_NAMES = _("What is found, in codes that can be compared.")
# In the order in which they are offered.
DEEDS = {
    deed.path: deed
    for deed in (
        Deed(
            "item",
            "record",
            _("Checklist"),
            _("How far one discipline is, who does it, and why it was left out."),
            _("The checklist is up to date."),
            examining.record_item,
            ItemForm,
            submit=RECORD,
        ),
        Deed(
            "profile",
            "describe",
            _("Sex, age and stature"),
            _("As found, as intervals with their methods. Nobody shows you yet who it may be."),
            _("The profile is written down; lock it when it is ready."),
            examining.describe_profile,
            ProfileForm,
            submit=RECORD,
        ),
        Deed(
            "lock",
            "lock",
            _("Lock the profile"),
            _(
                "Sex, age and stature of %(examination)s stand as they are. From then on you may "
                "see a claimed name and candidates. It cannot be unlocked, only opened again after "
                "the review."
            ),
            _("The profile is locked."),
            examining.lock_profile,
            is_grave=True,
        ),
        Deed(
            "elements",
            "examine",
            _("Bones and parts"),
            _("How many of each lie here, by side. People are counted from what repeats."),
            _("The findings are recorded."),
            finding.record_findings,
            ElementsForm,
            submit=RECORD,
        ),
        Deed(
            "feature",
            "examine",
            _("Mark, implant or old injury"),
            NO_NAMES,
            _("The finding is recorded."),
            finding.record_findings,
            FeatureForm,
            submit=RECORD,
        ),
        Deed(
            "teeth",
            "examine",
            _("Teeth"),
            _("The whole chart in the notation of the FDI. A place left empty is not recorded."),
            _("The chart is recorded."),
            charting.chart_teeth,
            TeethForm,
            template="cases/teeth.html",
            submit=_("Record the chart"),
        ),
        Deed(
            "thing",
            "record",
            _("Clothing, effects, disc, documents"),
            _("As they were found, and as they are written."),
            _("The finding is recorded."),
            finding.record_findings,
            ThingForm,
            submit=RECORD,
        ),
        Deed(
            "file",
            "record",
            _("Photograph or file"),
            _("It stands blurred on the page. Each time somebody looks at it is written down."),
            _("The file is attached."),
            attaching.attach_file,
            AttachmentForm,
            submit=_("Attach"),
        ),
        Deed(
            "strike",
            "record",
            _("Strike out a finding"),
            _("It stays readable, struck out; what is right is entered anew."),
            _("The finding is struck out."),
            finding.correct_finding,
            StrikeForm,
        ),
        Deed(
            "restricted",
            "restrict",
            _("Restricted finding"),
            _("Cause of death and signs of ill-treatment are for the investigator alone."),
            _("The restricted finding is recorded."),
            finding.record_restricted,
            RestrictedForm,
            submit=RECORD,
        ),
        Deed(
            "refer",
            "restrict",
            _("Refer to the investigator"),
            _("The authority reads this finding from now on, and nothing else of the examination."),
            _("The finding is referred."),
            finding.refer_restricted,
            ReferForm,
            is_grave=True,
        ),
        Deed(
            "withdraw-file",
            "restrict",
            _("Withdraw a photograph or file"),
            _("It is shown no more. That it was there, and why it was withdrawn, stays known."),
            _("The file is withdrawn."),
            attaching.withdraw_attachment,
            WithdrawAttachmentForm,
        ),
        Deed(
            "complete",
            "complete",
            _("Complete"),
            _("All is done or left out for a reason. A second person reviews %(examination)s."),
            _("Complete: it waits for a second person."),
            examining.complete_examination,
        ),
        Deed(
            "give-back",
            "give_back",
            _("Give back"),
            _("%(examination)s is open again, with what you ask for."),
            _("The examination is given back."),
            examining.give_back,
            BecauseForm,
        ),
        Deed(
            "review",
            "review",
            _("Review"),
            _(
                "You have read all of %(examination)s. Its findings are locked, and the case is "
                "examined."
            ),
            _("Reviewed: the case is examined."),
            examining.review_examination,
            is_grave=True,
        ),
        Deed(
            "reopen",
            "reopen",
            _("Open again"),
            _("A further examination goes on from what was found; this one stays as it was."),
            _("The examination goes on under a new number."),
            examining.reopen_examination,
            BecauseForm,
            is_grave=True,
        ),
    )
}


def examination_of(request: SignedIn, reference: str) -> Examination:
    rows = Examination.objects.visible_to(request.user).for_pages()
    found: Examination = get_object_or_404(
        rows.select_related("case__responsible", "profile_locked_by"), reference=reference
    )
    return found


@login_required
@refusals_to_messages
def deed(request: SignedIn, reference: str, path: str) -> HttpResponse:
    row, deed = examination_of(request, reference), DEEDS[path]
    why_not = examination_moves(request.user, row)[deed.verb]
    lead = str(deed.lead) % {"examination": row}
    crumbs: list[tuple[Text, str]] = [
        (_("Cases"), reverse("cases:cases")),
        (str(row.case), row.case.get_absolute_url()),
        (str(row), row.get_absolute_url()),
    ]

    def save(**given: Any) -> Any:
        done = deed.do(examination=as_seen(request, row), by=request.user, **given)
        messages.success(request, str(deed.done))
        return done if isinstance(done, Examination) else row

    if deed.form:
        begin = {"discipline": request.GET.get("discipline", "")}  # of the checklist
        files = request.FILES or None
        form = typed(request, deed.form, files=files, examination=row, initial=begin)
        page: dict[str, Any] = {
            "title": deed.title,
            "kind": str(row),
            "lead": lead,
            "is_grave": deed.is_grave,
        }
        page |= {"template": deed.template, "submit": deed.submit or deed.title}
        return ask_form(request, form, save, row=row, crumbs=crumbs, why_not=why_not, **page)
    if request.method == "POST":
        return redirect(save())
    move = Move(deed.verb, deed.title, request.path, why_not=why_not, version=row.version)
    return ask_again(request, move, crumbs=crumbs, says=lead)
