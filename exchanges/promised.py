"""What was kept of a promise: whose figure, of how many batches, and when it was handed over."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from exchanges.forecasting import Delivered, Forecast, Outlook, forecast, outlook, reached_at, total
from exchanges.models import AgreementWord, Commitment, Count, ExchangeBatch, Fulfilment
from exchanges.models.commitment import Basis
from exchanges.states import BatchState
from repatriation.accounts.models import Agency

Act = AgreementWord.Act
LAST = time(23, 59, 59)


@dataclass
class Sourced:
    """One source's own figures, never added to another's: what it counted at the venue, in how many
    of the batches, and what it says it is in all."""

    agency: Agency
    counted: int = 0
    batches: int = 0
    says: int | None = None
    says_as_of: date | None = None


@dataclass
class Kept:
    """`deliveries` are by the basis of the commitment and make what is verified."""

    commitment: Commitment
    sources: list[Sourced] = field(default_factory=list)
    deliveries: list[Delivered] = field(default_factory=list)
    batches: int = 0  # that count towards it, and were handed over

    @property
    def verified(self) -> int:
        return total(self.deliveries)

    @property
    def reached_at(self) -> datetime | None:
        return reached_at(self.deliveries, self.commitment.target)

    def outlook(self, now: datetime) -> Outlook:
        row = self.commitment
        since = row.active_since or now
        return outlook(self.deliveries, target=row.target, since=since, due=row.due_at, now=now)

    def forecast(self, now: datetime) -> Forecast | None:
        since = self.commitment.active_since or now
        target = self.commitment.target
        return forecast(self.deliveries, target=target, since=since, now=now)

    def verified_by(self, moment: datetime) -> int:
        return total([one for one in self.deliveries if one.at <= moment])


def kept_of(commitments: Iterable[Commitment]) -> dict[int, Kept]:
    """By the key of the commitment; a constant number of queries for all. Both sides read the same
    figures: an intake that nobody verified yet is no figure."""
    rows = {row.pk: row for row in commitments}
    batches = _batches(rows)
    venue = _at_venue({batch.pk for some in batches.values() for batch in some})
    intake = _at_intake({batch.pk for some in batches.values() for batch in some})
    words = _figures_said(rows)
    kept = {}
    for pk, row in rows.items():
        kept[pk] = Kept(row, batches=len(batches[pk]))
        kept[pk].sources = _sources(row, batches[pk], venue, words[pk])
        kept[pk].deliveries = _deliveries(row, batches[pk], venue, intake, words[pk])
    return kept


def _batches(rows: dict[int, Commitment]) -> dict[int, list[ExchangeBatch]]:
    linked = (
        Fulfilment.objects.in_force()
        .filter(commitment__in=rows, batch__handed_over_at__isnull=False)
        .select_related("batch__sender", "batch__receiver", "batch__round__intermediary")
        .order_by("batch__handed_over_at", "pk")
    )
    found: dict[int, list[ExchangeBatch]] = defaultdict(list)
    for one in linked:
        found[one.commitment_id].append(one.batch)
    return found


def _at_venue(batches: set[int]) -> dict[tuple[int, int | None], Count]:
    """By batch and party; the intermediary has none. The last one of a side is its figure."""
    counts = Count.objects.at_venue().filter(batch__in=batches)
    return {(count.batch_id, count.source.party_id): count for count in counts}


def _at_intake(batches: set[int]) -> dict[int, int]:
    counts = Count.objects.at_intake().filter(
        batch__in=batches, batch__state=BatchState.COUNT_VERIFIED
    )
    sums: dict[int, int] = defaultdict(int)
    for count in counts:
        sums[count.batch_id] += count.containers  # shares of one side
    return sums


def _figures_said(rows: dict[int, Commitment]) -> dict[int, list[AgreementWord]]:
    words = (
        AgreementWord.objects.standing()
        .filter(commitment__in=rows, act__in=[Act.CLAIMS, Act.VERIFIES])
        .select_related("agency", "commitment")
        .order_by("as_of", "pk")
    )
    said: dict[int, list[AgreementWord]] = defaultdict(list)
    for word in words:
        if word.commitment_id:
            said[word.commitment_id].append(word)
    return said


def _sources(row: Commitment, batches, venue, words) -> list[Sourced]:
    """The two sides and whoever is named as the intermediary, each by itself."""
    named = row.agreement.intermediary
    found = []
    for agency in [row.debtor, row.creditor, *([named] if named else [])]:
        counts = [venue.get((batch.pk, agency.party_id)) for batch in batches]
        known = [count for count in counts if count]
        said = [w for w in words if w.agency.party_id == agency.party_id and w.act == Act.CLAIMS]
        found.append(
            Sourced(
                agency,
                sum(count.containers for count in known),
                len(known),
                said[-1].figure if said else None,
                said[-1].as_of if said else None,
            )
        )
    return found


def _deliveries(row: Commitment, batches, venue, intake, words) -> list[Delivered]:
    """What counts is when it was handed over; how many, by the basis."""
    if row.basis == Basis.STATED:
        return _stated([word for word in words if word.act == Act.VERIFIES])
    found = []
    for batch in batches:
        if row.basis == Basis.INTAKE:
            number = intake.get(batch.pk)
        else:
            party = row.creditor.party_id if row.basis == Basis.VENUE else None
            count = venue.get((batch.pk, party))
            number = count.containers if count else None
        if number:
            found.append(Delivered(batch.handed_over_at, number))
    return found


def _stated(words: list[AgreementWord]) -> list[Delivered]:
    """Each word says how many in all; what it adds to the one before was delivered by its day. A
    lower one corrects, and takes away."""
    found, before = [], 0
    for word in words:
        figure = word.figure or 0
        found.append(Delivered(_end_of(word), figure - before))
        before = figure
    return found


def _end_of(word: AgreementWord) -> datetime:
    """The last moment of the day, in the time zone of the deadline."""
    assert word.commitment  # so do constraints
    assert word.as_of
    return datetime.combine(word.as_of, LAST, tzinfo=word.commitment.zone)
