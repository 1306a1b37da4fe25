"""Batches as an auditor reads them: lists, counts, places, shares, discrepancies."""

from django.contrib import admin

from exchanges.models import (
    Allocation,
    BatchPlace,
    BatchSheet,
    Count,
    Discrepancy,
    ExchangeBatch,
    Manifest,
    ManifestLine,
    SavedColumns,
)
from repatriation.accounts.administration import AgencyFilter, PartAdmin, RecordAdmin


@admin.register(ExchangeBatch)
class ExchangeBatchAdmin(RecordAdmin):
    list_display = ("reference", "round", "state", "sender", "receiver", "sealed_at")
    list_filter = ("state", ("sender", AgencyFilter), ("receiver", AgencyFilter), "sealed_at")
    read_with = ("sealed_manifest__batch",)
    sought = ("reference", "round__reference")


@admin.register(Manifest)
class ManifestAdmin(RecordAdmin):
    list_display = ("batch", "side", "number", "filed_by", "filed_at", "is_recorded_for", "said_on")
    list_filter = ("side", "is_recorded_for", "filed_at")
    hidden = ("mapping",)
    sought = ("batch__reference",)


@admin.register(ManifestLine)
class ManifestLineAdmin(PartAdmin):
    """Without what the sender claims of a person: names are read on the list's own page, by those
    who may."""

    whole = "manifest"
    list_display = ("manifest", "position", "label", "seal", "container_kind", "has_no_label")
    list_filter = ("has_no_label",)
    read_with = ("manifest__batch",)
    sought = ("label",)
    hidden = (
        "claimed_name",
        "claimed_surname",
        "claimed_given_name",
        "claimed_patronymic",
        "claimed_birth_date",
        "claimed_rank",
        "claimed_unit",
        "claimed_service_number",
        "origin_place",
        "origin_sector",
        "origin_facility",
        "recovered_on",
        "died_on",
        "documents",
        "effects_packet",
        "remarks",
        "as_sent",
    )


@admin.register(SavedColumns)
class SavedColumnsAdmin(RecordAdmin):
    list_display = ("sender", "party", "saved_by", "saved_at", "stopped_at")
    list_filter = (("sender", AgencyFilter), "stopped_at")
    sought = ("sender__name",)


@admin.register(BatchPlace)
class BatchPlaceAdmin(RecordAdmin):
    list_display = ("container", "batch", "outcome", "allocation", "left_at")
    list_filter = ("outcome", "left_at")
    read_with = ("allocation__batch", "allocation__mortuary", "line__manifest__batch")
    sought = ("container__reference", "batch__reference")


@admin.register(BatchSheet)
class BatchSheetAdmin(PartAdmin):
    whole = "sheet"
    list_display = ("sheet", "batch", "allocation")
    read_with = ("allocation__batch", "allocation__mortuary")
    sought = ("sheet__reference", "batch__reference")


@admin.register(Count)
class CountAdmin(RecordAdmin):
    list_display = ("batch", "stage", "source", "containers", "counted_by", "counted_at")
    list_filter = ("stage", ("source", AgencyFilter), "counted_at")
    read_with = ("manifest__batch", "allocation__batch", "allocation__mortuary")
    sought = ("batch__reference",)


@admin.register(Allocation)
class AllocationAdmin(RecordAdmin):
    list_display = ("batch", "mortuary", "state", "sent_at", "received_at")
    list_filter = ("state", ("mortuary", AgencyFilter), "sent_at")
    sought = ("batch__reference",)


@admin.register(Discrepancy)
class DiscrepancyAdmin(RecordAdmin):
    list_display = ("reference", "code", "batch", "container", "source", "opened_at")
    list_filter = ("code", ("source", AgencyFilter), "opened_at")
    sought = ("reference", "batch__reference", "container__reference")
