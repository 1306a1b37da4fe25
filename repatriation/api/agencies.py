"""The agencies a caller may name."""

from django.db.models import Q

from repatriation.accounts.models import Agency
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Record, named
from repatriation.api.filters import Code, OneOf, Text, YesNo
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes

declare_scopes({"agencies:read": Scope("Read the agencies and their codes")})


class AgencySerializer(Record):
    party = named("party")

    class Meta:
        model = Agency
        fields = ["code", "name", "kind", "party", "is_active"]
        read_only_fields = fields


class AgencyViewSet(Endpoint):
    """The own side's agencies, the intermediaries, and those whom the sides meet"""

    queryset = Agency.objects.none()
    serializer_class = AgencySerializer
    scopes = {"list": "agencies:read"}
    filters = {
        "kind": OneOf("kind", Agency.Kind),
        "party": Code("party__code"),
        "is_active": YesNo(Q(is_active=True)),
        "q": Text("code", "name", says="Part of the code or name"),
    }
    orderings = {"code": Order("code"), "name": Order("name")}
    ordering = page_key = "code"

    def get_queryset(self):
        return super().get_queryset().select_related("party")
