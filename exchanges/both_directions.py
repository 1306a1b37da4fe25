"""Both directions, by round: what each source claimed, counted and identified, and what that comes
to over the rounds. Every sum stays within one source, one measure and one direction."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Count as Number
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localtime

from exchanges.found import identified_by_round
from exchanges.models import (
    Count,
    ExchangeBatch,
    ExchangeRound,
    Manifest,
    Rung,
    Side,
    Statement,
    ToldFigures,
)
from exchanges.models.statement import Act
from exchanges.policies.telling import PASSED, way_of
from repatriation.accounts.models import Agency, User
from repatriation.errors import gettext_noop as _
from repatriation.ledger.clock import today
from repatriation.ledger.states import States


class Measure(States):
    """In the order they are read in."""

    CLAIMED = "claimed", _("on its list")
    VENUE = "venue", _("counted at the venue")
    INTAKE = "intake", _("counted at intake")
    ACKNOWLEDGED = "acknowledged", _("acknowledged as received")
    IDENTIFIED = "identified", _("individuals identified")


@dataclass(frozen=True)
class Source:
    """A side, whichever agency of it spoke; or an intermediary, each by itself."""

    kind: str  # party or agency
    key: int

    @classmethod
    def of(cls, agency: Agency) -> "Source":
        return cls("party", agency.party_id) if agency.party_id else cls("agency", agency.pk)


@dataclass(frozen=True)
class Figure:
    """`cumulated` is this source's own sum over this round and those before in this direction; None
    where people could be counted twice. Not `is_whole` where not all its batches have one."""

    measure: Measure
    source: Source
    agency: Agency
    value: int
    as_of: date
    cumulated: int | None = None
    is_whole: bool = True


@dataclass
class Leg:
    """One direction of one round."""

    round: ExchangeRound
    way: str
    sender: Agency
    receiver: Agency
    batches: list[ExchangeBatch] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    @property
    def direction(self) -> tuple[Source, Source]:
        return Source.of(self.sender), Source.of(self.receiver)

    def of(self, measure: Measure, source: Source) -> Figure | None:
        return next((f for f in self.figures if (f.measure, f.source) == (measure, source)), None)


def rounds_handed_over(reader: User) -> QuerySet[ExchangeRound]:
    """In which something passed, as far as this reader sees them."""
    batches = ExchangeBatch.objects.visible_to(reader).filter(
        round=OuterRef("pk"), state__in=PASSED
    )
    rounds: QuerySet[ExchangeRound] = ExchangeRound.objects.visible_to(reader)
    return rounds.filter(Exists(batches)).select_related(
        "convenor__party", "counterpart__party", "intermediary", "venue"
    )


def both_directions(rounds: Iterable[ExchangeRound], reader: User) -> list[Leg]:
    """In the order of their days; a constant number of queries, however many rounds."""
    legs = _legs(list(rounds), reader)
    batches = {batch.pk: leg for leg in legs for batch in leg.batches}
    found: dict[int, list[Figure]] = defaultdict(list)
    known = identified_by_round([leg.round for leg in legs if _is_own(leg, reader)], reader)
    for leg, figure in [
        *_claimed(batches, reader),
        *_counted(batches, reader),
        *_acknowledged(batches, reader),
        *_identified(legs, known, reader),
    ]:
        found[id(leg)].append(figure)
    order = list(Measure)
    for leg in legs:
        leg.figures = sorted(found[id(leg)], key=lambda one: order.index(one.measure))
    _cumulate(legs, known or {}, reader)
    return legs


def _legs(rounds: list[ExchangeRound], reader: User) -> list[Leg]:
    batches = (
        ExchangeBatch.objects.visible_to(reader)
        .filter(round__in=rounds, state__in=PASSED)
        .select_related("sender__party", "receiver__party")
        .order_by("pk")
    )
    by_round: dict[int, list[ExchangeBatch]] = defaultdict(list)
    for batch in batches:
        by_round[batch.round_id].append(batch)
    legs: dict[tuple[int, str], Leg] = {}
    for round in sorted(rounds, key=lambda one: (one.date or date.max, one.reference)):
        for batch in by_round[round.pk]:
            way = str(way_of(round, batch.receiver))
            leg = Leg(round, way, batch.sender, batch.receiver)
            legs.setdefault((round.pk, way), leg).batches.append(batch)
    return list(legs.values())


def _claimed(batches: dict[int, Leg], reader: User) -> list[tuple[Leg, Figure]]:
    """By each side's own list: of the sender's the sealed one, of the receiver's the newest."""
    sealing = ExchangeBatch.objects.filter(sealed_manifest=OuterRef("pk"))
    lists = (
        Manifest.objects.visible_to(reader)
        .filter(batch__in=batches)
        .annotate(line_count=Number("lines"), is_sealed=Exists(sealing))
        .order_by("is_sealed", "pk")
    )
    in_force = {(one.batch_id, one.side): one for one in lists}
    found: list[tuple[Leg, Agency, int, date, int]] = []
    for (batch, side), one in in_force.items():
        leg = batches[batch]
        agency = leg.sender if side == Side.SENDER else leg.receiver
        day = one.said_on or localtime(one.filed_at).date()
        found.append((leg, agency, one.line_count, day, batch))
    return _added(Measure.CLAIMED, found)


def _counted(batches: dict[int, Leg], reader: User) -> list[tuple[Leg, Figure]]:
    latest: dict[tuple, Count] = {}
    counts = Count.objects.visible_to(reader).standing().filter(batch__in=batches)
    counts = counts.exclude(stage=Count.Stage.PACKING).select_related("source__party")
    for count in counts.order_by("pk"):
        share = count.allocation_id
        latest[count.batch_id, count.stage, Source.of(count.source), share] = count
    stages: dict[str, list] = {Count.Stage.VENUE: [], Count.Stage.INTAKE: []}
    for count in latest.values():
        day = localtime(count.counted_at).date()
        leg = batches[count.batch_id]
        stages[count.stage].append((leg, count.source, count.containers, day, count.batch_id))
    return [
        *_added(Measure.VENUE, stages[Count.Stage.VENUE]),
        *_added(Measure.INTAKE, stages[Count.Stage.INTAKE]),
    ]


def _acknowledged(batches: dict[int, Leg], reader: User) -> list[tuple[Leg, Figure]]:
    """What a receiver that counts elsewhere says it received."""
    said = Statement.objects.visible_to(reader).filter(batch__in=batches, act=Act.ACKNOWLEDGES)
    rows = [
        (batches[one.batch_id], one.agency, one.containers, one.said_on, one.batch_id)
        for one in said.select_related("agency__party").order_by("pk")
        if one.stands and one.batch_id and one.containers is not None
    ]
    return _added(Measure.ACKNOWLEDGED, rows)


def _added(
    measure: Measure, found: Sequence[tuple[Leg, Agency, int, date, int]]
) -> list[tuple[Leg, Figure]]:
    """Over the batches of one leg, for each source by itself."""
    groups: dict[tuple[int, Source], list] = defaultdict(list)
    for row in found:
        groups[id(row[0]), Source.of(row[1])].append(row)
    figures = []
    for (_leg, source), rows in groups.items():
        leg, agency = rows[0][0], rows[0][1]
        is_whole = {row[4] for row in rows} == {batch.pk for batch in leg.batches}
        value, day = sum(row[2] for row in rows), max(row[3] for row in rows)
        figures.append((leg, Figure(measure, source, agency, value, day, is_whole=is_whole)))
    return figures


def _is_own(leg: Leg, reader: User) -> bool:
    """What the reader's side received: its own register knows."""
    return reader.party_id is not None and leg.receiver.party_id == reader.party_id


def _identified(
    legs: list[Leg], known: dict[int, set[int]] | None, reader: User
) -> list[tuple[Leg, Figure]]:
    """By the reader's own register of what its side received; of others as they told it last."""
    figures = []
    if known is not None:
        for leg in (one for one in legs if _is_own(one, reader)):
            number = len(known[leg.round.pk])
            source = Source.of(leg.receiver)
            figure = Figure(Measure.IDENTIFIED, source, leg.receiver, number, today())
            figures.append((leg, figure))
    by_key = {(leg.round.pk, leg.way): leg for leg in legs}
    told = ToldFigures.objects.visible_to(reader).standing()
    told = told.filter(round__in={leg.round.pk for leg in legs}, rung=Rung.IDENTITY)
    last: dict[tuple, ToldFigures] = {}
    for one in told.select_related("agency__party"):
        last[one.round_id, one.way, Source.of(one.agency)] = one
    by_register = {(id(leg), figure.source) for leg, figure in figures}
    for (round, way, source), one in last.items():
        told_of = by_key.get((round, way))
        if told_of is None or one.identified is None or (id(told_of), source) in by_register:
            continue
        figure = Figure(Measure.IDENTIFIED, source, one.agency, one.identified, one.as_of)
        figures.append((told_of, figure))
    return figures


def _cumulate(legs: list[Leg], known: dict[int, set[int]], reader: User) -> None:
    """People are never added over rounds: parts of one person may come in several. Of the own
    register each is known, and counted once."""
    sums: dict[tuple, int] = defaultdict(int)
    people: dict[tuple, set[int]] = defaultdict(set)
    for leg in legs:
        for place, one in enumerate(leg.figures):
            key = (leg.direction, one.measure, one.source)
            total: int | None = None
            if one.measure != Measure.IDENTIFIED:
                total = sums[key] = sums[key] + one.value
            elif leg.round.pk in known and one.source == Source.of(leg.receiver):
                people[key] |= known[leg.round.pk] if _is_own(leg, reader) else set()
                total = len(people[key]) if _is_own(leg, reader) else None
            leg.figures[place] = replace(one, cumulated=total)
