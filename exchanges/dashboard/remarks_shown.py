"""What was attested, looked at and remarked at a handover, as the page of its batch shows it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.dashboard.said import recorded_as
from exchanges.models import BatchPlace, ExchangeBatch, Remark, SpotCheck
from exchanges.policies.rounds import why_not_check
from repatriation.accounts.models import User
from repatriation.dashboard.components import Move


@dataclass(frozen=True)
class RemarkShown:
    remark: Remark
    source: str
    move: Move | None


@dataclass(frozen=True)
class CheckShown:
    check: SpotCheck
    url: str
    looked_at: int
    differing: int
    is_reported: bool


def remarks_shown(batch: ExchangeBatch, reader: User) -> list[RemarkShown]:
    rows = Remark.objects.visible_to(reader).filter(batch=batch)
    rows = rows.select_related("agency", "recorded_by__agency", "checked_by", "correction")
    shown = []
    for row in rows.order_by("pk"):
        row.batch = batch
        move = None if row.stands else checking_remark(row, reader)
        shown.append(RemarkShown(row, recorded_as(row, row.source, reader), move))
    return shown


def checks_shown(batch: ExchangeBatch, reader: User) -> list[CheckShown]:
    rows = SpotCheck.objects.visible_to(reader).filter(batch=batch).select_related("agency")
    rows = rows.prefetch_related("reports__findings").order_by("pk")
    return [_check(row, batch) for row in rows]


def _check(row: SpotCheck, batch: ExchangeBatch) -> CheckShown:
    standing = [report for report in row.reports.all() if report.stands]
    found = [finding.what for finding in standing[-1].findings.all()] if standing else []
    url = reverse("exchanges:sample", args=[batch.reference, row.pk])
    differing = sum(what != "as_listed" for what in found)
    return CheckShown(row, url, len(found), differing, bool(standing))


def checking_remark(remark: Remark, reader: User) -> Move:
    url = reverse("exchanges:check-remark", args=[remark.batch.reference, remark.pk])
    return Move("check", _("Check"), url, why_not=why_not_check(reader, remark), asks=True)


def labels_of(check: SpotCheck, reader: User) -> dict[int, str]:
    """By position, for those who see lines; the intermediary reads numbers alone."""
    places = BatchPlace.objects.visible_to(reader).filter(
        line__manifest=check.manifest_id, line__position__in=check.positions
    )
    return dict(places.values_list("line__position", "line__label"))
