"""What is sent when a round does not go on as planned, or containers do not pass."""

from django.db.models import Exists, OuterRef
from rest_framework import serializers

from cases.models import Container
from exchanges.models import BatchPlace
from exchanges.models.statement import Reason
from repatriation.api.fields import AgencyField, Input, Moment, ReferencesField, text_field
from repatriation.references import Prefix

MOST = 1000


class WordInput(Input):
    """Without an agency the own side speaks. What another side said names its message."""

    agency = AgencyField(required=False)
    reason = serializers.ChoiceField(choices=Reason.choices)
    note = text_field(500, help_text="Read by the two sides only. No names of the dead.")
    said_on = serializers.DateField(required=False, help_text="The date of the message.")
    source = text_field(200, help_text="The message or paper it was read in.")


class BreakOffInput(WordInput):
    occurred_at = Moment(required=False, help_text="Without it, now.")


class DisputeInput(Input):
    """Without an agency the own side speaks."""

    agency = AgencyField(required=False)
    note = text_field(500, help_text="Read by the two sides only. No names of the dead.")
    said_on = serializers.DateField(required=False, help_text="The date of the message.")
    source = text_field(200, help_text="The message or paper it was read in.")


class OnLines:
    """Containers as lines of the batches a user sees, whoever holds them now."""

    @staticmethod
    def visible_to(user):
        places = BatchPlace.objects.visible_to(user)
        return Container.objects.filter(Exists(places.filter(container=OuterRef("pk"))))


class ContainersInput(Input):
    containers = ReferencesField(Prefix.CONTAINER, OnLines, most=MOST)


class ExitInput(ContainersInput):
    reason = serializers.ChoiceField(choices=BatchPlace.Reason.choices)
    note = text_field(200)
    occurred_at = Moment(required=False, help_text="Without it, now.")


class ReturnInput(ExitInput):
    said_on = serializers.DateField(help_text="The date of the sender's paper.")
    source = text_field(200, help_text="The sender's signed paper.")
