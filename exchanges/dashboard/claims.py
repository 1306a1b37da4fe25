"""Claim against count, by source: figures stand side by side and are never added."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exchanges.dashboard.figures import Figures
from exchanges.dashboard.sources import Source
from exchanges.models import ExchangeBatch
from exchanges.states import BEFORE_SEAL, BatchState
from repatriation.dashboard.formats import number_text

S = BatchState
BEFORE_VENUE = (*BEFORE_SEAL, S.SEALED, S.CANCELLED)
AT_INTAKE = (S.HANDED_OVER, S.RECEIVED, S.COUNT_VERIFIED)


@dataclass(frozen=True)
class Cell:
    """A figure, or the word that stands where there is none."""

    source: str
    value: int | None
    word: str = ""
    differs: bool = False


@dataclass(frozen=True)
class ClaimRow:
    label: str
    cells: list[Cell]


@dataclass(frozen=True)
class Claims:
    """A batch's table: a column for each source, a row for each claim or count."""

    sources: list[Source]
    rows: list[ClaimRow]
    says: str


def claims_of(batch: ExchangeBatch, figures: Figures, sources: list[Source]) -> Claims:
    rows = [
        _row(_("On the handover list"), sources, lambda source: _listed(batch, figures, source)),
        _row(_venue_label(batch), sources, lambda source: _at_venue(batch, figures, source)),
        _row(_intake_label(batch), sources, lambda source: _at_intake(batch, figures, source)),
    ]
    return Claims(sources, rows, _says(figures))


def _row(label: str, sources: list[Source], cell: Callable[[Source], Cell]) -> ClaimRow:
    return ClaimRow(label, [cell(source) for source in sources])


def _listed(batch: ExchangeBatch, figures: Figures, source: Source) -> Cell:
    """The claim of the sender, whoever wrote it down."""
    value = figures.listed if source.is_of(batch.sender) else None
    return Cell(source.label, value, _("none"))


def _venue_label(batch: ExchangeBatch) -> str:
    so_far = batch.state == S.IN_TRANSIT
    return _("Counted at the venue, so far") if so_far else _("Counted at the venue")


def _at_venue(batch: ExchangeBatch, figures: Figures, source: Source) -> Cell:
    if batch.state in BEFORE_VENUE:
        return Cell(source.label, None, _("not due"))
    if batch.state == S.IN_TRANSIT and source.is_of(batch.receiver):
        return Cell(source.label, figures.handed_over or None, _("none"))
    mine = [count.containers for count in figures.venue if source.is_of(count.source)]
    value = mine[-1] if mine else None
    return Cell(source.label, value, _("none"), value is not None and value != figures.listed)


def _intake_label(batch: ExchangeBatch) -> str:
    so_far = batch.state == S.HANDED_OVER
    return _("Counted at intake, so far") if so_far else _("Counted at intake")


def _at_intake(batch: ExchangeBatch, figures: Figures, source: Source) -> Cell:
    if not source.is_of(batch.receiver) or batch.state not in AT_INTAKE:
        return Cell(source.label, None, _("not due"))
    value = figures.counted_at_intake
    is_whole = batch.state != S.HANDED_OVER
    return Cell(source.label, value, _("none"), is_whole and value != figures.listed)


def _says(figures: Figures) -> str:
    said = []
    if figures.not_presented:
        said.append(
            ngettext(
                "%(number)s listed container was not presented.",
                "%(number)s listed containers were not presented.",
                figures.not_presented,
            )
            % {"number": number_text(figures.not_presented)}
        )
    if figures.refused:
        said.append(
            ngettext(
                "%(number)s container was refused.",
                "%(number)s containers were refused.",
                figures.refused,
            )
            % {"number": number_text(figures.refused)}
        )
    if figures.taken_back:
        said.append(
            ngettext(
                "%(number)s container was taken back by its sender.",
                "%(number)s containers were taken back by their sender.",
                figures.taken_back,
            )
            % {"number": number_text(figures.taken_back)}
        )
    if figures.shortfall and figures.listed and not figures.waiting:
        passed = figures.listed - figures.shortfall
        numbers = {"passed": number_text(passed), "listed": number_text(figures.listed)}
        said.insert(0, _("%(passed)s of %(listed)s listed were handed over.") % numbers)
    if figures.extra:
        said.append(
            ngettext(
                "%(number)s container was not on the list.",
                "%(number)s containers were not on the list.",
                figures.extra,
            )
            % {"number": number_text(figures.extra)}
        )
    return " ".join(said)
