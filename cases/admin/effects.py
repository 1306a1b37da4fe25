"""Personal effects as an auditor reads them: what, where and who; never what is written on them,
nor who of a family received them."""

from django.contrib import admin

from cases.models import EffectEvent, PersonalEffect
from repatriation.accounts.administration import AgencyFilter, PartAdmin, RecordAdmin


@admin.register(PersonalEffect)
class PersonalEffectAdmin(RecordAdmin):
    list_display = ("reference", "state", "kind", "case", "agency", "keeper", "recorded_at")
    list_filter = ("state", "kind", ("agency", AgencyFilter), "recorded_at")
    sought = ("reference", "case__reference", "packet")
    hidden = ("inscription", "description")
    read_with = ("finding__examination",)


@admin.register(EffectEvent)
class EffectEventAdmin(PartAdmin):
    whole = "effect"
    list_display = ("effect", "seq", "act", "agency", "recorded_by", "witness", "occurred_at")
    list_filter = ("act", ("agency", AgencyFilter), "occurred_at")
    sought = ("effect__reference",)
    hidden = ("receiver", "note")
    read_with = ("corrects__effect",)
