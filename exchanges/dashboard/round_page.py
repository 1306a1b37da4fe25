"""What the page of a round shows: both directions side by side, and what everybody said."""

from dataclasses import dataclass
from typing import Any

from exchanges.carried import Shortage, shortages
from exchanges.dashboard.badges import state_badge
from exchanges.dashboard.claims import Claims, claims_of
from exchanges.dashboard.figures import Figures, figures_of
from exchanges.dashboard.figures_told_shown import figures_to_check
from exchanges.dashboard.interruptions_shown import stops_of
from exchanges.dashboard.ladder import HANDED_OVER, ladder_of
from exchanges.dashboard.messages_shown import thread_of
from exchanges.dashboard.moves import moves_of_round
from exchanges.dashboard.said import speakers_of, to_check
from exchanges.dashboard.sources import Source, direction, sources_for
from exchanges.dashboard.trail import round_trail
from exchanges.dashboard.verifications import (
    Verifications,
    last_told,
    told_in,
    verifications_of,
)
from exchanges.dashboard.windows import window_text
from exchanges.found import verified_in
from exchanges.models import ExchangeBatch, ExchangeRound
from exchanges.models import Rung as RungOf
from exchanges.policies.telling import way_of
from repatriation.accounts.models import User
from repatriation.audit.models import Event, stream_of
from repatriation.dashboard.components import Badge, Entry, Rung
from repatriation.dashboard.history import entries_of

SHOWN = 12  # of what happened


@dataclass(frozen=True)
class BatchOfRound:
    batch: ExchangeBatch
    state: Badge
    figures: Figures
    claims: Claims
    shortage: Shortage | None


@dataclass(frozen=True)
class Direction:
    """From one side to the other. `name` is its address on the page."""

    name: str
    title: str
    batches: list[BatchOfRound]

    @property
    def state(self) -> Badge | None:
        """Beside the title where there is one batch; else each has its own."""
        return self.batches[0].state if len(self.batches) == 1 else None


def round_page(round: ExchangeRound, reader: User) -> dict[str, Any]:
    batches = list(
        ExchangeBatch.objects.visible_to(reader).filter(round=round).for_pages().order_by("pk")
    )
    figures, short = figures_of(batches, reader), shortages(batches, reader)
    sources = sources_for(reader, round)
    directions = [
        _direction(name, first, second, batches, figures, sources, short)
        for name, first, second in (
            ("incoming", sources[1], sources[0]),
            ("outgoing", sources[0], sources[1]),
        )
    ]
    climbs = _climbs(round, directions, figures, sources, reader)
    return {
        "round": round,
        "window": window_text(round),
        "trail": round_trail(round),
        "states": [state_badge(round)],
        "directions": directions,
        "climbs": climbs,
        "figures_to_check": figures_to_check(round, reader),
        "speakers": speakers_of(round, reader),
        "to_check": to_check(round, reader),
        "stops": stops_of(round, reader),
        "thread": thread_of(round, reader),
        "moves": moves_of_round(reader, round),
        "entries": _entries(round, batches, reader),
    }


@dataclass(frozen=True)
class Climb:
    """The three verifications of one direction: as a ladder of its receiver's, and by source."""

    direction: Direction
    ladder: list[Rung]
    verifications: Verifications | None


def _climbs(
    round: ExchangeRound,
    directions: list[Direction],
    figures: dict[int, Figures],
    sources: list[Source],
    reader: User,
) -> list[Climb]:
    """Of the directions in which something goes; of a round without a batch, of the first."""
    going = [one for one in directions if one.batches] or directions[:1]
    told = told_in(round, reader)
    climbs = []
    for one in going:
        batches = [of.batch for of in one.batches]
        over = [batch for batch in batches if batch.state in HANDED_OVER]
        receiver = sources[0] if one.name == "incoming" else sources[1]
        way = way_of(round, receiver.agency)
        opened = sum(figures[batch.pk].opened for batch in over)
        verified = verified_in(over, opened, reader)
        last = {str(rung): last_told(told, way, rung, receiver) for rung in RungOf}
        ladder = ladder_of(batches, figures, reader, verified, last)
        found = None
        if over:
            found = verifications_of(over, figures, sources, told, way, verified, reader)
        climbs.append(Climb(one, ladder, found))
    return climbs


def _direction(
    name: str,
    sender: Source,
    receiver: Source,
    batches: list[ExchangeBatch],
    figures: dict[int, Figures],
    sources: list[Source],
    short: dict[int, Shortage],
) -> Direction:
    going = [
        BatchOfRound(
            batch,
            state_badge(batch),
            figures[batch.pk],
            claims_of(batch, figures[batch.pk], sources),
            short.get(batch.pk),
        )
        for batch in batches
        if receiver.is_of(batch.receiver)
    ]
    return Direction(name, direction(sender.agency, receiver.agency), going)


def _entries(round: ExchangeRound, batches: list[ExchangeBatch], reader: User) -> list[Entry]:
    """Of the round and of its batches that the reader may see."""
    records = {stream_of(batch): batch.reference for batch in batches}
    streams = [stream_of(round), *records]
    newest = list(Event.objects.filter(stream__in=streams).order_by("-pk")[:SHOWN])
    newest.sort(key=lambda event: (event.occurred_at, event.pk), reverse=True)
    return entries_of(newest, reader, records=records)
