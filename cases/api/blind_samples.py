"""Samples as their laboratory knows them: under their numbers, and whose nobody there is told."""

from rest_framework import serializers

from cases.api.reasons import BecauseInput
from cases.models import (
    BlindSample,
)
from cases.operations import sampling
from cases.policies.samples import blind_moves
from cases.states import SampleState
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import (
    Moves,
    Record,
    named,
)
from repatriation.api.filters import Day, OneOf, Reference, Text
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.references import Prefix

declare_scopes(
    {
        "laboratory:read": Scope("Read what was sent to the laboratory, under blind numbers"),
        "laboratory:report": Scope(
            "Receive worklists, report results, ask for repeats", ("cases.report_results",)
        ),
    }
)


class BlindSampleSerializer(Record):
    """Number, tissue, sex, kinship and family: nothing that says whose it is."""

    kinship = named("relative", "kinship")
    agency = named("agency")
    repeats = serializers.SerializerMethodField()
    sex = serializers.CharField(read_only=True, allow_null=True)
    moves = Moves(blind_moves)

    class Meta:
        model = BlindSample
        fields = [
            "reference",
            "version",
            "state",
            "tissue",
            "sex",
            "kinship",
            "family",
            "repeats",
            "agency",
            "due_on",
            "moves",
        ]
        read_only_fields = fields

    def get_repeats(self, sample) -> str | None:
        return sample.repeats.reference if sample.repeats else None


class BlindSampleViewSet(Endpoint):
    """Samples as their laboratory knows them"""

    kind = Prefix.SAMPLE
    queryset = BlindSample.objects.none()
    serializer_class = BlindSampleSerializer
    inputs = {"ask_repeat": BecauseInput}
    scopes = {
        "list": "laboratory:read",
        "retrieve": "laboratory:read",
        "ask_repeat": "laboratory:report",
    }
    needs_version = frozenset({"ask_repeat"})
    filters = {
        "state": OneOf("state", SampleState),
        "worklist": Reference("lines__worklist__reference", Prefix.WORKLIST),
        "due_on__lte": Day("due_on__lte", says="Due on this day or before"),
        "q": Text("reference", says="Part of the number"),
    }
    orderings = {"reference": Order("reference"), "due_on": Order("due_on")}

    def get_queryset(self):
        return super().get_queryset().select_related("agency", "repeats", "relative").with_sex()

    def ask_repeat(self, request, reference):
        """Ask the sender for a repeat"""
        row, given = self.seen(), self.given()
        return self.shown(sampling.ask_repeat(sample=row, by=request.user, **given))
