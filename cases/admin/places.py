"""Where remains lie, as an administrator keeps it."""

from django.contrib import admin

from cases.models import StorageUnit
from repatriation.accounts.administration import AgencyFilter, KeptAdmin


@admin.register(StorageUnit)
class StorageUnitAdmin(KeptAdmin):
    noun = "storage_unit"
    list_display = ("name", "agency", "kind", "is_active")
    list_filter = ("kind", "is_active", ("agency", AgencyFilter))
    list_select_related = ("agency",)
    search_fields = ("name", "agency__name")
