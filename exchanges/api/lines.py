"""What stands in a batch: each container's place, from the list to its outcome."""

from django.db.models import Case, CharField, F, Q, Value, When
from rest_framework import serializers

from exchanges.models import BatchPlace, ExchangeBatch
from exchanges.policies.sides import is_of_side
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Record, named
from repatriation.api.filters import Code, OneOf, Text, YesNo
from repatriation.api.pagination import Order
from repatriation.references import Prefix


class LineSerializer(Record):
    """`claimed_name` is for those who may read the sender's claims; for all others it is empty."""

    container = named("container", "reference")
    position = serializers.IntegerField(source="line.position", allow_null=True, read_only=True)
    label = named("container", "label")
    seal = named("container", "seal")
    kind = named("container", "kind")
    state = named("container", "state")
    claimed_name = serializers.CharField(source="name", read_only=True)
    allocated_to = serializers.CharField(source="share", allow_null=True, read_only=True)

    class Meta:
        model = BatchPlace
        fields = [
            "container",
            "position",
            "label",
            "seal",
            "kind",
            "state",
            "claimed_name",
            "outcome",
            "reason",
            "note",
            "allocated_to",
            "left_at",
        ]
        read_only_fields = fields


class LineViewSet(Endpoint):
    """The containers of a batch, in the order they came to be known"""

    queryset = BatchPlace.objects.none()
    serializer_class = LineSerializer
    scopes = {"list": "batches:read"}
    filters = {
        "outcome": OneOf("outcome", BatchPlace.Outcome),
        "allocated_to": Code("share"),
        "is_listed": YesNo(Q(line__isnull=False), says="Whether it stands on the list"),
        "q": Text("container__reference", "container__label", says="Part of reference or label"),
    }
    orderings = {"place": Order("pk")}
    ordering = "place"
    page_key = "pk"

    def get_queryset(self):
        user = self.request.user
        batches = ExchangeBatch.objects.visible_to(user).select_related("receiver__party")
        batch = self.found(batches, Prefix.BATCH, self.kwargs["reference"])
        places = BatchPlace.objects.shown_to(user).filter(batch=batch)
        return places.annotate(share=_mortuary_for(user, batch))


def _mortuary_for(user, batch: ExchangeBatch) -> Case:
    """To which mortuary the receiving side sends what is its own affair, and the mortuary's."""
    sees_all = is_of_side(user, batch.receiver)
    told = Q(allocation__isnull=False) if sees_all else Q(allocation__mortuary=user.agency_id)
    code = F("allocation__mortuary__code")
    return Case(When(told, then=code), default=Value(None), output_field=CharField())
