"""Batches: opened, listed, counted, sealed, handed over, and their count verified."""

from django.db.models import Count as Number
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from rest_framework import serializers
from rest_framework.response import Response

from cases.api.sheets import HeaderInput, SheetSerializer
from exchanges.api.rounds import MomentInput
from exchanges.models import ExchangeBatch, ExchangeRound, Manifest, ManifestLine, Side
from exchanges.operations.batches import cancel_batch, open_batch
from exchanges.operations.counting import count_batch
from exchanges.operations.handover import finish_handover, open_handover_sheet
from exchanges.operations.intake import verify_count
from exchanges.operations.sealing import record_seal, seal_batch
from exchanges.policies.batches import batch_moves
from exchanges.states import BatchState
from repatriation.api.endpoint import Endpoint, address_of
from repatriation.api.fields import (
    AgencyField,
    Input,
    Moment,
    Moves,
    PersonField,
    Record,
    ReferenceField,
    named,
    text_field,
)
from repatriation.api.filters import Code, OneOf, Reference, Text
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.references import Prefix

LARGEST_COUNT = 100_000

declare_scopes(
    {
        "batches:read": Scope("Read batches, their lines, counts and discrepancies"),
        "batches:open": Scope("Open batches", ("exchanges.open_batch",)),
        "batches:count": Scope("Record counts before the seal", ("exchanges.count_batch",)),
        "batches:seal": Scope("Seal batches", ("exchanges.seal_batch",)),
        "batches:record-seal": Scope(
            "Record that the sender sealed on paper", ("exchanges.record_for_other",)
        ),
        "batches:finish-handover": Scope("End handovers", ("exchanges.hand_over_batch",)),
        "batches:verify-count": Scope("Verify counts", ("exchanges.verify_count",)),
        "batches:cancel": Scope("Cancel batches", ("exchanges.open_batch",)),
        "sheets:open": Scope("Open tally sheets", ("exchanges.hand_over_batch",)),
        "sheets:scan": Scope("Send scans of a tally sheet", ("exchanges.hand_over_batch",)),
        "sheets:close": Scope("End tally sheets", ("exchanges.hand_over_batch",)),
    }
)


class ListedBatchSerializer(Record):
    round = named("round", "reference")
    sender = named("sender")
    receiver = named("receiver")
    list_number = serializers.IntegerField(read_only=True, allow_null=True)
    listed = serializers.IntegerField(
        read_only=True, allow_null=True, help_text="Lines of the list in force: the claim."
    )

    class Meta:
        model = ExchangeBatch
        fields = [
            "reference",
            "version",
            "state",
            "round",
            "sender",
            "receiver",
            "list_number",
            "listed",
            "sealed_at",
            "sealed_digest",
            "handed_over_at",
        ]
        read_only_fields = fields


class BatchSerializer(ListedBatchSerializer):
    moves = Moves(batch_moves, hand_over="finish-handover")

    class Meta(ListedBatchSerializer.Meta):
        fields = [*ListedBatchSerializer.Meta.fields, "moves"]
        read_only_fields = fields


class BatchInput(Input):
    round = ReferenceField(Prefix.ROUND, ExchangeRound.objects.all)
    sender = AgencyField()
    receiver = AgencyField()


class CountInput(Input):
    containers = serializers.IntegerField(min_value=0, max_value=LARGEST_COUNT)
    packed_by = PersonField(help_text="Who packed them, and so does not count them.")
    occurred_at = Moment(required=False)


class PaperInput(Input):
    said_on = serializers.DateField(required=False, help_text="The date of the paper.")
    source = text_field(200, help_text="The message or paper it was read in.")


def batches_of(user):
    """With what is shown of the list in force: the sealed version, or the newest."""
    newest = Manifest.objects.filter(batch=OuterRef("pk"), side=Side.SENDER).order_by("-number")
    lines = (
        ManifestLine.objects.filter(manifest=OuterRef("in_force"))
        .order_by()
        .values("manifest")
        .annotate(number=Number("pk"))
        .values("number")
    )
    number = Manifest.objects.filter(pk=OuterRef("in_force")).values("number")
    return (
        ExchangeBatch.objects.visible_to(user)
        .for_pages()
        .annotate(in_force=Coalesce(F("sealed_manifest"), Subquery(newest.values("pk")[:1])))
        .annotate(list_number=Subquery(number), listed=Subquery(lines))
    )


class BatchViewSet(Endpoint):
    """What one side hands to the other in one round"""

    kind = Prefix.BATCH
    queryset = ExchangeBatch.objects.none()
    serializer_class = BatchSerializer
    outputs = {"list": ListedBatchSerializer, "open_sheet": SheetSerializer}
    inputs = {
        "create": BatchInput,
        "count": CountInput,
        "seal": MomentInput,
        "record_seal": PaperInput,
        "finish_handover": MomentInput,
        "open_sheet": HeaderInput,
    }
    scopes = {
        "list": "batches:read",
        "retrieve": "batches:read",
        "create": "batches:open",
        "count": "batches:count",
        "seal": "batches:seal",
        "record_seal": "batches:record-seal",
        "finish_handover": "batches:finish-handover",
        "verify_count": "batches:verify-count",
        "cancel": "batches:cancel",
        "open_sheet": "sheets:open",
    }
    creates = frozenset({"create", "open_sheet"})
    needs_version = frozenset(scopes) - {"list", "retrieve", "create", "open_sheet"}
    filters = {
        "state": OneOf("state", BatchState),
        "round": Reference("round__reference", Prefix.ROUND),
        "sender": Code("sender__code"),
        "receiver": Code("receiver__code"),
        "q": Text("reference", "round__reference", says="Part of the reference, or the round's"),
    }

    def get_queryset(self):
        return batches_of(self.request.user)

    def create(self, request):
        """Open a batch for one direction of a round"""
        batch = open_batch(by=request.user, **self.given())
        return self.created(batch, "batches", batch)

    def count(self, request, reference):
        """Record a count against the list in force, by a person who did not pack"""
        batch = self.seen()
        count_batch(batch=batch, by=request.user, **self.given())
        return self.shown(batch)

    def seal(self, request, reference):
        """Seal it: the list in force, word for word, is what goes"""
        return self.shown(seal_batch(batch=self.seen(), by=request.user, **self.given()))

    def record_seal(self, request, reference):
        """Record that the sender sealed on paper; a second person reads it before it stands"""
        batch = self.seen()
        record_seal(batch=batch, by=request.user, **self.given())
        return self.shown(batch)

    def finish_handover(self, request, reference):
        """End the handover: what was scanned is the count at the venue"""
        return self.shown(finish_handover(batch=self.seen(), by=request.user, **self.given()))

    def verify_count(self, request, reference):
        """Verify the count: a difference is opened, not smoothed"""
        self.given()
        return self.shown(verify_count(batch=self.seen(), by=request.user))

    def cancel(self, request, reference):
        """Cancel it before it is sealed"""
        self.given()
        return self.shown(cancel_batch(batch=self.seen(), by=request.user))

    def open_sheet(self, request, reference):
        """Open a tally sheet for a vehicle at the venue"""
        batch = self.get_object()
        return opened(self, open_handover_sheet(batch=batch, by=request.user, **self.given()))


def opened(endpoint: Endpoint, sheet):
    """A sheet stands at its own address, whatever it was opened for."""
    shown = SheetSerializer(sheet, context=endpoint.get_serializer_context())
    headers = {"Location": address_of("sheets", sheet)}
    return Response(shown.data, status=201, headers=headers)
