"""What figures of a batch share: whose they are, and which batch."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from exchanges.carried import shortages
from exchanges.models import ExchangeBatch
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Input, Record, text_field
from repatriation.api.versions import as_seen
from repatriation.references import Prefix


class OfSource(Record):
    """Whose figure it is: the agency, or only its party where its agencies are its own affair."""

    source = serializers.SerializerMethodField()

    def get_source(self, row) -> str | None:
        return self.told(row.source)

    def told(self, agency) -> str | None:
        told = agency.as_told_to(self.context["request"].user) if agency else None
        return told.code if told else None


class ShortageSerializer(serializers.Serializer):
    """Containers that intake counted fewer than listed, and that were not explained since."""

    batch = serializers.CharField()
    missing = serializers.IntegerField()
    open = serializers.IntegerField()
    accepted = serializers.IntegerField()


class Shortages(serializers.Field):
    """Of one batch, or of each in a round: not added up."""

    def __init__(self):
        super().__init__(read_only=True, source="*")

    def to_representation(self, row):
        reader = self.context["request"].user
        in_round = ExchangeBatch.objects.visible_to(reader).filter(round=row.pk).order_by("pk")
        batches = [row] if isinstance(row, ExchangeBatch) else list(in_round)
        short = shortages(batches, reader)
        named = {batch.pk: batch.reference for batch in batches if batch.pk in short}
        return [
            {
                "batch": named[pk],
                "missing": short[pk].missing,
                "open": short[pk].open,
                "accepted": short[pk].accepted,
            }
            for pk in named
        ]


extend_schema_field(ShortageSerializer(many=True))(Shortages)


class PaperInput(Input):
    """Of the own side's word neither is needed."""

    said_on = serializers.DateField(required=False, help_text="The date of the message or paper.")
    source = text_field(200, help_text="The message or paper it was read in.")


class OfBatch(Endpoint):
    """Rows of a batch that this user may see, in it and by themselves."""

    scopes = {"list": "batches:read"}

    def get_queryset(self):
        return super().get_queryset().filter(batch=self.batch())

    def batch(self) -> ExchangeBatch:
        batches = ExchangeBatch.objects.visible_to(self.request.user).for_pages()
        return self.found(batches, Prefix.BATCH, self.kwargs["reference"])

    def batch_seen(self) -> ExchangeBatch:
        """What adds to a batch names the version of it that was read."""
        return as_seen(self.request, self.batch())
