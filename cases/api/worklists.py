"""Samples sent to a laboratory together, and what arrived of them."""

from rest_framework import serializers

from cases.models import (
    Sample,
    Worklist,
    WorklistLine,
)
from cases.operations import worklists
from cases.policies.samples import worklist_moves
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import (
    AgencyField,
    Input,
    Moves,
    Record,
    ReferencesField,
    named,
    text_field,
)
from repatriation.api.filters import Code, Day, Text
from repatriation.api.pagination import Order
from repatriation.references import Prefix

MOST = 1000


class WorklistLineSerializer(Record):
    sample = named("sample", "reference")
    tissue = named("sample", "tissue")
    kinship = named("sample.relative", "kinship")
    family = named("sample", "family")
    state = named("sample", "state")

    class Meta:
        model = WorklistLine
        fields = ["position", "sample", "tissue", "sex", "kinship", "family", "state", "arrival"]
        read_only_fields = fields


class ListedWorklistSerializer(Record):
    agency = named("agency")
    laboratory = named("laboratory")

    class Meta:
        model = Worklist
        fields = [
            "reference",
            "version",
            "agency",
            "laboratory",
            "due_on",
            "seal",
            "carrier",
            "sent_at",
            "received_at",
            "received_from",
        ]
        read_only_fields = fields


class WorklistSerializer(ListedWorklistSerializer):
    lines = WorklistLineSerializer(many=True, read_only=True)
    moves = Moves(worklist_moves)

    class Meta(ListedWorklistSerializer.Meta):
        fields = [*ListedWorklistSerializer.Meta.fields, "lines", "moves"]
        read_only_fields = fields


class SendSamplesInput(Input):
    samples = ReferencesField(Prefix.SAMPLE, lambda: Sample.objects, most=MOST)
    laboratory = AgencyField()
    due_on = serializers.DateField()
    seal = text_field(60)
    carrier = text_field(120)


class ReceiveInput(Input):
    """Samples not named here arrived as they should."""

    damaged = serializers.ListField(
        child=serializers.CharField(max_length=40), max_length=MOST, required=False
    )
    missing = serializers.ListField(
        child=serializers.CharField(max_length=40), max_length=MOST, required=False
    )
    source = text_field(200, help_text="The laboratory's paper, where its sender records this.")


class WorklistViewSet(Endpoint):
    """Samples sent to a laboratory together"""

    kind = Prefix.WORKLIST
    queryset = Worklist.objects.none()
    serializer_class = WorklistSerializer
    outputs = {"list": ListedWorklistSerializer}
    inputs = {"create": SendSamplesInput, "receive": ReceiveInput}
    scopes = {
        "list": "samples:read",
        "retrieve": "samples:read",
        "create": "samples:send",
        "receive": "laboratory:report",
    }
    needs_version = frozenset({"receive"})
    filters = {
        "laboratory": Code("laboratory__code"),
        "agency": Code("agency__code"),
        "due_on__lte": Day("due_on__lte", says="Due on this day or before"),
        "q": Text("reference", "seal", says="Part of the reference or seal"),
    }
    orderings = {"reference": Order("reference"), "due_on": Order("due_on")}

    def get_queryset(self):
        rows = super().get_queryset().for_pages()
        return rows if self.action == "list" else rows.prefetch_related("lines__sample__relative")

    def create(self, request):
        """Send samples to a laboratory"""
        row = worklists.send_samples(by=request.user, **self.given())
        return self.created(row, "worklists", row)

    def receive(self, request, reference):
        """Say what arrived"""
        row, given = self.seen(), self.given()
        return self.shown(worklists.receive_worklist(worklist=row, by=request.user, **given))
