"""Remains as an auditor reads them, and the places that an administrator keeps."""

from django.contrib import admin

from cases.models import (
    Container,
    CustodyEvent,
    RecoverySite,
    RemainsCase,
    StorageUnit,
    TallySheet,
)
from repatriation.accounts.administration import KeptAdmin, RecordAdmin


@admin.register(StorageUnit)
class StorageUnitAdmin(KeptAdmin):
    noun = "storage_unit"
    list_display = ("name", "agency", "kind", "is_active")
    list_filter = ("kind", "is_active", ("agency", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("agency",)
    search_fields = ("name", "agency__name")


class HeldAdmin(RecordAdmin):
    list_filter = ("state", "kind", ("custodian", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("custodian", "responsible", "storage_unit")


@admin.register(Container)
class ContainerAdmin(HeldAdmin):
    list_display = ("reference", "state", "kind", "custodian", "responsible", "storage_unit")
    search_fields = ("reference", "label", "seal")


@admin.register(RemainsCase)
class RemainsCaseAdmin(HeldAdmin):
    list_display = (
        "reference",
        "state",
        "kind",
        "custodian",
        "responsible",
        "storage_unit",
        "numbered_at",
    )
    search_fields = ("reference", "container__reference", "recovery_site__reference")
    date_hierarchy = "numbered_at"


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
    list_filter = ("kind", "is_late", "is_on_paper")
    list_select_related = ("container", "case", "from_holder", "to_holder", "recorded_by")
    search_fields = ("container__reference", "case__reference")
    date_hierarchy = "occurred_at"


@admin.register(RecoverySite)
class RecoverySiteAdmin(RecordAdmin):
    list_display = ("reference", "agency", "opened_by", "opened_at")
    list_filter = (("agency", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("agency", "opened_by")
    search_fields = ("reference",)
    date_hierarchy = "opened_at"


@admin.register(TallySheet)
class TallySheetAdmin(RecordAdmin):
    list_display = ("reference", "purpose", "agency", "opened_by", "opened_at", "closed_at")
    list_filter = ("purpose", "is_on_paper", ("agency", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("agency", "opened_by")
    search_fields = ("reference",)
    date_hierarchy = "opened_at"
