"""What agencies of one side ask each other to read."""

from rest_framework import serializers

from cases.models import SightRequest
from repatriation.api.fields import Record, named


class SightRequestSerializer(Record):
    """`record` is what is asked for, said to the agency that holds it."""

    record = serializers.SerializerMethodField()
    agency = named("agency")
    holder = named("holder")

    class Meta:
        model = SightRequest
        fields = [
            "record",
            "agency",
            "holder",
            "state",
            "why",
            "asked_at",
            "answer",
            "answered_at",
            "until",
            "withdrawn_because",
        ]
        read_only_fields = fields

    def get_record(self, request) -> str | None:
        held = request.holder_id == self.context["request"].user.agency_id
        return str(request.person or request.case) if held else None
