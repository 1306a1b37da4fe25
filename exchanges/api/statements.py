"""What each side said of a round: its own entry, or ours from its dated message."""

from django.db.models import Q
from django.http import Http404
from rest_framework import serializers

from exchanges.models import ExchangeRound, Statement
from exchanges.operations.stating import check_statement
from exchanges.policies.rounds import why_not_check
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Moves, Record, named
from repatriation.api.filters import Code, YesNo
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.references import Prefix

declare_scopes(
    {
        "statements:check": Scope(
            "Confirm that a message says what was recorded from it",
            ("exchanges.record_for_other",),
        )
    }
)


class StatementSerializer(Record):
    number = serializers.IntegerField(read_only=True)
    agency = named("agency")
    batch = named("batch", "reference")
    source = serializers.CharField(source="paper", read_only=True)
    stands = serializers.BooleanField(read_only=True)
    moves = Moves(lambda user, statement: {"check": why_not_check(user, statement)})

    class Meta:
        model = Statement
        fields = [
            "number",
            "act",
            "agency",
            "batch",
            "date",
            "reason",
            "occurred_at",
            "said_on",
            "source",
            "is_recorded_for",
            "stands",
            "recorded_at",
            "checked_at",
            "lapsed_at",
            "moves",
        ]
        read_only_fields = fields


STANDS = Q(lapsed_at=None) & (Q(is_recorded_for=False) | Q(checked_at__isnull=False))


class StatementViewSet(Endpoint):
    """What was said of a round, in the order it was recorded"""

    queryset = Statement.objects.none()
    serializer_class = StatementSerializer
    scopes = {"list": "rounds:read", "check": "statements:check"}
    filters = {
        "agency": Code("agency__code"),
        "stands": YesNo(STANDS),
    }
    orderings = {"number": Order("number")}
    ordering = page_key = "number"

    def get_queryset(self):
        user = self.request.user
        rounds = ExchangeRound.objects.visible_to(user)
        round = self.found(rounds, Prefix.ROUND, self.kwargs["reference"])
        said = Statement.objects.shown_to(user).filter(round=round).numbered()
        return said.select_related(
            "agency", "batch", "round__convenor", "round__counterpart", "round__intermediary"
        )

    def get_object(self):
        if statement := self.get_queryset().filter(number=self.kwargs["number"]).first():
            return statement
        raise Http404

    def check(self, request, reference, number):
        """Confirm, as the second person, that the message says so"""
        self.given()
        return self.shown(check_statement(statement=self.get_object(), by=request.user))
