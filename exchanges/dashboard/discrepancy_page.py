"""What the page of a discrepancy shows."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchanges.dashboard.badges import state_badge
from exchanges.dashboard.said import recorded_as
from exchanges.dashboard.sources import direction_of
from exchanges.dashboard.trail import batch_trail
from exchanges.models import Answer, BatchPlace, Discrepancy
from exchanges.policies.discrepancies import discrepancy_moves
from exchanges.policies.rounds import why_not_check
from exchanges.states import discrepancy_workflow
from repatriation.accounts.models import User
from repatriation.audit.models import Event
from repatriation.dashboard.components import Move, Text
from repatriation.dashboard.formats import number_text
from repatriation.dashboard.history import entries_of
from repatriation.dashboard.moves import Moves, fold

SHOWN = 20  # of what happened
LABELS: dict[str, Text] = {
    "raise": gettext_lazy("Tell the other side"),
    "assign": gettext_lazy("Say who follows it up"),
}


@dataclass(frozen=True)
class AnswerShown:
    answer: Answer
    source: str
    move: Move | None


def discrepancy_page(row: Discrepancy, reader: User) -> dict[str, Any]:
    place = None
    if row.container_id:
        places = BatchPlace.objects.visible_to(reader)
        place = places.filter(batch=row.batch_id, container=row.container_id).first()
    return {
        "discrepancy": row,
        "title": _("%(number)s, %(what)s")
        % {"number": row.reference, "what": row.get_code_display()},
        "kind": capfirst(row.get_code_display()),
        "direction": direction_of(row.batch),
        "trail": batch_trail(row.batch, row.reference),
        "states": [state_badge(row)],
        "figures": figures_text(row),
        "container": row.container if place else None,
        "moves": moves_of(row, reader),
        "answers": _answers(row, reader),
        "entries": entries_of(Event.objects.of(row)[:SHOWN], reader),
    }


def figures_text(row: Discrepancy) -> str:
    """Each figure with its source."""
    if row.counted_by:
        said = _("%(one)s: %(counted)s. %(other)s: %(other_counted)s.")
        return said % {
            "one": row.counted_by,
            "counted": number_text(row.counted or 0),
            "other": row.other_source,
            "other_counted": number_text(row.other_counted or 0),
        }
    if row.listed is None:
        return ""
    return _("listed %(listed)s, counted %(counted)s") % {
        "listed": number_text(row.listed),
        "counted": number_text(row.counted or 0),
    }


def moves_of(row: Discrepancy, reader: User) -> Moves:
    moves = []
    for verb, why_not in discrepancy_moves(reader, row).items():
        url = reverse("exchanges:discrepancy-move", args=[row.reference, verb])
        label = LABELS.get(verb) or discrepancy_workflow.label(verb)
        moves.append(Move(verb, label, url, why_not=why_not, opens=True))
    return fold(moves)


def _answers(row: Discrepancy, reader: User) -> list[AnswerShown]:
    rows = Answer.objects.visible_to(reader).filter(discrepancy=row)
    rows = rows.select_related("agency", "recorded_by__agency", "checked_by").order_by("pk")
    shown = []
    for answer in rows:
        answer.discrepancy = row
        move = None if answer.stands else checking_answer(answer, reader)
        shown.append(AnswerShown(answer, recorded_as(answer, answer.source, reader), move))
    return shown


def checking_answer(answer: Answer, reader: User) -> Move:
    url = reverse("exchanges:check-answer", args=[answer.discrepancy.reference, answer.pk])
    return Move("check", _("Check"), url, why_not=why_not_check(reader, answer), asks=True)


def around(row: Discrepancy, title: Text) -> dict[str, Any]:
    """What a page about a move has around it."""
    kind = _("Discrepancy %(number)s, %(what)s")
    return {
        "title": title,
        "kind": kind % {"number": row.reference, "what": row.get_code_display()},
        "trail": batch_trail(row.batch, title),
        "back": row.get_absolute_url(),
    }
