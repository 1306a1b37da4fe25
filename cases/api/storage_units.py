"""The places where remains lie."""

from django.db.models import Q

from cases.models import StorageUnit
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Record, named
from repatriation.api.filters import Code, OneOf, Text, YesNo
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes

declare_scopes({"storage-units:read": Scope("Read storage units")})


class StorageUnitSerializer(Record):
    agency = named("agency")

    class Meta:
        model = StorageUnit
        fields = ["agency", "name", "kind", "is_active"]
        read_only_fields = fields


class StorageUnitViewSet(Endpoint):
    """Rooms, shelves and tables; one is named by its agency and its name"""

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
        return super().get_queryset().select_related("agency")
