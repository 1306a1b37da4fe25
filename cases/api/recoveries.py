"""Where our own teams found remains, and what they found there."""

from rest_framework import serializers
from rest_framework.response import Response

from cases.api.circumstances import RemainsInput, act_of
from cases.api.people import PeopleField
from cases.api.remains import ListedCaseSerializer
from cases.models import RecoverySite, RemainsCase
from cases.operations.recovering import open_site, recover_remains
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Input, Record, named
from repatriation.api.filters import Code, Day, Text
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.references import Prefix

declare_scopes(
    {
        "recoveries:read": Scope("Read recovery sites"),
        "recoveries:record": Scope(
            "Record recovery sites and remains found there", ("cases.recover_remains",)
        ),
    }
)


class ListedRecoverySerializer(Record):
    agency = named("agency")

    class Meta:
        model = RecoverySite
        fields = ["reference", "agency", "place", "latitude", "longitude", "opened_at"]
        read_only_fields = fields


class RecoverySerializer(ListedRecoverySerializer):
    people = PeopleField(
        lambda site: RemainsCase.objects.filter(recovery_site=site), lambda site: site.agency
    )

    class Meta(ListedRecoverySerializer.Meta):
        fields = [*ListedRecoverySerializer.Meta.fields, "people"]
        read_only_fields = fields


class RecoveryInput(Input):
    place = serializers.CharField(max_length=200)
    latitude = serializers.DecimalField(8, 5, min_value=-90, max_value=90, required=False)
    longitude = serializers.DecimalField(8, 5, min_value=-180, max_value=180, required=False)


class FoundSerializer(serializers.Serializer):
    cases = ListedCaseSerializer(many=True)


class RecoveryViewSet(Endpoint):
    """A place where an own team recovers remains"""

    kind = Prefix.RECOVERY_SITE
    queryset = RecoverySite.objects.none()
    serializer_class = RecoverySerializer
    inputs = {"create": RecoveryInput, "record_remains": RemainsInput}
    outputs = {"list": ListedRecoverySerializer, "record_remains": FoundSerializer}
    scopes = {
        "list": "recoveries:read",
        "retrieve": "recoveries:read",
        "create": "recoveries:record",
        "record_remains": "recoveries:record",
    }
    creates = frozenset({"create", "record_remains"})
    filters = {
        "agency": Code("agency__code"),
        "opened_at__gte": Day("opened_at__date__gte", says="Opened on this day or later"),
        "opened_at__lte": Day("opened_at__date__lte", says="Opened on this day or before"),
        "q": Text("reference", "place", says="Part of the reference or place"),
    }
    orderings = {"reference": Order("reference"), "opened_at": Order("opened_at")}

    def get_queryset(self):
        return super().get_queryset().select_related("agency")

    def create(self, request):
        """Open a recovery site"""
        site = open_site(by=request.user, **self.given())
        return self.created(site, "recoveries", site)

    def record_remains(self, request, reference):
        """Number what was recovered there"""
        site, given = self.get_object(), self.given()
        remains = given["remains"]
        cases = recover_remains(site=site, remains=remains, by=request.user, **act_of(given))
        shown = FoundSerializer({"cases": cases}, context=self.get_serializer_context())
        return Response(shown.data, status=201)
