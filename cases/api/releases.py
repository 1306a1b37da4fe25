"""Releases and the tasks to take remains back, as they are read. Who received remains, and where
they are buried, is not among it."""

from django.db.models import Q
from rest_framework import serializers

from cases.models import Release, TakeBackTask
from cases.models.release import ReleaseTo, WhyBack
from cases.states import ReleaseState
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Record, named
from repatriation.api.filters import Day, OneOf, Reference, Text, YesNo
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.references import Prefix

declare_scopes({"releases:read": Scope("Read releases, and what is to be taken back")})


class ListedReleaseSerializer(Record):
    case = named("case", "reference")
    agency = named("agency")
    identification = named("identification", "reference")

    class Meta:
        model = Release
        fields = [
            "reference",
            "version",
            "state",
            "case",
            "to",
            "agency",
            "identification",
            "authorised_at",
            "released_at",
            "back_at",
        ]
        read_only_fields = fields


class ReleaseSerializer(ListedReleaseSerializer):
    """`to` a family says neither who they are nor where they bury."""

    withdrawn_because = serializers.CharField(source="why_withdrawn", read_only=True)

    class Meta(ListedReleaseSerializer.Meta):
        fields = [
            *ListedReleaseSerializer.Meta.fields,
            "decision",
            "receipt",
            "withdrawn_at",
            "withdrawn_because",
            "back_because",
            "back_note",
            "reopened_because",
            "effects_stay",
        ]
        read_only_fields = fields


class ReleaseViewSet(Endpoint):
    """That remains may leave, have left, or came back"""

    kind = Prefix.RELEASE
    queryset = Release.objects.none()
    serializer_class = ReleaseSerializer
    outputs = {"list": ListedReleaseSerializer}
    scopes = {"list": "releases:read", "retrieve": "releases:read"}
    filters = {
        "state": OneOf("state", ReleaseState),
        "to": OneOf("to", ReleaseTo),
        "back_because": OneOf("back_because", WhyBack),
        "case": Reference("case__reference", Prefix.REMAINS_CASE),
        "identification": Reference("identification__reference", Prefix.IDENTIFICATION),
        "authorised_at__gte": Day(
            "authorised_at__date__gte", says="Authorised on this day or later"
        ),
        "authorised_at__lte": Day(
            "authorised_at__date__lte", says="Authorised on this day or before"
        ),
        "q": Text("reference", says="Part of the reference"),
    }
    orderings = {"reference": Order("reference"), "authorised_at": Order("authorised_at")}

    def get_queryset(self):
        return super().get_queryset().for_pages()


class TakeBackTaskSerializer(Record):
    release = named("release", "reference")
    case = serializers.CharField(source="release.case.reference", read_only=True)

    class Meta:
        model = TakeBackTask
        fields = ["release", "case", "because", "opened_at", "outcome", "ended_at"]
        read_only_fields = fields


class TakeBackTaskViewSet(Endpoint):
    """Remains that left on an identification that is contested, or revoked since"""

    queryset = TakeBackTask.objects.none()
    serializer_class = TakeBackTaskSerializer
    scopes = {"list": "releases:read"}
    filters = {
        "is_open": YesNo(Q(ended_at=None)),
        "because": OneOf("because", TakeBackTask.Because),
        "case": Reference("release__case__reference", Prefix.REMAINS_CASE),
        "release": Reference("release__reference", Prefix.RELEASE),
    }
    orderings = {"opened_at": Order("opened_at")}
    ordering = "opened_at"
    page_key = "pk"

    def get_queryset(self):
        return super().get_queryset().select_related("release__case")
