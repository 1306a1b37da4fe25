"""What was counted and what disagrees: each with its source, never added up."""

from rest_framework import serializers

from exchanges.models import Count, Discrepancy, ExchangeBatch
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Record, named
from repatriation.api.filters import Code, OneOf
from repatriation.api.pagination import Order
from repatriation.references import Prefix


class OfSource(Record):
    """Whose figure it is: the agency, or only its party where its agencies are its own affair."""

    source = serializers.SerializerMethodField()

    def get_source(self, row) -> str | None:
        told = row.source.as_told_to(self.context["request"].user)
        return told.code if told else None


class CountSerializer(OfSource):
    list_number = serializers.IntegerField(
        source="manifest.number", allow_null=True, read_only=True
    )

    class Meta:
        model = Count
        fields = ["stage", "source", "containers", "list_number", "counted_at"]
        read_only_fields = fields


class DiscrepancySerializer(OfSource):
    container = named("container", "reference")

    class Meta:
        model = Discrepancy
        fields = ["reference", "code", "container", "listed", "counted", "source", "opened_at"]
        read_only_fields = fields


class OfBatch(Endpoint):
    """Rows of a batch that this user may see, in it and by themselves."""

    scopes = {"list": "batches:read"}

    def get_queryset(self):
        batches = ExchangeBatch.objects.visible_to(self.request.user)
        batch = self.found(batches, Prefix.BATCH, self.kwargs["reference"])
        return super().get_queryset().filter(batch=batch)


class CountViewSet(OfBatch):
    """Figures of the batch, by source and stage"""

    queryset = Count.objects.none()
    serializer_class = CountSerializer
    filters = {"stage": OneOf("stage", Count.Stage), "source": Code("source__code")}
    orderings = {"counted_at": Order("counted_at")}
    ordering = "counted_at"
    page_key = "pk"

    def get_queryset(self):
        return super().get_queryset().select_related("source__party", "manifest")


class DiscrepancyViewSet(OfBatch):
    """Where the list, the counts and the containers disagree"""

    queryset = Discrepancy.objects.none()
    serializer_class = DiscrepancySerializer
    filters = {"code": OneOf("code", Discrepancy.Code), "source": Code("source__code")}

    def get_queryset(self):
        return super().get_queryset().select_related("container", "source__party")
