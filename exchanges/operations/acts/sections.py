"""The parts of an act, each in both of its languages."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.utils import formats, timezone

from exchanges.models import BatchPlace, Count, Discrepancy, ExchangeBatch
from exchanges.models.said import Said
from exchanges.operations.acts.gathering import Handover
from exchanges.states import RoundState
from repatriation.accounts.models import Agency
from repatriation.documents.document import Column, Document, minute
from repatriation.documents.voice import Voice
from repatriation.documents.words import in_words
from repatriation.errors import Sentence as S
from repatriation.errors import gettext_noop as _

REFERENCES = 12  # named in the body; the annex names all
Place = BatchPlace.Outcome
Fact = tuple[object, object]

RECORDED = _("recorded by %(agency)s from “%(paper)s” of %(day)s")
NOT_CHECKED = _("recorded by %(agency)s from “%(paper)s” of %(day)s, not checked yet")
OWN = _("own entry")
WINDOW = _("%(window)s, time zone %(zone)s")
AND_MORE = _("%(references)s, and %(number)s more in annex 2")
VERSION = _("version %(number)s, %(lines)s lines")


def party_of(agency: Agency) -> str:
    return f"{agency}, {agency.party}" if agency.party else str(agency)


def number_and_words(number: int, voice: Voice) -> str:
    """1,245 (one thousand two hundred forty-five), a line for each language."""

    def said(language: str) -> str:
        words = in_words(number, language)
        digits = formats.number_format(number, use_l10n=True, force_grouping=True)
        return f"{digits} ({words})" if words else digits

    return voice.each(said)


def window_of(round: Any) -> object:
    """With the zone it is in: the two sides may live in two."""
    if not (round.window_from and round.date):
        return "–"
    until = f"–{round.window_until:%H:%M}" if round.window_until else ""
    opens = timezone.make_aware(datetime.combine(round.date, round.window_from or time()))
    zone = f"{settings.TIME_ZONE} ({opens.isoformat()[-6:]})"
    return S(WINDOW, {"window": f"{round.window_from:%H:%M}{until}", "zone": zone})


def facts_of_round(batch: ExchangeBatch) -> list[Fact]:
    round = batch.round
    venue = round.venue
    where = ", ".join(part for part in (str(venue), venue.place) if part) if venue else "–"
    facts: list[Fact] = [
        (S(_("Handed over by")), party_of(batch.sender)),
        (S(_("Received by")), party_of(batch.receiver)),
        (S(_("Neutral intermediary")), str(round.intermediary or "–")),
        (S(_("Round, batch")), f"{round.reference}, {batch.reference}"),
        (S(_("Venue")), where),
        (S(_("Date")), f"{round.date:%Y-%m-%d}" if round.date else "–"),
        (S(_("Window")), window_of(round)),
    ]
    optional = (
        (S(_("Agreement")), round.agreement),
        (S(_("Corridor")), round.corridor),
        (S(_("Cease-fire")), round.cease_fire),
        (S(_("Transport")), round.transport),
    )
    return facts + [fact for fact in optional if fact[1]]


def facts_of_list(handover: Handover) -> Iterator[Fact]:
    batch, manifest = handover.batch, handover.manifest
    if batch.handed_over_at:
        yield S(_("Handover ended")), minute(batch.handed_over_at)
    if manifest is None:
        return
    said = {"number": manifest.number, "lines": handover.listed}
    yield S(_("Handover list")), S(VERSION, said)
    if manifest.is_recorded_for:
        yield S(_("How we have the list")), _recorded(manifest.filed_by, manifest)
    if batch.sealed_at:
        yield S(_("Sealed")), minute(batch.sealed_at)
    yield S(_("Digest of the seal (SHA-256)")), batch.sealed_digest
    for seal in handover.seals:
        yield S(_("Declaration of the sender")), how_known(seal)


def how_known(said: Said) -> S:
    """An entry of the agency itself, or ours for it, with the paper it was read in."""
    if not said.is_recorded_for:
        return S(OWN)
    return _recorded(said.recorded_by, said, NOT_CHECKED if not said.stands else RECORDED)


def _recorded(recorder: Any, said: Any, message: str = RECORDED) -> S:
    paper = getattr(said, "paper", said.source)
    day = f"{said.said_on:%Y-%m-%d}" if said.said_on else "–"
    return S(message, {"agency": str(recorder.agency), "paper": paper or "–", "day": day})


def draw_figures(paper: Document, handover: Handover) -> None:
    outcomes, extra = handover.outcomes, len(handover.extra)
    over = outcomes[Place.HANDED_OVER]
    rows: list[tuple[object, int]] = [
        (S(_("Listed and sealed")), handover.listed),
        (S(_("Handed over")), over),
        (S(_("– of these on the list")), over - extra),
        (S(_("– of these not on the list")), extra),
    ]
    rows += [
        (outcome.label, outcomes[outcome])
        for outcome in Place
        if outcome != Place.HANDED_OVER and (outcomes[outcome] or outcome == Place.NOT_PRESENTED)
    ]
    paper.section(S(_("Containers by outcome")))
    columns = [Column(S(_("Outcome")), 2), Column(S(_("Containers, in numbers and words")), 4)]
    told = [(label, number_and_words(number, paper.voice)) for label, number in rows]
    paper.ruled_table(columns, told)
    if handover.batch.round.state == RoundState.BROKEN_OFF:
        paper.paragraph(S(_("The round was broken off before all had passed.")))
    if handover.is_in_part:
        paper.paragraph(S(_("The batch was handed over in part: not all that was listed came.")))


def draw_counts(paper: Document, handover: Handover) -> None:
    paper.section(
        S(_("Counts, each with its source")),
        note=S(_("What different sources counted stands side by side and is never added.")),
    )
    columns = [
        Column(S(_("Counted by")), 2),
        Column(S(_("When")), 1.6),
        Column(S(_("Containers, in numbers and words")), 3),
    ]
    rows = [_count_row(count, paper.voice) for count in handover.counts]
    paper.ruled_table(columns, rows, blank_rows=0 if rows else 2)


def _count_row(count: Count, voice: Voice) -> tuple[object, ...]:
    stage = Count.Stage(count.stage).label
    when = f"{voice.said(stage)}\n{minute(count.counted_at)}"
    source = str(count.source)
    if count.statement and count.statement.is_recorded_for:
        source += f"\n{voice.said(how_known(count.statement))}"
    return source, when, number_and_words(count.containers, voice)


def draw_discrepancies(paper: Document, handover: Handover) -> None:
    paper.section(S(_("Discrepancies")))
    if not handover.discrepancies:
        paper.paragraph(S(_("None was opened.")))
        return
    columns = [
        Column(S(_("What")), 1.6),
        Column(S(_("How many")), 0.9, "R"),
        Column(S(_("References")), 4),
    ]
    rows = [
        (Discrepancy.Code(code).label, len(found), _references(found))
        for code, found in handover.by_code.items()
    ]
    paper.ruled_table(columns, rows)


def _references(found: list[Discrepancy]) -> object:
    named = ", ".join(one.reference for one in found[:REFERENCES])
    if len(found) <= REFERENCES:
        return named
    return S(AND_MORE, {"references": named, "number": len(found) - REFERENCES})


def draw_vehicles(paper: Document, handover: Handover) -> None:
    """Of the tally sheets the issuer sees: its own."""
    if not handover.sheets:
        return
    paper.section(S(_("Vehicles and tally sheets")))
    columns = [
        Column(S(_("Tally sheet")), 1.4),
        Column(S(_("Vehicle, place")), 1.6),
        Column(S(_("Handed over by")), 1.5),
        Column(S(_("Received by")), 1.5),
        Column(S(_("Witness")), 1.4),
        Column(S(_("Containers")), 1.2, "R"),
    ]
    paper.ruled_table(columns, [_sheet_row(sheet, paper.voice) for sheet in handover.sheets])


def _sheet_row(sheet: Any, voice: Voice) -> tuple[object, ...]:
    place = ", ".join(part for part in (sheet.vehicle, sheet.place) if part)
    marked = f"\n{voice.said(S(_('entered from paper')))}" if sheet.is_on_paper else ""
    witness = sheet.witness.name if sheet.witness else sheet.outside_witness
    return (
        f"{sheet.reference}{marked}",
        place,
        sheet.handed_over_by or "–",
        sheet.opened_by.name,
        witness or "–",
        sheet.containers,
    )
