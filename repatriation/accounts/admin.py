"""Agencies and parties, as an administrator keeps them; people are in `admin_people`."""

from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey
from django.http import HttpRequest

from repatriation.accounts import admin_people, admin_roles  # noqa: F401  they register
from repatriation.accounts.administration import KeptAdmin, who_asks
from repatriation.accounts.models import Agency, Party
from repatriation.accounts.suspending import why_not_suspend_agency


@admin.register(Party)
class PartyAdmin(KeptAdmin):
    noun = "party"
    list_display = ("name", "code")
    search_fields = ("name", "code")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A further side is the affair of who runs the register, not of a side."""
        return super().has_add_permission(request) and who_asks(request).agency_id is None


@admin.register(Agency)
class AgencyAdmin(KeptAdmin):
    noun = "agency"
    list_display = ("name", "code", "party", "kind", "is_active")
    list_filter = ("kind", "is_active", ("party", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("party",)
    search_fields = ("name", "code")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Agency | None = None
    ) -> tuple[str, ...]:
        """What an agency holds is its party's to see: it does not change sides. Nobody suspends
        the own one."""
        if obj is None:
            return ()
        is_own = why_not_suspend_agency(who_asks(request), obj)
        return ("party", "is_active") if is_own else ("party",)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """A side adds agencies of its own; a neutral one is added by who runs the register."""
        if who_asks(request).agency_id is not None:
            kwargs["required"] = True
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
