"""Pages for containers that do not pass: refused, taken back, and listed again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Container
from cases.operations.scanning import reference_of
from exchanges.dashboard.deeds import told
from exchanges.dashboard.interruption_forms import ExitForm, ReturnForm
from exchanges.dashboard.records import get_batch
from exchanges.dashboard.trail import around_batch
from exchanges.models import BatchPlace, ExchangeBatch
from exchanges.operations.listing_again import came_back, list_again
from exchanges.operations.lists import label_key
from exchanges.operations.refusing import refuse_containers, take_back_at_venue
from exchanges.operations.taking_back import record_taken_back
from exchanges.policies.moves import every_batch_move
from exchanges.policies.sides import Why
from repatriation.dashboard.components import Move, Text
from repatriation.dashboard.formats import counted
from repatriation.dashboard.forms import form_page, posted
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require

FORM = "exchanges/form.html"
UNKNOWN = gettext_noop("“%(code)s” does not stand in this batch, or has left it.")
SEVERAL = gettext_noop("“%(code)s” stands in this batch more than once: give our reference.")


@dataclass(frozen=True)
class Exit:
    label: Text
    says: Text
    done: Text
    form: type[ExitForm]
    operation: Callable[..., Any]


EXITS = {
    "refuse": Exit(
        gettext_lazy("Refuse containers"),
        gettext_lazy(
            "They are not taken over, scanned or not: they stay with the sender, each with a "
            "discrepancy. Scanned again after this, a container is taken over after all."
        ),
        gettext_lazy("Refused: %(containers)s."),
        ExitForm,
        refuse_containers,
    ),
    "take_back_lines": Exit(
        gettext_lazy("Record containers taken back at the venue"),
        gettext_lazy("The sender takes them back before the handover is ended."),
        gettext_lazy("Taken back: %(containers)s."),
        ExitForm,
        take_back_at_venue,
    ),
    "record_taken_back": Exit(
        gettext_lazy("Record containers taken back after the handover"),
        gettext_lazy(
            "The sender takes back what was handed over, on signed paper. Custody passes to it "
            "when a second person of your side has read that paper."
        ),
        gettext_lazy("Recorded: %(containers)s. It waits for a second person to read the paper."),
        ReturnForm,
        record_taken_back,
    ),
}


@login_required
def leave(request: SignedIn, reference: str, verb: str) -> HttpResponse:
    """Many at once: scanned or typed, one on each line."""
    seen, deed = get_batch(request, reference), EXITS[verb]
    picked = "\n".join(request.GET.getlist("pick"))
    form = deed.form(posted(request), initial={"codes": picked})

    def save(codes: str, **typed: Any) -> ExchangeBatch:
        containers = _containers(seen, codes)
        deed.operation(
            batch=as_seen(request, seen), containers=containers, by=request.user, **typed
        )
        said = {"containers": counted(len(containers), "containers")}
        messages.success(request, str(deed.done) % said)
        return seen

    page = around_batch(seen, deed.label) | {
        "lead": f"{deed.says} {told(seen.sender, seen.receiver, seen.round.intermediary)}",
        "why_not": every_batch_move(request.user, seen)[verb],
        "submit": deed.label,
        "is_grave": True,
    }
    return form_page(request, form, save, template=FORM, row=seen, **page)


@login_required
@refusals_to_messages
def same_containers(request: SignedIn, reference: str, earlier: str) -> HttpResponse:
    """Labels of this list stood in an earlier batch and came back: a person says so, or not."""
    seen = get_batch(request, reference)
    require(every_batch_move(request.user, seen)["list_again"])
    offers = {str(batch): containers for batch, containers in came_back(seen).items()}
    if earlier not in offers:
        raise Http404
    containers = offers[earlier]
    number = counted(len(containers), "containers")
    title = _("List the same containers again")
    if request.method == "POST":
        list_again(batch=as_seen(request, seen), containers=containers, by=request.user)
        messages.success(request, _("Listed again: %(number)s.") % {"number": number})
        return redirect(seen)
    labels = ", ".join(f"{one.label} ({one.reference})" for one in containers)
    move = Move("list_again", title, request.path, version=seen.version)
    says = _(
        "You say that these are the containers of batch %(earlier)s which did not pass, and they "
        "keep their references: %(labels)s."
    )
    shown = around_batch(seen, title) | {
        "move": move,
        "says": says % {"earlier": earlier, "labels": labels},
        "told": told(),
    }
    return render(request, "exchanges/confirm.html", shown)


@dataclass(frozen=True)
class Offer:
    earlier: ExchangeBatch
    number: int
    move: Move


def offers_of(batch: ExchangeBatch, why_not: Why) -> list[Offer]:
    """What came back and stands on this list under the same label; only to who may say so."""
    if why_not:
        return []
    return [
        Offer(
            earlier,
            len(containers),
            Move(
                "list_again",
                _("List the same containers again"),
                reverse("exchanges:same-containers", args=[batch.reference, earlier.reference]),
                asks=True,
            ),
        )
        for earlier, containers in came_back(batch).items()
    ]


def _containers(batch: ExchangeBatch, codes: str) -> list[Container]:
    """By our reference or the sender's label, each once."""
    places = BatchPlace.objects.filter(batch=batch, left_at=None).select_related("container")
    found: dict[int, Container] = {}
    by_code: dict[str, list[Container]] = {}
    for place in places:
        for code in {place.container.reference, place.label_key} - {""}:
            by_code.setdefault(code, []).append(place.container)
    for code in filter(None, map(str.strip, codes.splitlines())):
        meant = by_code.get(reference_of(code) or "") or by_code.get(label_key(code)) or []
        if len(meant) != 1:
            raise RuleBroken(Sentence(SEVERAL if meant else UNKNOWN, {"code": code[:200]}))
        found[meant[0].pk] = meant[0]
    return list(found.values())
