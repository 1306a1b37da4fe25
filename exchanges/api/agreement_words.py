"""What each side said of an agreement and its commitments: its entry, or ours from its paper."""

from django.http import Http404
from rest_framework import serializers

from exchanges.api.statements import STANDS
from exchanges.models import Agreement, AgreementWord
from exchanges.operations.agreement_words import check_word
from exchanges.policies.rounds import why_not_check
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Moves, Record, named
from repatriation.api.filters import Code, OneOf, Reference, YesNo
from repatriation.api.pagination import Order
from repatriation.references import Prefix


class AgreementWordSerializer(Record):
    """`text` is for the two sides; mediator and intermediary read what was written for them."""

    number = serializers.IntegerField(read_only=True)
    agency = named("agency")
    commitment = named("commitment", "reference")
    text = serializers.CharField(source="words_told", read_only=True)
    source = serializers.CharField(source="paper", read_only=True)
    stands = serializers.BooleanField(read_only=True)
    moves = Moves(lambda user, word: {"check": why_not_check(user, word)})

    class Meta:
        model = AgreementWord
        fields = [
            "number",
            "act",
            "agency",
            "commitment",
            "figure",
            "as_of",
            "due_at",
            "ends_on",
            "text",
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


class AgreementWordViewSet(Endpoint):
    """What was said of an agreement and its commitments, in the order it was recorded"""

    queryset = AgreementWord.objects.none()
    serializer_class = AgreementWordSerializer
    scopes = {"list": "agreements:read", "check": "statements:check"}
    filters = {
        "act": OneOf("act", AgreementWord.Act),
        "agency": Code("agency__code"),
        "commitment": Reference("commitment__reference", Prefix.COMMITMENT),
        "stands": YesNo(STANDS),
    }
    orderings = {"number": Order("number")}
    ordering = page_key = "number"

    def get_queryset(self):
        user = self.request.user
        agreement = self.found(
            Agreement.objects.visible_to(user), Prefix.AGREEMENT, self.kwargs["reference"]
        )
        said = AgreementWord.objects.shown_to(user).filter(agreement=agreement).numbered()
        return said.select_related(
            "agency", "commitment", "agreement__convenor", "agreement__counterpart"
        )

    def get_object(self):
        if word := self.get_queryset().filter(number=self.kwargs["number"]).first():
            return word
        raise Http404

    def check(self, request, reference, number):
        """Confirm, as the second person, that the message says so"""
        self.given()
        return self.shown(check_word(word=self.get_object(), by=request.user))
