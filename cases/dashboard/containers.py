"""A container: its page, and the moves that are made of one container at a time."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.dashboard.badges import state_badge
from cases.dashboard.forms import NumberForm, OpenForm
from cases.dashboard.moving import CONTAINERS, move_of
from cases.dashboard.pages import ask_again, ask_form, shown_panels, typed
from cases.dashboard.record_deeds import OF_CONTAINER
from cases.dashboard.records import (
    MOST,
    beside_of,
    correct_move,
    flags_of,
    label_move,
    rare_moves,
    record_move,
    shown_cases,
    tabs_of,
)
from cases.dashboard.timeline import story_of
from cases.models import Container, Packing, RemainsCase
from cases.operations.opening import empty_container, number_remains, open_container
from cases.policies.moves import container_moves
from cases.states import ContainerState, container_workflow
from repatriation.accounts.models import User
from repatriation.dashboard.components import Move
from repatriation.dashboard.moves import Moves, fold
from repatriation.dashboard.pages import SignedIn, as_seen, refusals_to_messages
from repatriation.language import say

NEXT = {
    ContainerState.HANDED_OVER: "receive",
    ContainerState.RECEIVED: "clear",
    ContainerState.CLEARED: "open",
}


def container_of(request: SignedIn, reference: str) -> Container:
    containers = Container.objects.visible_to(request.user).for_pages()
    return get_object_or_404(containers, reference=reference)


@login_required
def container(request: SignedIn, reference: str) -> HttpResponse:
    row = container_of(request, reference)
    story = story_of(row, request.user)
    cases = RemainsCase.objects.visible_to(request.user).filter(container=row).for_pages()
    shown = {
        "container": row,
        "states": [state_badge(row)],
        "flags": flags_of(row, story),
        "tabs": tabs_of(row),
        "story": story,
        "moves": moves_of(request.user, row),
        "cases": shown_cases(cases.order_by("pk")[:MOST]),
        "packed": _packed_in(row, request.user),
        "panels": shown_panels(request, row),
        **beside_of(row),
    }
    return render(request, "cases/container.html", shown)


def _packed_in(row: Container, reader: User) -> QuerySet[Packing]:
    packed = Packing.objects.visible_to(reader).open().filter(container=row)
    return packed.select_related("case").order_by("pk")


def moves_of(user: User, row: Container) -> Moves:
    """In the order of the work, those that may be made first; the one expected next leads."""
    why_not, url = container_moves(user, row), row.get_absolute_url()
    lead = NEXT.get(ContainerState(row.state), "")

    def own(verb: str, *, asks: bool = False) -> Move:
        label, address = container_workflow.label(verb), f"{url}{verb}/"
        is_lead = verb == lead and not why_not[verb]
        return Move(verb, label, address, why_not[verb], is_lead=is_lead, asks=asks, opens=not asks)

    selected = {
        verb: move_of(CONTAINERS, verb, row, why_not[verb], is_lead=verb == lead)
        for verb in CONTAINERS.deeds
    }
    moves = [
        selected["receive"],
        selected["clear"],
        own("open"),
        own("number"),
        own("empty", asks=True),
        selected["store"],
        selected["send"],
        *rare_moves(row, OF_CONTAINER, why_not),
        correct_move(user, row),
        label_move(row),
        record_move(row),
    ]
    return fold(moves, lead)


@login_required
def open_(request: SignedIn, reference: str) -> HttpResponse:
    lead = _(
        "You open %(container)s and number what you see. Anything without anatomical connection "
        "has its own number; none is an answer too. It stays open until it is recorded as emptied."
    )
    return _numbered(request, reference, "open", OpenForm, open_container, lead)


@login_required
def number(request: SignedIn, reference: str) -> HttpResponse:
    lead = _("You number further remains from %(container)s, which is open.")
    return _numbered(request, reference, "number", NumberForm, number_remains, lead)


@login_required
@refusals_to_messages
def empty(request: SignedIn, reference: str) -> HttpResponse:
    row = container_of(request, reference)
    if request.method == "POST":
        empty_container(container=as_seen(request, row), by=request.user)
        messages.success(request, _("%(container)s is recorded as emptied.") % {"container": row})
        return redirect(row)
    why_not, label = container_moves(request.user, row)["empty"], container_workflow.label("empty")
    return ask_again(
        request,
        Move("empty", label, request.path, why_not, row.version),
        crumbs=crumbs_of(row),
        says=_("Nothing is left in %(container)s. What was found is compared with the list.")
        % {"container": row},
    )


def crumbs_of(row: Container) -> list[tuple[str, str]]:
    return [(_("Containers"), reverse("cases:containers")), (str(row), row.get_absolute_url())]


def _numbered(
    request: SignedIn, reference: str, verb: str, form_class: type, operation, lead: str
) -> HttpResponse:
    row = container_of(request, reference)
    form = typed(request, form_class)

    def save(**_typed: Any) -> Container:
        cases = operation(
            container=as_seen(request, row),
            remains=form.remains(),
            by=request.user,
            circumstances=form.circumstances(),
            occurred_at=form.moment,
        )
        messages.success(request, numbered_text(cases))
        return row

    return ask_form(
        request,
        form,
        save,
        row=row,
        crumbs=crumbs_of(row),
        title=container_workflow.label(verb),
        kind=str(row),
        lead=lead % {"container": row},
        why_not=say(container_moves(request.user, row)[verb]),
    )


def numbered_text(cases: list[RemainsCase]) -> str:
    if not cases:
        return _("Opened. Nothing was numbered.")
    return _("Numbered: %(cases)s.") % {"cases": ", ".join(str(case) for case in cases)}
