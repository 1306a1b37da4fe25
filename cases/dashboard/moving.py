"""Storing, receiving, clearing, sending on and labelling what is selected: one or many."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard.badges import state_badge
from cases.dashboard.forms import (
    ClearForm,
    EmptyForm,
    LabelForm,
    OpenManyForm,
    ReceiveForm,
    SendForm,
    StoreForm,
)
from cases.dashboard.labels import pdf_of
from cases.dashboard.pages import ask_form
from cases.dashboard.selection import Picked, Thing, picked_of
from cases.dashboard.storage import overfull_text
from cases.models import Container, RemainsCase
from cases.operations.clearing import clear_containers
from cases.operations.labelling import note_labels, printed_before
from cases.operations.opening import empty_containers, open_each
from cases.operations.receiving import receive_cases, receive_containers
from cases.operations.sending import send_cases, send_containers
from cases.operations.storing import store_cases, store_containers
from cases.policies.moves import case_line_moves, container_line_moves
from repatriation.accounts.models import User
from repatriation.dashboard.components import Move, Text
from repatriation.dashboard.formats import counted
from repatriation.dashboard.pages import SignedIn, refusal_text
from repatriation.errors import RuleBroken


@dataclass(frozen=True)
class Deed:
    """`says` and `done` take %(things)s. An operation may need more than the circumstances."""

    label: Text
    form: type
    act: Callable[..., Any]
    says: Text
    done: Text
    more: Callable[[Any], dict[str, Any]] = lambda _form: {}


@dataclass(frozen=True)
class Noun:
    """What is moved: its rows, its list, its argument of an operation, and who may do what."""

    model: Any
    plural: str  # the argument, the unit of counts, and the name of the list's URL
    title: Text
    why_not: Callable[[User, Any], Mapping[str, Text | None]]
    deeds: Mapping[str, Deed]

    @property
    def list_url(self) -> str:
        return reverse(f"cases:{self.plural}")


STORE = gettext_lazy("Move to a place")
STORES = gettext_lazy("You put %(things)s in a storage unit of your agency.")
STORED = gettext_lazy("%(things)s stored.")
RECEIVE = gettext_lazy("Receive")
RECEIVES = gettext_lazy("You receive %(things)s. From then on your agency holds what came.")
RECEIVED = gettext_lazy("%(things)s received.")
SEND = gettext_lazy("Send to a mortuary")
OF_CONTAINERS = {
    "store": Deed(STORE, StoreForm, store_containers, STORES, STORED),
    "receive": Deed(RECEIVE, ReceiveForm, receive_containers, RECEIVES, RECEIVED),
    "clear": Deed(
        gettext_lazy("Clear of explosives"),
        ClearForm,
        clear_containers,
        gettext_lazy("You say that %(things)s may be opened: they hold no explosives."),
        gettext_lazy("%(things)s cleared."),
    ),
    "open": Deed(
        gettext_lazy("Open"),
        OpenManyForm,
        open_each,
        gettext_lazy(
            "You open %(things)s, and number the same in each of them. Open by itself what holds "
            "something else."
        ),
        gettext_lazy("%(things)s opened; what is in them has numbers."),
        more=lambda form: {"remains": form.remains()},
    ),
    "empty": Deed(
        gettext_lazy("Record as emptied"),
        EmptyForm,
        empty_containers,
        gettext_lazy("Nothing is left in %(things)s. What was found is compared with the list."),
        gettext_lazy("%(things)s recorded as emptied."),
    ),
    "send": Deed(
        SEND,
        SendForm,
        send_containers,
        gettext_lazy(
            "You send %(things)s on as they are, to be opened at another mortuary of your side. "
            "Your agency holds them until they are received there. The mortuary is told."
        ),
        gettext_lazy("%(things)s on the way."),
        more=lambda form: {"to": form.cleaned_data["to"]},
    ),
}
OF_CASES = {
    "store": Deed(STORE, StoreForm, store_cases, STORES, STORED),
    "receive": Deed(RECEIVE, ReceiveForm, receive_cases, RECEIVES, RECEIVED),
    "send": Deed(
        SEND,
        SendForm,
        send_cases,
        gettext_lazy(
            "You send %(things)s to a mortuary of your side. Your agency holds them until they "
            "are received there. The mortuary is told."
        ),
        gettext_lazy("%(things)s on the way."),
        more=lambda form: {"to": form.cleaned_data["to"]},
    ),
}
CONTAINERS = Noun(
    Container, "containers", gettext_lazy("Containers"), container_line_moves, OF_CONTAINERS
)
CASES = Noun(RemainsCase, "cases", gettext_lazy("Remains cases"), case_line_moves, OF_CASES)


@login_required
def move_containers(request: SignedIn, verb: str) -> HttpResponse:
    return _moved(request, CONTAINERS, verb)


@login_required
def move_cases(request: SignedIn, verb: str) -> HttpResponse:
    return _moved(request, CASES, verb)


@login_required
def label_containers(request: SignedIn) -> HttpResponse:
    return _labelled(request, CONTAINERS)


@login_required
def label_cases(request: SignedIn) -> HttpResponse:
    return _labelled(request, CASES)


def move_of(
    noun: Noun, verb: str, row: Thing, why_not: Text | None, *, is_lead: bool = False
) -> Move:
    """The same page for one of them."""
    url = f"{reverse(f'cases:{noun.plural}-move', args=[verb])}?pick={row.reference}"
    is_lead = is_lead and not why_not
    return Move(verb, noun.deeds[verb].label, url, why_not, is_lead=is_lead, opens=True)


def bulk_moves(noun: Noun) -> list[Move]:
    """The buttons under a list; each leads to a page that asks again."""
    moves = [
        Move(verb, deed.label, reverse(f"cases:{noun.plural}-move", args=[verb]), asks=True)
        for verb, deed in noun.deeds.items()
    ]
    url = reverse(f"cases:{noun.plural}-labels")
    return [*moves, Move("labels", _("Print labels"), url, asks=True)]


def _moved(request: SignedIn, noun: Noun, verb: str) -> HttpResponse:
    if (deed := noun.deeds.get(verb)) is None:
        raise Http404
    try:
        picked = picked_of(request, noun.model, lambda row: noun.why_not(request.user, row)[verb])
    except RuleBroken as refusal:
        return _back_to_list(request, noun, refusal)
    form = _form(request, deed.form, picked)
    things = {"things": counted(len(picked.rows), noun.plural)}

    def save(**_typed: Any) -> Any:
        said = {"circumstances": form.circumstances(), "occurred_at": form.moment}
        rows = {noun.plural: picked.unchanged()}
        deed.act(**rows, by=request.user, **said, **deed.more(form))
        messages.success(request, str(deed.done) % things)
        if warning := overfull_text(form.cleaned_data.get("storage_unit")):
            messages.warning(request, warning)
        return picked.rows[0] if len(picked.rows) == 1 else noun.list_url

    page = {"title": deed.label, "lead": str(deed.says) % things, "why_not": picked.why_not}
    return _page(request, noun, picked, form, save, **page)


def _labelled(request: SignedIn, noun: Noun) -> HttpResponse:
    """Anybody who sees them may print their labels. Which of them have one already is said."""
    try:
        picked = picked_of(request, noun.model, lambda _row: None)
    except RuleBroken as refusal:
        return _back_to_list(request, noun, refusal)
    form = _form(request, LabelForm, picked)
    if request.method == "POST" and form.is_valid():
        numbers = note_labels(rows=picked.rows, by=request.user, reason=form.cleaned_data["again"])
        return pdf_of(picked.rows, numbers, **form.layout())
    things = {"things": counted(len(picked.rows), noun.plural)}
    lead = _("You print the labels of %(things)s: the reference in large letters, and as a code.")
    before = printed_before(picked.rows)
    if not before:
        form.fields.pop("again")
    page = {"title": _("Print labels"), "lead": f"{lead % things} {_reprints(before, noun)}"}
    return _page(request, noun, picked, form, lambda: None, **page)


def _reprints(before: Mapping[int, int], noun: Noun) -> str:
    if not before:
        return ""
    said = _(
        "Printed before: %(things)s. A new label is marked as a reprint, and recorded. Take the "
        "old one off first, so that no other bag gets it."
    )
    return said % {"things": counted(len(before), noun.plural)}


def _form(request: SignedIn, form: type, picked: Picked) -> Any:
    """Shown again after a refusal it carries the versions of now: its reader has been told."""
    if request.method != "POST":
        return form(user=request.user, initial={"selection": picked.selection})
    data = request.POST.copy()
    data["selection"] = picked.selection
    return form(data, user=request.user)


def _page(request: SignedIn, noun: Noun, picked: Picked, form, save, **page: Any):
    return ask_form(
        request,
        form,
        save,
        template="cases/selection.html",
        crumbs=[(noun.title, noun.list_url)],
        rows=[(row, state_badge(row)) for row in picked.rows],
        left_out=picked.left_out,
        **page,
    )


def _back_to_list(request: SignedIn, noun: Noun, refusal: RuleBroken) -> HttpResponse:
    messages.error(request, refusal_text(refusal))
    return redirect(noun.list_url)
