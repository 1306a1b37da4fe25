"""Agreements and commitments as an auditor reads them; the rest stands on their pages."""

from django.contrib import admin

from exchanges.models import Agreement, Commitment
from repatriation.accounts.administration import AgencyFilter, RecordAdmin


@admin.register(Agreement)
class AgreementAdmin(RecordAdmin):
    list_display = ("reference", "state", "title", "convenor", "counterpart", "signed_on")
    list_filter = ("state", "signed_on", ("convenor", AgencyFilter))


@admin.register(Commitment)
class CommitmentAdmin(RecordAdmin):
    list_display = ("reference", "state", "title", "debtor", "target", "measure", "due_at")
    list_filter = ("state", "measure", "basis", ("debtor", AgencyFilter))
