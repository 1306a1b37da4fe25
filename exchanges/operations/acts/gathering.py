"""What stands on an act, read in one transaction and as far as its issuer sees it."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count as Number
from django.db.models import F, Q

from cases.models import Scan, TallySheet
from exchanges.models import (
    BatchPlace,
    Count,
    Discrepancy,
    ExchangeBatch,
    Manifest,
    Remark,
    SpotCheck,
    Statement,
)
from exchanges.models.statement import Act as Said
from repatriation.accounts.models import User

Place = BatchPlace.Outcome
TAKEN = (Scan.Result.DONE, Scan.Result.EXTRA)
AT_HANDOVER = (Count.Stage.PACKING, Count.Stage.VENUE)


@dataclass(frozen=True)
class Handover:
    """`places` are in the order of the list, each with its claimed
    `name` only where names were asked for and the issuer may read them."""

    batch: ExchangeBatch
    manifest: Manifest | None
    listed: int
    seals: list[Statement]
    counts: list[Count]
    sheets: list[TallySheet]
    samples: list[SpotCheck]  # each with its `report`, or None
    remarks: list[Remark]
    places: list[BatchPlace]
    discrepancies: list[Discrepancy]
    has_names: bool

    @property
    def outcomes(self) -> Counter[str]:
        return Counter(place.outcome for place in self.places)

    @property
    def extra(self) -> list[BatchPlace]:
        """Handed over without standing on the list."""
        return [
            one for one in self.places if one.line_id is None and one.outcome == Place.HANDED_OVER
        ]

    @property
    def is_in_part(self) -> bool:
        return any(one.line_id and one.outcome != Place.HANDED_OVER for one in self.places)

    @property
    def by_code(self) -> dict[str, list[Discrepancy]]:
        found = defaultdict(list)
        for one in self.discrepancies:
            found[one.code].append(one)
        return dict(found)


def handover_of(batch: ExchangeBatch, by: User, *, has_names: bool) -> Handover:
    batch = (
        ExchangeBatch.objects.visible_to(by)
        .select_related(
            "sender__party",
            "receiver__party",
            "round__venue",
            "round__intermediary",
            "sealed_manifest__filed_by__agency",
        )
        .get(pk=batch.pk)
    )
    manifest = batch.sealed_manifest
    places = BatchPlace.objects
    seen = places.shown_to(by) if has_names else places.visible_to(by)
    seen = seen.filter(batch=batch).select_related("container", "line")
    return Handover(
        batch=batch,
        manifest=manifest,
        listed=manifest.lines.count() if manifest else 0,
        seals=_seals(batch, by),
        counts=_counts(batch, by),
        sheets=_sheets(batch, by),
        samples=_samples(batch, by),
        remarks=_remarks(batch, by),
        places=list(seen.order_by(F("line__position").asc(nulls_last=True), "pk")),
        discrepancies=_discrepancies(batch, by),
        has_names=has_names,
    )


def _seals(batch: ExchangeBatch, by: User) -> list[Statement]:
    said = Statement.objects.shown_to(by).filter(batch=batch, act=Said.SEALS)
    return list(said.select_related("agency", "recorded_by__agency").order_by("pk"))


def _counts(batch: ExchangeBatch, by: User) -> list[Count]:
    """Of each source the latest, before the seal and at the venue."""
    latest: dict[tuple[str, int], Count] = {}
    counts = Count.objects.visible_to(by).standing().filter(batch=batch, stage__in=AT_HANDOVER)
    related = counts.select_related("source", "statement__recorded_by__agency")
    for count in related.order_by("pk"):
        latest[count.stage, count.source_id] = count
    return list(latest.values())


def _sheets(batch: ExchangeBatch, by: User) -> list[TallySheet]:
    """One header per vehicle; `containers` are those it was the first to take over."""
    taken = Q(scans__result__in=TAKEN)
    sheets = TallySheet.objects.visible_to(by).filter(
        exchange__batch=batch, exchange__allocation=None
    )
    return list(
        sheets.select_related("opened_by", "witness")
        .annotate(containers=Number("scans__container", filter=taken, distinct=True))
        .order_by("pk")
    )


def _samples(batch: ExchangeBatch, by: User) -> list[SpotCheck]:
    checks = SpotCheck.objects.visible_to(by).filter(batch=batch).select_related("agency")
    reports = Statement.objects.shown_to(by).filter(spot_check__in=checks, lapsed_at=None)
    said = {
        one.spot_check_id: one
        for one in reports.select_related("recorded_by__agency").prefetch_related("findings__line")
    }
    rows = list(checks.order_by("pk"))
    for row in rows:
        row.report = said.get(row.pk)
    return rows


def _remarks(batch: ExchangeBatch, by: User) -> list[Remark]:
    """As they stand: what was corrected is replaced by its correction."""
    rows = Remark.objects.visible_to(by).filter(batch=batch, correction=None, lapsed_at=None)
    return list(rows.select_related("agency", "recorded_by__agency").order_by("pk"))


def _discrepancies(batch: ExchangeBatch, by: User) -> list[Discrepancy]:
    """What both sides were told: the other side reads this paper too."""
    rows = Discrepancy.objects.visible_to(by).filter(batch=batch, raised_at__isnull=False)
    return list(rows.select_related("container", "source").order_by("code", "pk"))
