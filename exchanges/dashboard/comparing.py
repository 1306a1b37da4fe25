"""The page of a comparison of two lists, and the answers of the sides."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from exchanges.dashboard.comparison_lines import PairFilters, lines_seen
from exchanges.dashboard.comparison_page import comparison_page
from exchanges.dashboard.deeds import told
from exchanges.dashboard.records import get_batch
from exchanges.dashboard.trail import around_batch
from exchanges.models import ComparedLine, Comparison, ExchangeBatch, Manifest, Statement
from exchanges.operations.answering import answer_lines
from exchanges.operations.comparing import compare_anew
from exchanges.policies.comparisons import why_not_compare
from exchanges.policies.sides import is_of_side
from repatriation.dashboard.components import Text
from repatriation.dashboard.filters import DateInput
from repatriation.dashboard.formats import counted
from repatriation.dashboard.forms import form_page, posted
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages

MOST_NUMBERS = 100_000  # of letters in a selection: ten thousand lines
NOTHING = gettext_lazy("Nothing is selected. Select at least one line.")


@dataclass(frozen=True)
class Answer:
    """`says` and `done` take %(lines)s."""

    label: Text
    says: Text
    done: Text
    needs_text: bool = False


ANSWERS = {
    "agree": Answer(
        gettext_lazy("Agree"),
        gettext_lazy("The receiving side takes %(lines)s as the sender's list has it."),
        gettext_lazy("%(lines)s agreed."),
    ),
    "dispute": Answer(
        gettext_lazy("Dispute"),
        gettext_lazy("You dispute %(lines)s. What is still disputed at the seal is a discrepancy."),
        gettext_lazy("%(lines)s disputed."),
        needs_text=True,
    ),
    "reply": Answer(
        gettext_lazy("Reply"),
        gettext_lazy("You reply to what the other side disputes: %(lines)s."),
        gettext_lazy("%(lines)s replied to."),
        needs_text=True,
    ),
    "withdraw": Answer(
        gettext_lazy("Withdraw"),
        gettext_lazy("The sending side strikes %(lines)s from the next version of its list."),
        gettext_lazy("%(lines)s withdrawn. File the corrected list before the seal."),
    ),
    "add": Answer(
        gettext_lazy("Add"),
        gettext_lazy("The sending side puts %(lines)s on the next version of its list."),
        gettext_lazy("%(lines)s to be added. File the corrected list before the seal."),
    ),
}


class AnswerForm(forms.Form):
    """The own word; or the other side's, with the message it was read in."""

    text = forms.CharField(
        label=gettext_lazy("In words"), max_length=1000, required=False, widget=forms.Textarea
    )
    source = forms.CharField(
        label=gettext_lazy("If the other side said it: which message or paper"),
        max_length=Statement._meta.get_field("source").max_length,
        required=False,
        help_text=gettext_lazy("Then it counts when a second person has read that paper."),
    )
    said_on = forms.DateField(
        label=gettext_lazy("Date of that message"), widget=DateInput, required=False
    )
    selection = forms.CharField(max_length=MOST_NUMBERS, widget=forms.HiddenInput)
    comparison = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, needs_text: bool, **more: Any):
        super().__init__(data, **more)
        self.fields["text"].required = needs_text


@login_required
def comparison(request: SignedIn, reference: str) -> HttpResponse:
    batch = get_batch(request, reference)
    seen = _seen(request, batch)
    if seen and seen.compared_at and request.htmx and "poll" in request.GET:
        return HttpResponseClientRefresh()
    return render(request, "exchanges/comparison.html", comparison_page(request, batch, seen))


@login_required
@require_POST
@refusals_to_messages
def anew(request: SignedIn, reference: str) -> HttpResponse:
    batch = get_batch(request, reference)
    return redirect(compare_anew(batch=as_seen(request, batch), by=request.user))


@login_required
def answer(request: SignedIn, reference: str, act: str) -> HttpResponse:
    """One line or many: the page that asks again."""
    if (deed := ANSWERS.get(act)) is None:
        raise Http404
    batch = get_batch(request, reference)
    seen = _seen(request, batch)
    if seen is None:
        raise Http404
    lines = _picked(request, seen)
    if not lines:
        messages.error(request, str(NOTHING))
        return redirect(seen)
    things = {"lines": counted(len(lines), "lines")}
    first = {"selection": " ".join(str(one.number) for one in lines), "comparison": seen.pk}
    form = AnswerForm(posted(request), needs_text=deed.needs_text, initial=first)

    def save(text: str, source: str, said_on: Any, **_guards: Any) -> Comparison:
        said = {"text": text, "source": source, "said_on": said_on}
        answer_lines(batch=batch, lines=lines, act=act, by=request.user, **said)
        recorded = _("It is recorded, and waits for a second person to read it.")
        messages.success(request, recorded if source.strip() else str(deed.done) % things)
        return seen

    other = batch.receiver if is_of_side(request.user, batch.sender) else batch.sender
    page = around_batch(batch, deed.label) | {
        "lead": str(deed.says) % things,
        "told": told(other) if deed.needs_text else told(),
        "why_not": why_not_compare(request.user, batch),
        "submit": deed.label,
        "back": seen.get_absolute_url(),
    }
    return form_page(
        request,
        form,
        save,
        template="exchanges/answer.html",
        lines=lines[:20],
        more=len(lines) > 20,
        **page,
    )


def _seen(request: SignedIn, batch: ExchangeBatch) -> Comparison | None:
    """The one in force. Not there for whoever sees only a share of the batch."""
    lists = Manifest.objects.visible_to(request.user).filter(batch=batch)
    found = Comparison.objects.visible_to(request.user).filter(batch=batch).order_by("-pk")
    one = found.select_related("sender_list", "receiver_list", "job", "asked_by__agency").first()
    if one is None and not lists.exists():
        raise Http404
    if one:
        one.batch = batch
    return one


def _picked(request: SignedIn, comparison: Comparison) -> list[ComparedLine]:
    """By the boxes of the list, all of a filter, or the form that was drawn from them. What was
    selected in an older comparison comes back as its own lines, and is refused."""
    data = request.POST if request.method == "POST" else request.GET
    if request.method == "POST":
        key = data.get("comparison", "")
        if key.isdecimal() and len(key) < 19 and int(key) != comparison.pk:
            older = Comparison.objects.visible_to(request.user).filter(
                batch=comparison.batch_id, pk=int(key)
            )
            comparison = older.first() or comparison
        asked = data.get("selection", "")[:MOST_NUMBERS].split()
    elif "all" in data:
        rows = PairFilters(data, user=request.user).narrow(lines_seen(comparison, request.user))
        return list(rows.order_by("number"))
    else:
        asked = data.getlist("pick")
    numbers = {int(one) for one in asked if one.isdecimal() and len(one) < 8}
    lines = lines_seen(comparison, request.user).filter(number__in=numbers)
    return list(lines.order_by("number"))
