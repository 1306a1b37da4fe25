"""The three verifications of one direction by source: each figure with its day and how it is known.
Figures of two sources stand beside each other and are never added."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchanges.dashboard.figures import Figures
from exchanges.dashboard.said import recorded_as
from exchanges.dashboard.sources import Source
from exchanges.dashboard.verification_charts import charts_of
from exchanges.found import Verified
from exchanges.models import Count, ExchangeBatch, ExchangeRound, Rung, ToldFigures
from exchanges.models.told_figures import CONTENTS, IDENTITY
from repatriation.accounts.models import User
from repatriation.dashboard.charts import StepChart
from repatriation.dashboard.components import Text
from repatriation.dashboard.formats import day_text
from repatriation.ledger.clock import today

MEASURES: dict[str, Text] = {
    "opened": gettext_lazy("Containers opened"),
    "cases": gettext_lazy("Remains cases numbered"),
    "minimum": gettext_lazy("Individuals at the least"),
    "distinguished": gettext_lazy("Individuals distinguished"),
    "non_human": gettext_lazy("Cases that are not human"),
    "other_sides": gettext_lazy("Cases assessed as the other side's by a board"),
    "identified": gettext_lazy("Individuals identified"),
    "certified": gettext_lazy("Of these certified"),
}


@dataclass(frozen=True)
class Cell:
    """One source's figure, `as_of` a day, and `known` from what; None where it gave none."""

    source: str
    value: int | None = None
    as_of: str = ""
    known: str = ""


@dataclass(frozen=True)
class Row:
    label: Text
    cells: list[Cell]


@dataclass(frozen=True)
class Group:
    """One verification with its rows."""

    title: str
    rows: list[Row]


@dataclass(frozen=True)
class Verifications:
    sources: list[Source]
    groups: list[Group]
    charts: list[StepChart]


def told_in(round: ExchangeRound, reader: User) -> list[ToldFigures]:
    """What this reader may know of what was told, the oldest first."""
    rows = ToldFigures.objects.shown_to(reader).filter(round=round)
    people = ("agency__party", "recorded_by__agency", "checked_by__agency", "round__convenor")
    return list(rows.select_related(*people).order_by("as_of", "pk"))


def last_told(
    told: Iterable[ToldFigures], way: str, rung: str, source: Source
) -> ToldFigures | None:
    """What this source told last, and stands."""
    mine = [one for one in told if one.stands and (one.way, one.rung) == (way, rung)]
    return next((one for one in reversed(mine) if source.is_of(one.agency)), None)


def verifications_of(
    batches: Sequence[ExchangeBatch],
    figures: dict[int, Figures],
    sources: list[Source],
    told: list[ToldFigures],
    way: str,
    verified: Verified | None,
    reader: User,
) -> Verifications:
    groups = [
        Group(_("Count"), _count_rows(batches, figures, sources)),
        Group(_("Contents"), _told_rows(Rung.CONTENTS, sources, told, way, verified, reader)),
        Group(_("Identity"), _told_rows(Rung.IDENTITY, sources, told, way, verified, reader)),
    ]
    return Verifications(sources, groups, charts_of(sources, told, way, verified))


def _count_rows(
    batches: Sequence[ExchangeBatch], figures: dict[int, Figures], sources: list[Source]
) -> list[Row]:
    stages = (
        (_("Containers counted at the venue"), "venue"),
        (_("Containers counted at intake"), "intake"),
    )
    return [
        Row(label, [_counted([figures[one.pk] for one in batches], stage, s) for s in sources])
        for label, stage in stages
    ]


def _counted(found: list[Figures], stage: str, source: Source) -> Cell:
    """Counts of one source over the batches of one direction, which are its own to add."""
    mine: list[Count] = []
    covered = 0
    for one in found:
        of_batch = [count for count in getattr(one, stage) if source.is_of(count.source)]
        mine += of_batch if stage == "intake" else of_batch[-1:]
        covered += bool(of_batch)
    if not mine:
        return Cell(source.label)
    day = day_text(localtime(max(count.counted_at for count in mine)).date())
    partly = "" if covered == len(found) else _("of %(some)s of %(all)s batches")
    known = partly % {"some": covered, "all": len(found)}
    return Cell(source.label, sum(count.containers for count in mine), day, known)


def _told_rows(
    rung: Rung,
    sources: list[Source],
    told: list[ToldFigures],
    way: str,
    verified: Verified | None,
    reader: User,
) -> list[Row]:
    """The reader's own register beside what was told to the other side from it."""
    names = CONTENTS if rung == Rung.CONTENTS else IDENTITY
    by_source = [(source, last_told(told, way, rung, source)) for source in sources]
    rows = [
        Row(MEASURES[name], [_told_cell(source, one, name, reader) for source, one in by_source])
        for name in names
    ]
    if verified is None:
        return [row for row in rows if any(cell.value is not None for cell in row.cells)]
    own = verified.contents if rung == Rung.CONTENTS else verified.identity_figures
    return [
        Row(row.label, [_own_cell(own.get(name), row.cells[0]), *row.cells[1:]])
        for name, row in zip(names, rows, strict=True)
    ]


def _told_cell(source: Source, one: ToldFigures | None, name: str, reader: User) -> Cell:
    value = getattr(one, name) if one else None
    if one is None or value is None:
        return Cell(source.label)
    paper = one.paper  # type: ignore[attr-defined]
    return Cell(source.label, value, day_text(one.as_of), recorded_as(one, paper, reader))


def _own_cell(value: int | None, told: Cell) -> Cell:
    """By the register, today; what the other side was told stands beneath."""
    known = _("not told to the other side")
    if told.value is not None:
        said = {"number": told.value, "day": told.as_of}
        known = _("told to the other side: %(number)s as of %(day)s") % said
    return Cell(told.source, value, day_text(today()) if value is not None else "", known)
