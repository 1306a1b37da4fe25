"""Releases as an auditor reads them: who authorised, who released, on what; never who received."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.models import KinReferral, PartsAnswer, Release, TakeBackTask
from repatriation.accounts.administration import PartAdmin, RecordAdmin


@admin.register(Release)
class ReleaseAdmin(RecordAdmin):
    list_display = ("reference", "state", "case", "to", "authorised_at", "released_at", "back_at")
    list_filter = ("state", "to", "authorised_at", "released_at")
    hidden = ("receiver", "burial_place")
    sought = ("reference", "case__reference", "receipt")
    search_help_text = _("A whole reference, or a whole number of a receipt.")


@admin.register(KinReferral)
class KinReferralAdmin(PartAdmin):
    whole = "identification"
    list_display = ("identification", "because", "referred_at", "decision", "order", "decided_at")
    list_filter = ("because", "decision", "referred_at")
    sought = ("identification__reference", "order")


@admin.register(PartsAnswer)
class PartsAnswerAdmin(PartAdmin):
    whole = "case"
    list_display = ("case", "wish", "asked_on", "recorded_by", "recorded_at")
    list_filter = ("wish", "asked_on")
    sought = ("case__reference",)


@admin.register(TakeBackTask)
class TakeBackTaskAdmin(PartAdmin):
    whole = "release__case"
    list_display = ("release", "because", "opened_at", "outcome", "ended_at")
    list_filter = ("because", "outcome", "opened_at")
    read_with = ("release__case",)
    sought = ("release__reference",)
