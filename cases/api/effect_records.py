"""How a personal effect and its custody are read over the API."""

from rest_framework import serializers

from cases.models import EffectEvent, PersonalEffect
from cases.policies.effects import effect_moves
from repatriation.api.fields import Moves, Record, named


class ListedEffectSerializer(Record):
    case = named("case", "reference")
    container = named("container", "reference")
    agency = named("agency")
    storage_unit = named("storage_unit", "name")
    is_received = serializers.SerializerMethodField(help_text="By an effects custodian.")

    class Meta:
        model = PersonalEffect
        fields = [
            "reference",
            "version",
            "state",
            "case",
            "container",
            "kind",
            "condition",
            "hazard",
            "packet",
            "hold_order",
            "agency",
            "is_received",
            "storage_unit",
            "place",
            "recorded_at",
        ]
        read_only_fields = fields

    def get_is_received(self, row) -> bool:
        return row.keeper_id is not None


class EffectEventSerializer(Record):
    agency = named("agency")
    storage_unit = named("storage_unit", "name")
    release = named("release", "reference")
    corrects = named("corrects", "seq")

    class Meta:
        model = EffectEvent
        fields = [
            "seq",
            "act",
            "agency",
            "storage_unit",
            "place",
            "packet",
            "order",
            "release",
            "receipt",
            "note",
            "corrects",
            "is_late",
            "occurred_at",
            "recorded_at",
        ]
        read_only_fields = fields


class EffectSerializer(ListedEffectSerializer):
    """`inscription` as it is written, for the house alone; of who received it nothing is read."""

    inscription = serializers.CharField(source="written", read_only=True)
    custody = serializers.SerializerMethodField()
    moves = Moves(effect_moves)

    class Meta(ListedEffectSerializer.Meta):
        fields = [
            *ListedEffectSerializer.Meta.fields,
            "description",
            "inscription",
            "custody",
            "moves",
        ]
        read_only_fields = fields

    def get_custody(self, row) -> EffectEventSerializer(many=True):  # type: ignore[valid-type]
        return EffectEventSerializer(row.custody.for_pages(), many=True).data
