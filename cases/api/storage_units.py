"""The places where remains lie."""

from django.db.models import Q
from rest_framework import serializers

from cases.models import StorageUnit
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Record, named
from repatriation.api.filters import Code, OneOf, Text, YesNo
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes

declare_scopes({"storage-units:read": Scope("Read storage units")})


class StorageUnitSerializer(Record):
    agency = named("agency")
    stored = serializers.IntegerField(read_only=True, help_text="How many lie there.")

    class Meta:
        model = StorageUnit
        fields = ["agency", "name", "kind", "capacity", "stored", "place", "plot", "is_active"]
        read_only_fields = fields


class StorageUnitViewSet(Endpoint):
    """Rooms, shelves, tables and graves; one is named by its agency and its name"""

    queryset = StorageUnit.objects.none()
    serializer_class = StorageUnitSerializer
    scopes = {"list": "storage-units:read"}
    filters = {
        "agency": Code("agency__code"),
        "kind": OneOf("kind", StorageUnit.Kind),
        "is_active": YesNo(Q(is_active=True)),
        "q": Text("name", says="Part of the name"),
    }
    orderings = {"name": Order("name")}
    ordering = "name"
    page_key = "pk"

    def get_queryset(self):
        return super().get_queryset().with_stored().select_related("agency")
