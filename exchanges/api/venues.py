"""Where the sides meet."""

from django.db.models import Q

from exchanges.models import Venue
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Record
from repatriation.api.filters import Text, YesNo
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes

declare_scopes({"venues:read": Scope("Read venues")})


class VenueSerializer(Record):
    class Meta:
        model = Venue
        fields = ["name", "place", "time_zone", "is_active"]
        read_only_fields = fields


class VenueViewSet(Endpoint):
    """Where the sides meet; one is named by its name"""

    queryset = Venue.objects.none()
    serializer_class = VenueSerializer
    scopes = {"list": "venues:read"}
    filters = {
        "is_active": YesNo(Q(is_active=True)),
        "q": Text("name", "place", says="Part of the name or place"),
    }
    orderings = {"name": Order("name")}
    ordering = page_key = "name"

    def get_queryset(self):
        return Venue.objects.all()
