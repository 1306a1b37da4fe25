"""Where the sides meet: kept by the administrators of both."""

from django.contrib import admin

from exchanges.models import Venue
from repatriation.accounts.administration import KeptAdmin


@admin.register(Venue)
class VenueAdmin(KeptAdmin):
    noun = "venue"
    list_display = ("name", "place", "is_active")
    list_filter = ("is_active",)
    search_fields = ("name", "place")
