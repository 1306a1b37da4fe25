"""Samples, worklists and results as an auditor reads them: numbers and reports, never whose."""

from django.contrib import admin

from cases.models import LabResult, Sample, Worklist
from repatriation.accounts.administration import AgencyFilter, RecordAdmin


@admin.register(Sample)
class SampleAdmin(RecordAdmin):
    list_display = ("reference", "state", "tissue", "agency", "laboratory", "due_on")
    list_filter = ("state", "tissue", ("agency", AgencyFilter), "due_on")


@admin.register(Worklist)
class WorklistAdmin(RecordAdmin):
    list_display = ("reference", "agency", "laboratory", "sent_at", "received_at", "due_on")
    list_filter = (("agency", AgencyFilter), "sent_at")


@admin.register(LabResult)
class LabResultAdmin(RecordAdmin):
    list_display = ("reference", "sample", "laboratory", "conclusion", "reported_at")
    list_filter = ("conclusion", "markers", ("laboratory", AgencyFilter), "reported_at")
