"""Allocations: which mortuary takes which of the received containers."""

from django.db.models import Count as Number
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from cases.api.sheets import HeaderInput, SheetSerializer
from cases.models import Container
from exchanges.api.batches import opened
from exchanges.api.counts import LARGEST_COUNT
from exchanges.api.figures import OfBatch
from exchanges.api.rounds import MomentInput
from exchanges.models import Allocation, ExchangeBatch
from exchanges.operations.allocating import allocate_containers, send_allocation
from exchanges.operations.intake import finish_intake, open_receipt_sheet
from exchanges.policies.allocations import allocation_moves
from exchanges.states import AllocationState
from repatriation.api.bulk import MOST
from repatriation.api.fields import (
    AgencyField,
    Input,
    Moves,
    Record,
    ReferencesField,
    named,
    text_field,
)
from repatriation.api.filters import OneOf
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.api.versions import as_seen
from repatriation.references import Prefix

declare_scopes(
    {
        "allocations:read": Scope("Read the shares of mortuaries"),
        "allocations:allocate": Scope("Allocate containers", ("exchanges.allocate_batch",)),
        "allocations:send": Scope("Send shares on", ("exchanges.send_allocation",)),
        "allocations:finish-intake": Scope(
            "End the intake of a share", ("cases.receive_container",)
        ),
    }
)


class ShareSerializer(Record):
    batch = named("batch", "reference")
    mortuary = named("mortuary")
    containers = serializers.IntegerField(read_only=True)
    moves = Moves(allocation_moves, receive="finish-intake")

    class Meta:
        model = Allocation
        fields = [
            "batch",
            "mortuary",
            "version",
            "state",
            "containers",
            "because",
            "sent_at",
            "received_at",
            "moves",
        ]
        read_only_fields = fields


class AllocateInput(Input):
    """So many of those not allocated yet, in the order of the list; or just these."""

    mortuary = AgencyField()
    count = serializers.IntegerField(min_value=1, max_value=LARGEST_COUNT, required=False)
    containers = ReferencesField(Prefix.CONTAINER, Container.objects.all, most=MOST, required=False)
    because = text_field(200, help_text="Why it takes more than it has room for.")

    def validate(self, data):
        if ("count" in data) == ("containers" in data):
            raise ValidationError(_("Give either a count or containers."), "invalid")
        return data


class ShareViewSet(OfBatch):
    """The shares of mortuaries in a batch; one is named by its mortuary's code"""

    queryset = Allocation.objects.none()
    serializer_class = ShareSerializer
    outputs = {"open_sheet": SheetSerializer}
    inputs = {
        "create": AllocateInput,
        "send": MomentInput,
        "finish_intake": MomentInput,
        "open_sheet": HeaderInput,
    }
    scopes = {
        "list": "allocations:read",
        "retrieve": "allocations:read",
        "create": "allocations:allocate",
        "send": "allocations:send",
        "finish_intake": "allocations:finish-intake",
        "open_sheet": "sheets:open",
    }
    creates = frozenset({"create", "open_sheet"})
    needs_version = frozenset({"create", "send", "finish_intake"})
    filters = {"state": OneOf("state", AllocationState)}
    orderings = {"allocation": Order("pk")}
    ordering = "allocation"
    page_key = "pk"

    def get_queryset(self):
        shares = super().get_queryset().annotate(containers=Number("places"))
        return shares.select_related("batch__receiver", "mortuary")

    def get_object(self):
        rows = self.get_queryset()
        if share := rows.filter(mortuary__code=self.kwargs["mortuary"]).first():
            return share
        raise Http404

    def create(self, request, reference):
        """Allocate handed-over containers to a mortuary; If-Match names the batch's version"""
        batches = ExchangeBatch.objects.visible_to(request.user)
        batch = as_seen(request, self.found(batches, Prefix.BATCH, reference))
        share = allocate_containers(batch=batch, by=request.user, **self.given())
        return self.created(share, "batches", batch, "allocations", share.mortuary.code)

    def send(self, request, reference, mortuary):
        """Send it: the vehicle left, and the mortuary is told"""
        return self.shown(send_allocation(allocation=self.seen(), by=request.user, **self.given()))

    def finish_intake(self, request, reference, mortuary):
        """End the intake: what was received is the mortuary's own count"""
        return self.shown(finish_intake(allocation=self.seen(), by=request.user, **self.given()))

    def open_sheet(self, request, reference, mortuary):
        """Open a tally sheet for a bay at the mortuary"""
        share = self.get_object()
        return opened(self, open_receipt_sheet(allocation=share, by=request.user, **self.given()))
