"""Where the sides meet: kept by the administrators of both."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from exchanges.models import ExchangeRound, Venue
from exchanges.policies.venues import why_not_rename
from exchanges.zones import ZONES
from repatriation.accounts.administration import KeptAdmin

NAMING = ("name", "place", "time_zone")


class VenueForm(forms.ModelForm):
    time_zone = forms.ChoiceField(
        label=Venue._meta.get_field("time_zone").verbose_name,
        help_text=Venue._meta.get_field("time_zone").help_text,
        choices=[("", ""), *((zone, zone) for zone in ZONES)],
        required=False,
    )

    class Meta:
        model = Venue
        fields = (*NAMING, "is_active")

    def clean(self) -> dict[str, Any]:
        """The rounds are locked first: none gets a confirmation between the question and the
        answer."""
        given = super().clean() or {}
        renamed = [name for name in NAMING if name in self.changed_data]
        if self.instance.pk and renamed:
            list(
                ExchangeRound.objects.filter(venue=self.instance).order_by("pk").select_for_update()
            )
            if why_not := why_not_rename(self.instance):
                self.add_error(renamed[0], why_not)
        return given


@admin.register(Venue)
class VenueAdmin(KeptAdmin):
    noun = "venue"
    form = VenueForm
    list_display = ("name", "place", "time_zone", "is_active")
    list_filter = ("is_active",)
    search_fields = ("name", "place")

    def get_fieldsets(self, request: HttpRequest, obj: Venue | None = None) -> Any:
        """What would be refused is said before it is tried."""
        why_not = why_not_rename(obj) if obj else None
        return [(None, {"fields": VenueForm.Meta.fields, "description": why_not or ""})]
