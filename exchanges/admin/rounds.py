"""Exchanges as an auditor reads them, and the venues that an administrator keeps."""

from django.contrib import admin

from exchanges.models import (
    Allocation,
    Count,
    Discrepancy,
    ExchangeBatch,
    ExchangeRound,
    Manifest,
    Statement,
    Venue,
)
from repatriation.accounts.administration import KeptAdmin, RecordAdmin


@admin.register(Venue)
class VenueAdmin(KeptAdmin):
    noun = "venue"
    list_display = ("name", "place", "is_active")
    list_filter = ("is_active",)
    search_fields = ("name", "place")


@admin.register(ExchangeRound)
class ExchangeRoundAdmin(RecordAdmin):
    list_display = ("reference", "state", "date", "venue", "convenor", "counterpart")
    list_filter = ("state", ("venue", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("venue", "convenor", "counterpart")
    search_fields = ("reference",)
    date_hierarchy = "date"


@admin.register(ExchangeBatch)
class ExchangeBatchAdmin(RecordAdmin):
    list_display = ("reference", "round", "state", "sender", "receiver", "sealed_at")
    list_filter = ("state", ("sender", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("round", "sender", "receiver")
    search_fields = ("reference", "round__reference")
    date_hierarchy = "sealed_at"


@admin.register(Manifest)
class ManifestAdmin(RecordAdmin):
    list_display = ("batch", "number", "filed_at", "is_recorded_for", "said_on")
    list_filter = ("is_recorded_for",)
    list_select_related = ("batch",)
    search_fields = ("batch__reference",)
    date_hierarchy = "filed_at"


@admin.register(Statement)
class StatementAdmin(RecordAdmin):
    list_display = (
        "round",
        "act",
        "agency",
        "said_on",
        "is_recorded_for",
        "checked_at",
    )
    list_filter = ("act", "is_recorded_for", ("agency", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("round", "agency")
    search_fields = ("round__reference", "batch__reference")
    date_hierarchy = "said_on"


@admin.register(Count)
class CountAdmin(RecordAdmin):
    list_display = ("batch", "stage", "source", "containers", "counted_at")
    list_filter = ("stage", ("source", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("batch", "source")
    search_fields = ("batch__reference",)
    date_hierarchy = "counted_at"


@admin.register(Allocation)
class AllocationAdmin(RecordAdmin):
    list_display = ("batch", "mortuary", "state", "sent_at", "received_at")
    list_filter = ("state", ("mortuary", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("batch", "mortuary")
    search_fields = ("batch__reference",)
    date_hierarchy = "sent_at"


@admin.register(Discrepancy)
class DiscrepancyAdmin(RecordAdmin):
    list_display = ("reference", "code", "batch", "container", "source", "opened_at")
    list_filter = ("code", ("source", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("batch", "container", "source")
    search_fields = ("reference", "batch__reference", "container__reference")
    date_hierarchy = "opened_at"
