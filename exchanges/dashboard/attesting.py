"""The forms of a handover: who attests what, the spot check, remarks, and a discrepancy by hand."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from exchanges.dashboard.attesting_forms import (
    AttestForm,
    DiscrepancyForm,
    FindingsForm,
    RemarkForm,
    SampleForm,
)
from exchanges.dashboard.deeds import told_nobody
from exchanges.dashboard.records import get_batch
from exchanges.dashboard.remarks_shown import checking_remark, labels_of
from exchanges.dashboard.trail import around_batch
from exchanges.models import Discrepancy, ExchangeBatch, Remark, SpotCheck
from exchanges.operations.attesting import attest_count
from exchanges.operations.remarking import check_remark, make_remark
from exchanges.operations.settling import open_discrepancy
from exchanges.operations.spot_checking import draw_sample, report_sample
from exchanges.policies.attesting import why_not_be_there, why_not_say_anything
from exchanges.policies.discrepancies import why_not_open
from repatriation.dashboard.forms import form_page, posted
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages

FORM = "exchanges/form.html"


def _said(stands: bool) -> str:
    if stands:
        return _("It is recorded as your side's own word.")
    return _("It is recorded, and waits for a second person to read it.")


@login_required
def attest(request: SignedIn, reference: str) -> HttpResponse:
    seen = get_batch(request, reference)
    form = AttestForm(posted(request), batch=seen, user=request.user)

    def save(**typed: Any) -> ExchangeBatch:
        made = attest_count(batch=as_seen(request, seen), by=request.user, **typed)
        messages.success(request, _said(made.stands))
        return seen

    page = around_batch(seen, _("Attest the handover")) | {
        "lead": _(
            "What was counted at the venue, over the sealed list with the digest %(digest)s. A "
            "correction is a new count. Both sides and the intermediary see it."
        )
        % {"digest": seen.sealed_digest},
        "why_not": why_not_say_anything(request.user, seen),
        "submit": _("Attest"),
    }
    return form_page(request, form, save, template=FORM, row=seen, **page)


@login_required
def remark(request: SignedIn, reference: str) -> HttpResponse:
    seen = get_batch(request, reference)
    form = RemarkForm(posted(request), batch=seen, user=request.user)

    def save(**typed: Any) -> ExchangeBatch:
        made = make_remark(batch=as_seen(request, seen), by=request.user, **typed)
        messages.success(request, _said(made.stands))
        return seen

    page = around_batch(seen, _("Remark or reserve")) | {
        "lead": _("The other side reads it at once, and it stands on the act."),
        "why_not": why_not_say_anything(request.user, seen),
        "submit": _("Record"),
    }
    return form_page(request, form, save, template=FORM, row=seen, **page)


@login_required
@refusals_to_messages
def check(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    seen = get_batch(request, reference)
    rows = Remark.objects.visible_to(request.user).filter(batch=seen)
    made = get_object_or_404(rows.select_related("agency", "recorded_by__agency"), pk=pk)
    made.batch = seen
    if request.method == "POST":
        check_remark(remark=made, by=request.user)
        messages.success(request, _("It is checked, and stands."))
        return redirect(seen)
    shown = around_batch(seen, _("Check what was recorded")) | {
        "move": checking_remark(made, request.user),
        "says": _("You have read the message or paper yourself, and it says: %(said)s")
        % {"said": made.text},
        "told": told_nobody(made),
    }
    return render(request, "exchanges/confirm.html", shown)


@login_required
def draw(request: SignedIn, reference: str) -> HttpResponse:
    seen = get_batch(request, reference)
    form = SampleForm(posted(request), batch=seen, user=request.user)

    def save(**typed: Any) -> HttpResponse:
        made = draw_sample(batch=as_seen(request, seen), by=request.user, **typed)
        messages.success(request, _("The sample is drawn. Look at these containers."))
        return redirect("exchanges:sample", seen.reference, made.pk)

    page = around_batch(seen, _("Draw a spot check")) | {
        "lead": _("Lines of the sealed list, drawn by chance. A draw is kept, whatever it shows."),
        "why_not": why_not_say_anything(request.user, seen),
        "submit": _("Draw"),
    }
    return form_page(request, form, save, template=FORM, row=seen, **page)


@login_required
def sample(request: SignedIn, reference: str, pk: int) -> HttpResponse:
    """What was drawn, before what was found."""
    seen = get_batch(request, reference)
    checks = SpotCheck.objects.visible_to(request.user).filter(batch=seen)
    drawn = get_object_or_404(checks.select_related("agency", "manifest"), pk=pk)
    drawn.batch = seen
    form = FindingsForm(posted(request), check=drawn, labels=labels_of(drawn, request.user))

    def save(**typed: Any) -> ExchangeBatch:
        said = {name: typed.pop(name) for name in ("said_on", "source")}
        found = {int(name.removeprefix("line_")): what for name, what in typed.items()}
        made = report_sample(check=drawn, findings=found, by=request.user, **said)
        messages.success(request, _said(made.stands))
        return seen

    is_reported = _("What this sample showed is reported.") if drawn.reports.exists() else None
    lines = ", ".join(map(str, drawn.positions))
    page = around_batch(seen, _("Report a spot check")) | {
        "lead": _(
            "Drawn for %(agency)s with the word “%(nonce)s”: lines %(lines)s of %(population)s. "
            "What differs is opened as a discrepancy."
        )
        % {
            "agency": drawn.agency,
            "nonce": drawn.nonce,
            "lines": lines,
            "population": drawn.population,
        },
        "why_not": is_reported or why_not_be_there(request.user, seen, drawn.agency),
        "submit": _("Report"),
    }
    return form_page(request, form, save, template=FORM, **page)


@login_required
def new_discrepancy(request: SignedIn, reference: str) -> HttpResponse:
    seen = get_batch(request, reference)
    form = DiscrepancyForm(posted(request), batch=seen, user=request.user)

    def save(**typed: Any) -> Discrepancy:
        opened = open_discrepancy(batch=seen, by=request.user, **typed)
        messages.success(request, _("Discrepancy %(number)s is open.") % {"number": opened})
        return opened

    page = around_batch(seen, _("Open a discrepancy")) | {
        "lead": _(
            "What the venue and the lists show, both sides see at once. What is found when a "
            "container is opened stays with your side until you tell the other."
        ),
        "why_not": why_not_open(request.user, seen),
        "submit": _("Open"),
    }
    return form_page(request, form, save, template=FORM, **page)
