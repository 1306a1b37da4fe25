"""How many people some remains are of: figures that only stand beside each other."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.models import RemainsCase
from cases.models.counting import people_told
from repatriation.accounts.models import Agency


class PeopleSerializer(serializers.Serializer):
    """Of human remains that the own side answers for. `minimum` is counted from elements that
    repeat, recorded of `inventoried` cases; it is never a count of rows."""

    cases = serializers.IntegerField()
    inventoried = serializers.IntegerField()
    minimum = serializers.IntegerField()
    distinguished = serializers.IntegerField()
    identified = serializers.IntegerField()


class PeopleField(serializers.Field):
    """Null for who may not know it."""

    def __init__(
        self, cases_of: Callable[[Any], QuerySet[RemainsCase]], agency_of: Callable[[Any], Agency]
    ):
        super().__init__(read_only=True, source="*")
        self.cases_of, self.agency_of = cases_of, agency_of

    def to_representation(self, row):
        reader, side = self.context["request"].user, self.agency_of(row).party_id
        people = people_told(reader, self.cases_of(row), side)
        return PeopleSerializer(people).data if people else None


extend_schema_field(PeopleSerializer(allow_null=True))(PeopleField)
