"""Both directions, by round: what each source claimed, counted and identified."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from exchanges.both_directions import Figure, Leg, Measure, both_directions, rounds_handed_over
from exchanges.models import ExchangeRound, Way
from repatriation.accounts.models import Agency
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Record
from repatriation.api.filters import Day
from repatriation.api.pagination import Order


class SourcedFigureSerializer(serializers.Serializer):
    """`source` is the agency that said or counted it, or its side where its agencies are its own
    affair. `cumulated` is added over the rounds of this direction within this source and measure
    alone; it is null where people could be counted twice. Never add figures of two sources."""

    measure = serializers.ChoiceField(choices=[(one.value, one.value) for one in Measure])
    source = serializers.CharField(allow_null=True)
    value = serializers.IntegerField()
    as_of = serializers.DateField()
    is_whole = serializers.BooleanField(help_text="False where it is not of all the batches.")
    cumulated = serializers.IntegerField(allow_null=True)


class DirectionSerializer(serializers.Serializer):
    way = serializers.ChoiceField(choices=Way.choices)
    sender = serializers.CharField(allow_null=True)
    receiver = serializers.CharField(allow_null=True)
    figures = SourcedFigureSerializer(many=True)


class RoundOfReportSerializer(Record):
    directions = serializers.SerializerMethodField()

    class Meta:
        model = ExchangeRound
        fields = ["reference", "date", "state", "directions"]
        read_only_fields = fields

    @extend_schema_field(DirectionSerializer(many=True))
    def get_directions(self, round) -> list:
        return [self._leg(leg) for leg in self.context["legs"].get(round.pk, [])]

    def _leg(self, leg: Leg) -> dict[str, object]:
        return {
            "way": leg.way,
            "sender": self._told(leg.sender),
            "receiver": self._told(leg.receiver),
            "figures": [self._figure(one) for one in leg.figures],
        }

    def _figure(self, one: Figure) -> dict[str, object]:
        return {
            "measure": one.measure.value,
            "source": self._told(one.agency),
            "value": one.value,
            "as_of": one.as_of.isoformat(),
            "is_whole": one.is_whole,
            "cumulated": one.cumulated,
        }

    def _told(self, agency: Agency) -> str | None:
        told = agency.as_told_to(self.context["request"].user)
        return told.code if told else None


class BothDirectionsViewSet(Endpoint):
    """Both directions, by round and by source"""

    queryset = ExchangeRound.objects.none()
    serializer_class = RoundOfReportSerializer
    scopes = {"list": "rounds:read"}
    filters = {
        "date__gte": Day("date__gte", says="On this day or later"),
        "date__lte": Day("date__lte", says="On this day or before"),
    }
    orderings = {"reference": Order("reference"), "date": Order("date", may_be_empty=True)}

    def get_queryset(self):
        return rounds_handed_over(self.request.user)

    def get_serializer_context(self):
        """What is cumulated began with the first round, whichever page is read."""
        legs: dict[int, list[Leg]] = {}
        if self.request:
            rounds = self.get_queryset()
            for leg in both_directions(rounds, self.request.user):
                legs.setdefault(leg.round.pk, []).append(leg)
        return super().get_serializer_context() | {"legs": legs}
