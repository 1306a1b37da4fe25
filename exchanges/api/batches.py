"""Batches: opened, listed, counted, sealed, handed over, and their count verified."""

from django.db.models import Count as Number
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from rest_framework import serializers
from rest_framework.response import Response

from cases.api.people import PeopleField
from cases.api.sheets import HeaderInput, SheetSerializer
from cases.models import Container
from exchanges.api.counts import LARGEST_COUNT
from exchanges.api.figures import PaperInput, Shortages
from exchanges.api.interruptions import ContainersInput, ExitInput, ReturnInput
from exchanges.api.rounds import MomentInput
from exchanges.found import cases_from, claimed_in
from exchanges.models import ExchangeBatch, ExchangeRound, Manifest, ManifestLine, Side
from exchanges.operations.acknowledging import acknowledge_batch, record_taken_over
from exchanges.operations.batches import cancel_batch, open_batch
from exchanges.operations.counting import count_batch
from exchanges.operations.handover import finish_handover, open_handover_sheet
from exchanges.operations.intake import verify_count
from exchanges.operations.listing_again import list_again
from exchanges.operations.packed_lists import list_packed
from exchanges.operations.refusing import refuse_containers, take_back_at_venue
from exchanges.operations.sealing import record_seal, seal_batch
from exchanges.operations.taking_back import record_taken_back, take_back_batch
from exchanges.policies.moves import every_batch_move
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
    ReferencesField,
    named,
    text_field,
)
from repatriation.api.filters import Code, OneOf, Reference, Text
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.references import Prefix

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
        "batches:refuse": Scope("Refuse containers at the venue", ("exchanges.hand_over_batch",)),
        "batches:take-back": Scope(
            "Record what was taken back",
            ("exchanges.hand_over_batch", "exchanges.record_for_other"),
        ),
        "batches:list-again": Scope(
            "List containers again that did not pass", ("exchanges.list_batch",)
        ),
        "batches:list-packed": Scope(
            "Make the handover list from what is packed", ("exchanges.list_batch",)
        ),
        "batches:take-over": Scope(
            "Record from its signed act what the receiver took over",
            ("exchanges.record_for_other",),
        ),
        "batches:acknowledge": Scope(
            "Acknowledge batches, or record that the receiver did",
            ("exchanges.attest_batch", "exchanges.record_for_other"),
        ),
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
            "taken_back_at",
            "acknowledged_at",
        ]
        read_only_fields = fields


class BatchSerializer(ListedBatchSerializer):
    shortages = Shortages()
    claimed_individuals = serializers.SerializerMethodField()
    people = PeopleField(lambda batch: cases_from([batch]), lambda batch: batch.receiver)
    moves = Moves(every_batch_move, hand_over="finish-handover")

    class Meta(ListedBatchSerializer.Meta):
        fields = [
            *ListedBatchSerializer.Meta.fields,
            "shortages",
            "claimed_individuals",
            "people",
            "moves",
        ]
        read_only_fields = fields

    def get_claimed_individuals(self, batch) -> int | None:
        """By the sender, for the containers that were handed over."""
        return claimed_in([batch], self.context["request"].user)


class BatchInput(Input):
    round = ReferenceField(Prefix.ROUND, ExchangeRound.objects.all)
    sender = AgencyField()
    receiver = AgencyField()


class CountInput(Input):
    containers = serializers.IntegerField(min_value=0, max_value=LARGEST_COUNT)
    packed_by = PersonField(help_text="Who packed them, and so does not count them.")
    occurred_at = Moment(required=False)


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


class PackedInput(Input):
    """Everything that is to go; what stood on the list and is not named leaves it."""

    containers = ReferencesField(Prefix.CONTAINER, Container.objects.all, most=5000)


class TakeOverInput(PaperInput):
    """From the act that the receiver signed: all that is listed, but for what it refused."""

    refused = ReferencesField(Prefix.CONTAINER, Container.objects.all, most=5000, required=False)
    occurred_at = Moment(required=False, help_text="Without it, now.")


class AcknowledgeInput(PaperInput):
    """The receiver's own word, or what its paper says."""

    containers = serializers.IntegerField(min_value=0, max_value=LARGEST_COUNT)
    receipt = text_field(60, help_text="The number of its receipt.")


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
        "refuse": ExitInput,
        "take_back_lines": ExitInput,
        "record_taken_back": ReturnInput,
        "take_back": MomentInput,
        "list_again": ContainersInput,
        "open_sheet": HeaderInput,
        "list_packed": PackedInput,
        "take_over": TakeOverInput,
        "acknowledge": AcknowledgeInput,
    }
    scopes = {
        "list": "batches:read",
        "retrieve": "batches:read",
        "create": "batches:open",
        "count": "batches:count",
        "seal": "batches:seal",
        "record_seal": "batches:record-seal",
        "finish_handover": "batches:finish-handover",
        "refuse": "batches:refuse",
        "take_back_lines": "batches:take-back",
        "record_taken_back": "batches:take-back",
        "take_back": "batches:take-back",
        "list_again": "batches:list-again",
        "verify_count": "batches:verify-count",
        "cancel": "batches:cancel",
        "list_packed": "batches:list-packed",
        "take_over": "batches:take-over",
        "acknowledge": "batches:acknowledge",
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

    def refuse(self, request, reference):
        """Refuse containers at the venue: they stay with the sender, each with a discrepancy"""
        return self._containers(refuse_containers)

    def take_back_lines(self, request, reference):
        """Record that the sender took containers back before the handover was ended"""
        return self._containers(take_back_at_venue)

    def record_taken_back(self, request, reference):
        """Record that the sender took containers back after the handover; a second person reads
        its paper before it stands"""
        return self._containers(record_taken_back)

    def take_back(self, request, reference):
        """Record that all of it went home: the round was broken off, and nothing had passed"""
        return self.shown(take_back_batch(batch=self.seen(), by=request.user, **self.given()))

    def list_again(self, request, reference):
        """List containers again that did not pass in an earlier batch, under their references"""
        return self._containers(list_again)

    def _containers(self, operation):
        batch = self.seen()
        operation(batch=batch, by=self.request.user, **self.given())
        return self.shown(batch)

    def list_packed(self, request, reference):
        """Make the handover list from the packed containers; none of them carries a name"""
        return self._containers(list_packed)

    def take_over(self, request, reference):
        """Record what the receiver took over, from its signed act; a second person reads it"""
        return self._containers(record_taken_over)

    def acknowledge(self, request, reference):
        """Acknowledge what was handed over, or record that the receiver did"""
        return self._containers(acknowledge_batch)

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
