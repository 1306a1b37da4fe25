"""What was said of a discrepancy, word for word: by the two sides, for the two sides."""

from django.http import Http404
from rest_framework import serializers

from exchanges.models import Answer, Discrepancy
from exchanges.operations.settling import check_answer
from exchanges.policies.rounds import why_not_check
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Moves, Record, named
from repatriation.api.filters import OneOf
from repatriation.api.pagination import Order
from repatriation.references import Prefix

WORDS = 2000


class AnswerSerializer(Record):
    number = serializers.IntegerField(read_only=True)
    agency = named("agency")
    stands = serializers.BooleanField(read_only=True)
    moves = Moves(lambda user, answer: {"check": why_not_check(user, answer)})

    class Meta:
        model = Answer
        fields = [
            "number",
            "kind",
            "agency",
            "text",
            "said_on",
            "source",
            "is_recorded_for",
            "stands",
            "recorded_at",
            "checked_at",
            "moves",
        ]
        read_only_fields = fields


class AnswerViewSet(Endpoint):
    """What was said of a discrepancy, in the order it was recorded"""

    queryset = Answer.objects.none()
    serializer_class = AnswerSerializer
    scopes = {"list": "discrepancies:read", "check": "statements:check"}
    filters = {"kind": OneOf("kind", Answer.Kind)}
    orderings = {"number": Order("number")}
    ordering = page_key = "number"

    def get_queryset(self):
        user = self.request.user
        seen = Discrepancy.objects.visible_to(user)
        row = self.found(seen, Prefix.DISCREPANCY, self.kwargs["reference"])
        answers = Answer.objects.visible_to(user).filter(discrepancy=row).numbered()
        return answers.select_related(
            "agency",
            "discrepancy__batch__round__convenor",
            "discrepancy__batch__round__counterpart",
            "discrepancy__batch__round__intermediary",
        )

    def get_object(self):
        if answer := self.get_queryset().filter(number=self.kwargs["number"]).first():
            return answer
        raise Http404

    def check(self, request, reference, number):
        """Confirm, as the second person, that the message says so"""
        self.given()
        return self.shown(check_answer(answer=self.get_object(), by=request.user))
