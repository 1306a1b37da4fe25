"""What was claimed, counted and found in some batches: a constant number of queries for all."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count as Number
from django.db.models import Exists, OuterRef, Q

from cases.models import RemainsCase
from cases.states import ARRIVED, ContainerState
from exchanges.models import Allocation, BatchPlace, Count, ExchangeBatch, Manifest, Side
from exchanges.querysets import FELL_SHORT
from repatriation.accounts.models import Agency, User

OPENED = (ContainerState.OPENED, ContainerState.EMPTIED)
Outcome = BatchPlace.Outcome
PLACES = (
    "standing",
    "handed_over",
    "not_presented",
    "refused",
    "taken_back",
    "waiting",
    "shortfall",
    "extra",
    "arrived",
    "opened",
)


@dataclass
class ShareFigures:
    """A mortuary's share; `counted` is its own count, made when its intake ended."""

    share: Allocation
    containers: int = 0
    received: int = 0
    opened: int = 0
    counted: int | None = None


@dataclass
class Figures:
    """Of one batch, as far as the reader sees it: an intermediary no containers, a mortuary its
    own. `venue` and `intake` are counts, made once; the other numbers are as things stand."""

    lists: list[Any] = field(default_factory=list)  # newest first, with what is annotated
    standing: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    handed_over: int = 0
    not_presented: int = 0
    refused: int = 0
    taken_back: int = 0
    waiting: int = 0
    shortfall: int = 0
    extra: int = 0
    arrived: int = 0
    opened: int = 0
    cases: int = 0
    venue: list[Count] = field(default_factory=list)
    intake: list[Count] = field(default_factory=list)
    shares: list[ShareFigures] = field(default_factory=list)

    @property
    def list_in_force(self) -> Any:
        """With `line_count`. Of the sender's the sealed one, or the newest."""
        sealed = next((one for one in self.lists if one.is_sealed), None)
        return sealed or self.list_of(Side.SENDER)

    def list_of(self, side: str) -> Any:
        """This side's newest version, or None."""
        return next((one for one in self.lists if one.side == side), None)

    @property
    def listed(self) -> int | None:
        return self.list_in_force.line_count if self.list_in_force else None

    def at_venue(self, agency: Agency) -> int | None:
        """This agency's count; to whoever sees no count, what was scanned of their own share."""
        mine = [count.containers for count in self.venue if count.source_id == agency.pk]
        return mine[-1] if mine else self.handed_over or None

    @property
    def counted_at_intake(self) -> int | None:
        """Shares of one side, so they may be added."""
        return sum(count.containers for count in self.intake) if self.intake else None


def figures_of(batches: Iterable[ExchangeBatch], reader: User) -> dict[int, Figures]:
    """By the key of the batch."""
    figures: dict[int, Figures] = {batch.pk: Figures() for batch in batches}
    _add_lists(figures, reader)
    _add_places(figures, reader)
    _add_counts(figures, reader)
    _add_shares(figures, reader)
    _add_cases(figures, reader)
    return figures


def _add_lists(figures: dict[int, Figures], reader: User) -> None:
    """Newest first."""
    sealing = ExchangeBatch.objects.filter(sealed_manifest=OuterRef("pk"))
    lists = (
        Manifest.objects.visible_to(reader)
        .filter(batch__in=figures)
        .select_related("filed_by__agency", "file", "batch__sender", "batch__receiver")
        .annotate(line_count=Number("lines"), is_sealed=Exists(sealing))
        .order_by("-pk")
    )
    for one in lists:
        figures[one.batch_id].lists.append(one)


def _add_places(figures: dict[int, Figures], reader: User) -> None:
    standing = ~Q(outcome=Outcome.WITHDRAWN)
    rows = (
        BatchPlace.objects.visible_to(reader)
        .filter(batch__in=figures)
        .values("batch")
        .annotate(
            standing=Number("pk", filter=standing),
            bags=Number("pk", filter=standing & Q(container__kind="bag")),
            boxes=Number("pk", filter=standing & Q(container__kind="box")),
            coffins=Number("pk", filter=standing & Q(container__kind="coffin")),
            handed_over=Number("pk", filter=Q(outcome=Outcome.HANDED_OVER)),
            not_presented=Number("pk", filter=Q(outcome=Outcome.NOT_PRESENTED)),
            refused=Number("pk", filter=Q(outcome=Outcome.REFUSED)),
            taken_back=Number("pk", filter=Q(outcome=Outcome.TAKEN_BACK)),
            waiting=Number("pk", filter=Q(outcome="")),
            shortfall=Number("pk", filter=FELL_SHORT),
            extra=Number("pk", filter=standing & Q(line=None)),
            arrived=Number("pk", filter=standing & Q(container__state__in=ARRIVED)),
            opened=Number("pk", filter=standing & Q(container__state__in=OPENED)),
        )
    )
    for row in rows:
        one = figures[row["batch"]]
        one.kinds = {kind: row[kind] for kind in ("bags", "boxes", "coffins")}
        for name in PLACES:
            setattr(one, name, row[name])


def _add_counts(figures: dict[int, Figures], reader: User) -> None:
    """Of each source the latest; at intake of each share."""
    latest: dict[tuple, Count] = {}
    counts = Count.objects.visible_to(reader).standing().filter(batch__in=figures)
    counts = counts.exclude(stage=Count.Stage.PACKING)
    for count in counts.select_related("source").order_by("pk"):
        latest[count.batch_id, count.stage, count.source_id, count.allocation_id] = count
    for count in latest.values():
        one = figures[count.batch_id]
        (one.venue if count.stage == Count.Stage.VENUE else one.intake).append(count)


def _add_shares(figures: dict[int, Figures], reader: User) -> None:
    counted = {c.allocation_id: c.containers for one in figures.values() for c in one.intake}
    shares = (
        Allocation.objects.visible_to(reader)
        .filter(batch__in=figures)
        .select_related("mortuary", "batch__receiver")
        .annotate(
            containers=Number("places"),
            received=Number("places", filter=Q(places__container__state__in=ARRIVED)),
            opened=Number("places", filter=Q(places__container__state__in=OPENED)),
        )
        .order_by("pk")
    )
    for share in shares:
        figures[share.batch_id].shares.append(
            ShareFigures(
                share, share.containers, share.received, share.opened, counted.get(share.pk)
            )
        )


def _add_cases(figures: dict[int, Figures], reader: User) -> None:
    rows = (
        RemainsCase.objects.visible_to(reader)
        .filter(container__places__batch__in=figures)
        .values("container__places__batch")
        .annotate(number=Number("pk", distinct=True))
    )
    numbers: dict[int, int] = defaultdict(int)
    for row in rows:
        numbers[row["container__places__batch"]] = row["number"]
    for key, one in figures.items():
        one.cases = numbers[key]
