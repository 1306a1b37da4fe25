"""Examinations as an auditor reads them: who examined, locked and reviewed; never what is written
on a thing that was found, which may be a name. Who reads the case here reads its examinations.
Restricted findings are not here at all."""

from django.contrib import admin

from cases.models import Attachment, Examination, ExaminationItem, Finding
from repatriation.accounts.administration import AgencyFilter, PartAdmin


@admin.register(Examination)
class ExaminationAdmin(PartAdmin):
    whole = "case"
    list_display = ("reference", "state", "case", "agency", "profile_locked_at", "reviewed_at")
    list_filter = ("state", ("agency", AgencyFilter), "opened_at", "reviewed_at")
    sought = ("reference", "case__reference")


@admin.register(ExaminationItem)
class ExaminationItemAdmin(PartAdmin):
    whole = "examination__case"
    list_display = ("examination", "discipline", "state", "assigned_to", "by", "on")
    list_filter = ("discipline", "state", "on")
    sought = ("examination__reference",)


@admin.register(Finding)
class FindingAdmin(PartAdmin):
    whole = "examination__case"
    list_display = ("examination", "number", "kind", "is_present", "recorded_by", "recorded_at")
    list_filter = ("discipline", "kind", "is_struck", "recorded_at")
    hidden = ("serial", "text")
    read_with = ("corrects__examination",)
    sought = ("examination__reference",)


@admin.register(Attachment)
class AttachmentAdmin(PartAdmin):
    """That there is one, and who attached or withdrew it; never the picture."""

    whole = "examination__case"
    list_display = ("examination", "number", "kind", "discipline", "added_by", "added_at")
    list_filter = ("kind", "discipline", "added_at", "withdrawn_at")
    hidden = ("caption", "file", "preview", "sent_sha256", "withdrawn_because")
    sought = ("examination__reference",)
