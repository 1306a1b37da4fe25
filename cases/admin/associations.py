"""Which remains were held to be of one person, by whom and on what, as an auditor reads it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.models import Association, Individual, Membership
from repatriation.accounts.administration import AgencyFilter, PartAdmin, RecordAdmin


@admin.register(Association)
class AssociationAdmin(RecordAdmin):
    list_display = ("reference", "state", "first", "second", "basis", "proposed_at", "decided_at")
    list_filter = ("state", "basis", ("agency", AgencyFilter), "proposed_at", "decided_at")
    sought = ("reference", "first__reference", "second__reference")
    search_help_text = _("A whole reference, of the association or of a case.")


@admin.register(Individual)
class IndividualAdmin(RecordAdmin):
    list_display = ("reference", "state", "agency", "distinguished_at", "ended_at")
    list_filter = ("state", ("agency", AgencyFilter), "distinguished_at")
    sought = ("reference",)


@admin.register(Membership)
class MembershipAdmin(PartAdmin):
    whole = "individual"
    list_display = ("individual", "case", "joined_at", "left_at")
    list_filter = ("joined_at", "left_at")
    sought = ("individual__reference", "case__reference")
