"""What the pages of agreements and commitments show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.dashboard.badges import state_badge
from exchanges.dashboard.promises.progress_shown import (
    chart_of,
    deadline_text,
    forecast_text,
    milestones_shown,
    outlook_badge,
    ratio_text,
    unit_of,
)
from exchanges.dashboard.promises.trail import agreement_trail, commitment_trail
from exchanges.dashboard.promises.words_shown import words_shown
from exchanges.models import Agreement, Commitment, ExchangeRound, Fulfilment
from exchanges.policies.agreements import agreement_moves
from exchanges.policies.commitments import commitment_moves, why_not_take_out
from exchanges.policies.promise_words import open_breach
from exchanges.promised import Kept, Sourced, kept_of
from repatriation.accounts.models import User
from repatriation.audit.models import Event
from repatriation.dashboard.components import Badge, Meaning, Move, Text
from repatriation.dashboard.formats import number_text
from repatriation.dashboard.history import entries_of
from repatriation.dashboard.moves import Moves, fold
from repatriation.ledger.clock import now

SHOWN = 20  # of what happened


@dataclass(frozen=True)
class CommitmentShown:
    """A row of a list: the promise, what is verified of it, and how it goes."""

    commitment: Commitment
    state: Badge
    outlook: Badge | None
    kept: Kept
    unit: str
    due: str


def commitments_shown(rows: Iterable[Commitment]) -> list[CommitmentShown]:
    rows = list(rows)
    kept, at = kept_of(rows), now()
    return [
        CommitmentShown(
            row,
            state_badge(row),
            outlook_badge(kept[row.pk].outlook(at)) if row.state == "active" else None,
            kept[row.pk],
            unit_of(row),
            deadline_text(row.due_at, row),
        )
        for row in rows
    ]


def agreement_page(agreement: Agreement, reader: User) -> dict[str, Any]:
    commitments = Commitment.objects.visible_to(reader).filter(agreement=agreement).for_pages()
    rounds = ExchangeRound.objects.visible_to(reader).filter(agreed_under=agreement).for_pages()
    return {
        "agreement": agreement,
        "trail": agreement_trail(agreement),
        "states": [state_badge(agreement)],
        "commitments": commitments_shown(commitments.order_by("pk")),
        "rounds": [(row, state_badge(row)) for row in rounds.order_by("date", "pk")],
        "words": words_shown(agreement, reader),
        "moves": _moves("exchanges:agreement-move", agreement, agreement_moves(reader, agreement)),
        "entries": entries_of(Event.objects.of(agreement)[:SHOWN], reader),
    }


def commitment_page(commitment: Commitment, reader: User) -> dict[str, Any]:
    kept = kept_of([commitment])[commitment.pk]
    at = now()
    states = [state_badge(commitment)]
    if commitment.state == "active":
        states.append(outlook_badge(kept.outlook(at)))
    if open_breach(commitment):
        states.append(Badge(_("Breach claimed"), Meaning.CONTEST, is_flag=True))
    return {
        "commitment": commitment,
        "trail": commitment_trail(commitment),
        "states": states,
        "unit": unit_of(commitment),
        "due": deadline_text(commitment.due_at, commitment),
        "first_due": _first_due(commitment),
        "kept": kept,
        "bar": _("Verified, %(done)s of %(total)s")
        % {"done": number_text(kept.verified), "total": number_text(commitment.target)},
        "chart": chart_of(commitment, kept, at),
        "forecast": forecast_text(kept, at) if commitment.state == "active" else "",
        "ratio": ratio_text(commitment),
        "sources": [(one, _agreeing(one, kept)) for one in kept.sources],
        "milestones": milestones_shown(commitment, kept, at),
        "batches": _batches(commitment, reader),
        "words": words_shown(commitment, reader),
        "moves": _moves(
            "exchanges:commitment-move", commitment, commitment_moves(reader, commitment)
        ),
        "entries": entries_of(Event.objects.of(commitment)[:SHOWN], reader),
    }


def _first_due(commitment: Commitment) -> str:
    first = commitment.first_due_at
    return deadline_text(first, commitment) if first and first != commitment.due_at else ""


def _agreeing(one: Sourced, kept: Kept) -> str:
    """How far what it says is from what is verified. Side by side, and never added."""
    if one.says is None or one.says == kept.verified:
        return ""
    return _("differs from what is verified by %(number)s") % {
        "number": number_text(abs(one.says - kept.verified))
    }


@dataclass(frozen=True)
class BatchShown:
    fulfilment: Fulfilment
    state: Badge
    move: Move


def _batches(commitment: Commitment, reader: User) -> list[BatchShown]:
    rows = Fulfilment.objects.visible_to(reader).in_force().filter(commitment=commitment)
    rows = rows.select_related(
        "batch__round", "batch__sender", "batch__receiver", "added_by__agency"
    )
    return [
        BatchShown(
            row,
            state_badge(row.batch),
            Move(
                "take_out",
                _("Take out"),
                reverse("exchanges:take-out-batch", args=[commitment.reference, row.pk]),
                why_not=why_not_take_out(reader, commitment, row),
                asks=True,
            ),
        )
        for row in rows.order_by("batch__handed_over_at", "pk")
    ]


def _moves(name: str, row: Agreement | Commitment, moves: dict[str, Any]) -> Moves:
    labels = move_labels()
    return fold(
        Move(
            verb,
            labels[verb],
            reverse(name, args=[row.reference, verb.replace("_", "-")]),
            why_not=why_not,
            opens=True,
        )
        for verb, why_not in moves.items()
    )


def move_labels() -> dict[str, Text]:
    return {
        "plan": _("Change it"),
        "propose": _("Propose"),
        "accept": _("Accept"),
        "end": _("Give notice of its end"),
        "withdraw": _("Withdraw"),
        "draft_commitment": _("Draw up a commitment"),
        "claim": _("Say how many so far"),
        "verify": _("Say how many are verified"),
        "ask_extension": _("Ask for a later deadline"),
        "agree_extension": _("Agree to the later deadline"),
        "refuse_extension": _("Refuse the later deadline"),
        "claim_breach": _("Claim a breach"),
        "answer_breach": _("Answer the claim of a breach"),
        "drop_breach": _("Drop the claim of a breach"),
        "add_batch": _("Let a batch count"),
        "conclude": _("Conclude"),
        "supersede": _("Replace by another"),
    }
