"""Decisions on whose dead remains are, as an auditor reads them: on which kinds of evidence, and by
whom. What was found on the dead is for those who examine."""

from django.contrib import admin

from cases.models import AffiliationDecision, AffiliationEvidence
from repatriation.accounts.administration import AgencyFilter, PartAdmin, RecordAdmin


@admin.register(AffiliationDecision)
class AffiliationDecisionAdmin(RecordAdmin):
    list_display = ("reference", "state", "case", "claimed", "assessed", "agency", "decided_at")
    list_filter = ("state", "assessed", ("agency", AgencyFilter), "proposed_at", "decided_at")
    sought = ("reference", "case__reference")


@admin.register(AffiliationEvidence)
class AffiliationEvidenceAdmin(PartAdmin):
    whole = "decision"
    list_display = ("decision", "number", "kind", "found_with", "method", "withdrawn_at")
    list_filter = ("kind", "added_at")
    hidden = ("what",)
    read_with = ("decision", "found_with")
    sought = ("decision__reference",)
