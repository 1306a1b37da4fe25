"""Remains as an auditor reads them: what came, where it lies, who held it."""

from typing import Any, ClassVar

from django.contrib import admin

from cases.models import (
    Container,
    CustodyEvent,
    CustodyReview,
    RecoverySite,
    RemainsCase,
    Scan,
    TallySheet,
)
from repatriation.accounts.administration import (
    AgencyFilter,
    PartAdmin,
    RecordAdmin,
)


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
