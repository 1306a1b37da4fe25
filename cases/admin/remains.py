"""Remains as an auditor reads them: what came, where it lies, who held it."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet

from cases.models import (
    Container,
    CustodyEvent,
    CustodyReview,
    Declaration,
    Flag,
    RecoverySite,
    RemainsCase,
    Scan,
    TallySheet,
)
from repatriation.accounts.administration import AgencyFilter, PartAdmin, RecordAdmin
from repatriation.accounts.models import User


class HeldAdmin(RecordAdmin):
    list_filter: ClassVar[Any] = (
        "state",
        "kind",
        ("custodian", AgencyFilter),
        ("responsible", AgencyFilter),
    )


@admin.register(Container)
class ContainerAdmin(HeldAdmin):
    list_display = ("reference", "state", "kind", "label", "custodian", "storage_unit")
    sought = ("reference", "label")


@admin.register(RemainsCase)
class RemainsCaseAdmin(HeldAdmin):
    list_display = (
        "reference",
        "state",
        "kind",
        "container",
        "custodian",
        "storage_unit",
        "numbered_at",
    )
    list_filter = (*HeldAdmin.list_filter, "numbered_at")
    sought = ("reference", "container__reference", "recovery_site__reference")


@admin.register(CustodyEvent)
class CustodyEventAdmin(RecordAdmin):
    list_display = (
        "occurred_at",
        "kind",
        "container",
        "case",
        "from_holder",
        "to_holder",
        "recorded_by",
        "is_late",
    )
    list_filter = ("kind", "is_late", "is_on_paper", "occurred_at")
    sought = ("container__reference", "case__reference", "sheet__reference")


@admin.register(CustodyReview)
class CustodyReviewAdmin(PartAdmin):
    whole = "event"
    list_display = ("event", "done_by", "reviewed_by", "reviewed_at")
    list_filter = ("reviewed_at",)
    sought = ()


class BesideAdmin(RecordAdmin):
    """Of a container or of a case: who may read that reads what stands beside it."""

    sought = ("container__reference", "case__reference")

    def in_sight(self, rows: Any, reader: User) -> QuerySet:
        containers = Container.objects.visible_to(reader)
        cases = RemainsCase.objects.visible_to(reader)
        return rows.filter(Q(container__in=containers) | Q(case__in=cases))


@admin.register(Flag)
class FlagAdmin(BesideAdmin):
    list_display = ("kind", "container", "case", "opened_by", "opened_at", "lifted_at")
    list_filter = ("kind", "opened_at", "lifted_at")


@admin.register(Declaration)
class DeclarationAdmin(BesideAdmin):
    list_display = ("kind", "container", "case", "declared_by", "declared_at", "confirmed_at")
    list_filter = ("kind", "declared_at", "confirmed_at", "withdrawn_at")


@admin.register(RecoverySite)
class RecoverySiteAdmin(RecordAdmin):
    list_display = ("reference", "agency", "opened_by", "opened_at")
    list_filter = (("agency", AgencyFilter), "opened_at")


@admin.register(TallySheet)
class TallySheetAdmin(RecordAdmin):
    list_display = ("reference", "purpose", "agency", "opened_by", "opened_at", "closed_at")
    list_filter = ("purpose", "is_on_paper", ("agency", AgencyFilter), "opened_at")


@admin.register(Scan)
class ScanAdmin(PartAdmin):
    whole = "sheet"
    list_display = ("code", "result", "sheet", "container", "case", "scanned_by", "scanned_at")
    list_filter = ("result", "scanned_at")
    sought = ("sheet__reference", "container__reference", "case__reference")
