"""What the moves of a personal effect are told over the API."""

from typing import Any

from rest_framework import serializers

from cases.api.circumstances import StorageUnitField
from cases.models import Container, RemainsCase
from cases.models.codes import EffectCondition, EffectKind
from cases.models.container import Hazard
from cases.operations.effect_acts import When
from repatriation.api.fields import (
    AgencyField,
    Input,
    Moment,
    PersonField,
    ReferenceField,
    text_field,
)
from repatriation.references import Prefix


class TimedInput(Input):
    occurred_at = Moment(required=False, help_text="Without it, now.")
    is_late = serializers.BooleanField(
        required=False, help_text="Entered late: something later is recorded already."
    )


class RecordEffectInput(TimedInput):
    """Found with a `case`, or loose in a `container`."""

    case = ReferenceField(Prefix.REMAINS_CASE, lambda: RemainsCase.objects, required=False)
    container = ReferenceField(Prefix.CONTAINER, lambda: Container.objects, required=False)
    kind = serializers.ChoiceField(EffectKind.choices)
    description = serializers.CharField(max_length=300)
    inscription = text_field(300)
    condition = serializers.ChoiceField(EffectCondition.choices, required=False)
    hazard = serializers.ChoiceField(Hazard.choices, required=False)
    examination = serializers.CharField(max_length=40, required=False)
    finding = serializers.IntegerField(
        min_value=1, max_value=10_000, required=False, help_text="Its number in `examination`."
    )


class SomewhereInput(TimedInput):
    storage_unit = StorageUnitField(required=False)
    place = text_field(120)


class ReceiveEffectInput(SomewhereInput):
    witness = PersonField(required=False)
    note = text_field(300)


class SealInput(TimedInput):
    packet = serializers.CharField(max_length=60)
    witness = PersonField()


class OpenPacketInput(TimedInput):
    note = serializers.CharField(max_length=300)
    witness = PersonField()


class AssignEffectInput(TimedInput):
    case = ReferenceField(Prefix.REMAINS_CASE, lambda: RemainsCase.objects)
    note = text_field(300)


class LeaveInput(TimedInput):
    receipt = serializers.CharField(max_length=60)
    receiver = serializers.CharField(
        max_length=120, help_text="Who received it. Written here, and never read over the API."
    )
    witness = PersonField()


class BureauInput(TimedInput):
    bureau = AgencyField()
    receipt = serializers.CharField(max_length=60)
    witness = PersonField()


class EffectNoteInput(TimedInput):
    note = serializers.CharField(max_length=300)


class BackInput(SomewhereInput):
    note = serializers.CharField(max_length=300)


class HoldEffectInput(Input):
    order = serializers.CharField(max_length=120)
    note = serializers.CharField(max_length=300)


class LiftEffectInput(Input):
    note = serializers.CharField(max_length=300)


class DestroyInput(EffectNoteInput):
    hazard = serializers.ChoiceField(Hazard.choices)
    witness = PersonField()


class CorrectInput(Input):
    number = serializers.IntegerField(min_value=1, max_value=10_000, help_text="Of the act.")
    note = serializers.CharField(max_length=300)


def timed(given: dict[str, Any]) -> dict[str, Any]:
    """As the operations take it."""
    when = When(given.pop("occurred_at", None), given.pop("is_late", False))
    return given | {"when": when}
