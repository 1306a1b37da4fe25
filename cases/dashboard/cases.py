"""A remains case: its page. Its moves are those of a selection."""

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cases.dashboard.badges import state_badge
from cases.dashboard.identity import (
    identification_moves_of,
    identification_part,
    presumptive_flag,
)
from cases.dashboard.moving import CASES, move_of
from cases.dashboard.pages import shown_panels
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
from cases.dashboard.release_deeds import OF_CASE
from cases.dashboard.timeline import story_of
from cases.models import RemainsCase
from cases.policies.moves import case_moves
from repatriation.accounts.models import User
from repatriation.dashboard.moves import Moves, fold
from repatriation.dashboard.pages import SignedIn


def case_of(request: SignedIn, reference: str) -> RemainsCase:
    cases = RemainsCase.objects.visible_to(request.user).for_pages()
    return get_object_or_404(
        cases.select_related("container", "recovery_site", "parent"), reference=reference
    )


@login_required
def case(request: SignedIn, reference: str) -> HttpResponse:
    row = case_of(request, reference)
    story = story_of(row, request.user)
    identification = identification_part(request.user, row)
    related = shown_cases(same_origin(request.user, row)[:MOST])
    shown = {
        "case": row,
        "kind": kind_text(row, len(related)),
        "states": [state_badge(row)],
        "flags": [*flags_of(row, story), *presumptive_flag(identification)],
        "tabs": tabs_of(row),
        "story": story,
        "moves": moves_of(request.user, row),
        "related": related,
        "identification": identification,
        "panels": shown_panels(request, row),
        **beside_of(row),
    }
    return render(request, "cases/case.html", shown)


def same_origin(user: User, row: RemainsCase) -> QuerySet[RemainsCase]:
    visible = RemainsCase.objects.visible_to(user).for_pages()
    same = visible.filter(container=row.container_id, recovery_site=row.recovery_site_id)
    return same.exclude(pk=row.pk).order_by("pk")


def kind_text(row: RemainsCase, others: int) -> str:
    """Remains case, one of 2 from CN-26-002214-L."""
    origin = format_html(
        '<a class="ref" href="{}">{}</a>', row.origin.get_absolute_url(), row.origin
    )
    if not others:
        return format_html(_("Remains case from {origin}"), origin=origin)
    text = _("Remains case, one of {number} from {origin}")
    return format_html(text, number=others + 1, origin=origin)


def moves_of(user: User, row: RemainsCase) -> Moves:
    why_not = case_moves(user, row)
    moves = [
        *(
            move_of(CASES, verb, row, why_not[verb], is_lead=verb == "receive")
            for verb in CASES.deeds
        ),
        correct_move(user, row),
        label_move(row),
        record_move(row),
        *identification_moves_of(user, row),
        *rare_moves(row, OF_CASE, why_not),
    ]
    return fold(moves, "receive" if row.destined_to_id else "")
