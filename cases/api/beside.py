"""What stands beside the state of containers and cases, for programs to read and to look for."""

from dataclasses import dataclass

from django.db.models import Choices, Q
from rest_framework import serializers

from cases.api.circumstances import ActInput
from cases.models.container import Hazard
from cases.models.flag import FlagKind
from repatriation.api.fields import AgencyField, Input
from repatriation.api.filters import OneOf


@dataclass(frozen=True)
class Flagged(OneOf):
    """Those on which one of these flags is open."""

    path: str = "flags"
    values: type[Choices] = FlagKind

    def condition(self, name: str, given: list[str]) -> Q:
        super().condition(name, given)
        return Q(**{f"{self.path}__overlap": given})


class FlagsField(serializers.ListField):
    """The kinds of its open flags."""

    def __init__(self) -> None:
        super().__init__(child=serializers.ChoiceField(FlagKind), read_only=True)


class SendInput(ActInput):
    to = AgencyField()


class HazardInput(ActInput):
    hazard = serializers.ChoiceField(Hazard)


class ReasonInput(Input):
    reason = serializers.CharField(max_length=500)
