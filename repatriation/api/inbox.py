"""A person's own notices."""

from django.db.models import Q
from rest_framework import serializers
from rest_framework.response import Response

from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Input, Record
from repatriation.api.filters import YesNo
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.language import say
from repatriation.notifications.inbox import inbox_of, mark_read
from repatriation.notifications.models import Delivery

LARGEST = 2**63 - 1  # what a key column holds

declare_scopes(
    {
        "inbox:read": Scope("Read the own notices"),
        "inbox:mark": Scope("Mark own notices as read"),
    }
)


class NoticeSerializer(Record):
    kind = serializers.CharField(source="event.kind")
    says = serializers.SerializerMethodField()

    class Meta:
        model = Delivery
        fields = ["id", "kind", "says", "link", "made_at", "read_at"]
        read_only_fields = fields

    def get_says(self, notice) -> str:
        return say(notice.said)


class ReadInput(Input):
    ids = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=LARGEST),
        max_length=1000,
        required=False,
        help_text="Without it, all are marked.",
    )


class MarkedSerializer(serializers.Serializer):
    marked = serializers.IntegerField()


class InboxViewSet(Endpoint):
    """The own notices, newest first"""

    queryset = Delivery.objects.none()
    serializer_class = NoticeSerializer
    scopes = {"list": "inbox:read", "read": "inbox:mark"}
    inputs = {"read": ReadInput}
    outputs = {"read": MarkedSerializer}
    filters = {"is_read": YesNo(Q(read_at__isnull=False))}
    orderings = {"id": Order("id")}
    ordering = "-id"
    page_key = "id"

    def get_queryset(self):
        return inbox_of(self.request.user).select_related("event")

    def read(self, request):
        """Mark these as read, or all"""
        return Response({"marked": mark_read(request.user, self.given().get("ids"))})
