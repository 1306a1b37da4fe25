"""What is told of people sought, as an auditor reads it: that it was told, by whom and when; never
a name, and of relatives no contact."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from cases.models import (
    Consent,
    LinkRequest,
    Merge,
    Outcome,
    PassedOver,
    PersonExport,
    PersonFeature,
    PersonName,
    PersonSource,
    RegisterRecord,
    Relative,
)
from repatriation.accounts.administration import AgencyFilter, PartAdmin, RecordAdmin
from repatriation.accounts.models import User


class OfPersonAdmin(PartAdmin):
    whole = "person"
    sought = ("person__reference",)


class OfRelativeAdmin(PartAdmin):
    whole = "relative__person"
    read_with = ("relative__person",)
    sought = ("relative__person__reference",)


@admin.register(PersonName)
class PersonNameAdmin(OfPersonAdmin):
    list_display = ("person", "kind", "script", "added_by", "added_at", "withdrawn_at")
    list_filter = ("kind", "script", "added_at")
    hidden = ("surname", "given_name", "patronymic", "sort_key", "keys", "withdrawn_because")


@admin.register(PersonFeature)
class PersonFeatureAdmin(OfPersonAdmin):
    list_display = ("person", "kind", "added_by", "added_at", "withdrawn_at")
    list_filter = ("kind", "added_at")
    hidden = ("text", "number", "withdrawn_because")


@admin.register(PersonSource)
class PersonSourceAdmin(OfPersonAdmin):
    list_display = ("person", "channel", "told_on", "recorded_by", "recorded_at")
    list_filter = ("channel", "told_on")
    hidden = ("told_by", "account", "relative")


@admin.register(Outcome)
class OutcomeAdmin(OfPersonAdmin):
    list_display = ("person", "kind", "reported_by", "confirmed_by", "effective_at")
    list_filter = ("kind", "reported_at", "effective_at")
    hidden = ("evidence", "withdrawn_because")


@admin.register(Relative)
class RelativeAdmin(OfPersonAdmin):
    list_display = ("person", "kinship", "order", "recorded_by", "recorded_at")
    list_filter = ("kinship", "recorded_at")
    hidden = ("name", "note")


@admin.register(PassedOver)
class PassedOverAdmin(OfRelativeAdmin):
    list_display = ("relative", "because", "passed_by", "passed_at", "withdrawn_at")
    list_filter = ("because", "passed_at")
    hidden = ("note", "withdrawn_because")


@admin.register(Consent)
class ConsentAdmin(OfRelativeAdmin):
    list_display = ("relative", "purpose", "given_on", "recorded_by", "withdrawn_on")
    list_filter = ("purpose", "given_on", "withdrawn_on")
    hidden = ("withdrawn_because",)


@admin.register(Merge)
class MergeAdmin(OfPersonAdmin):
    list_display = ("person", "into", "merged_by", "merged_at", "withdrawn_at")
    list_filter = ("merged_at", "withdrawn_at")
    hidden = ("because", "withdrawn_because")


@admin.register(LinkRequest)
class LinkRequestAdmin(OfPersonAdmin):
    list_display = ("person", "asked_by", "asked_at", "answer", "answered_by")
    list_filter = ("answer", "asked_at")
    hidden = ("note", "answer_note")


@admin.register(RegisterRecord)
class RegisterRecordAdmin(OfPersonAdmin):
    list_display = ("person", "kind", "expires_at", "kept_by", "kept_at")
    list_filter = ("kind", "kept_at")
    hidden = ("record_id", "fields", "told")


@admin.register(PersonExport)
class PersonExportAdmin(RecordAdmin):
    """That names were taken out, by whom and when; the file is its maker's own."""

    list_display = ("made_at", "agency", "format", "people", "by")
    list_filter = (("agency", AgencyFilter), "format", "made_at")
    sought = ("format",)
    hidden = ("file", "job")

    def in_sight(self, rows: Any, reader: User) -> QuerySet:
        return rows.filter(agency__party=reader.party_id)

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        return None
