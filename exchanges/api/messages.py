"""What the sides of a round write to each other."""

from django.http import Http404
from rest_framework import serializers

from exchanges.api.figures import PaperInput
from exchanges.api.rounds import own_speaker
from exchanges.models import ExchangeRound, Message
from exchanges.operations.messaging import check_message, write_message
from exchanges.policies.rounds import why_not_check
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import AgencyField, Moves, Record, named, text_field
from repatriation.api.filters import Code
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.references import Prefix

LONGEST = Message._meta.get_field("text").max_length or 0

declare_scopes(
    {
        "messages:read": Scope("Read the messages of rounds"),
        "messages:write": Scope(
            "Write messages of a round, or record another side's",
            ("exchanges.speak_for_side", "exchanges.record_for_other"),
        ),
    }
)


class MessageSerializer(Record):
    """`number` counts those that you may read. `text` is for the two sides, and empty for the
    intermediary."""

    number = serializers.IntegerField(read_only=True)
    agency = named("agency")
    text = serializers.CharField(source="words", read_only=True)
    source = serializers.CharField(source="paper", read_only=True)
    stands = serializers.BooleanField(read_only=True)
    is_corrected = serializers.SerializerMethodField()
    moves = Moves(lambda user, message: {"check": why_not_check(user, message)})

    class Meta:
        model = Message
        fields = [
            "number",
            "agency",
            "text",
            "for_intermediary",
            "is_corrected",
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

    def get_is_corrected(self, row) -> bool:
        return row.is_corrected


class MessageInput(PaperInput):
    """Without an agency the own side writes. The neutral intermediary reads, and writes, only
    `for_intermediary`. No names of the dead. `corrects` is the number of an earlier one."""

    agency = AgencyField(required=False)
    text = text_field(LONGEST)
    for_intermediary = text_field(LONGEST)
    corrects = serializers.IntegerField(required=False, min_value=1, max_value=9_999_999)


class MessageViewSet(Endpoint):
    """The thread of messages of a round; the intermediary reads its own field of it"""

    queryset = Message.objects.none()
    serializer_class = MessageSerializer
    inputs = {"create": MessageInput}
    scopes = {"list": "messages:read", "create": "messages:write", "check": "statements:check"}
    filters = {"agency": Code("agency__code")}
    orderings = {"number": Order("number")}
    ordering = page_key = "number"

    def get_queryset(self):
        rows = Message.objects.shown_to(self.request.user).filter(round=self._round())
        return rows.select_related(
            "agency", "round__convenor", "round__counterpart", "round__intermediary"
        )

    def get_object(self):
        return self._numbered(self.kwargs["number"])

    def _numbered(self, number: int) -> Message:
        if message := self.get_queryset().filter(number=number).first():
            return message
        raise Http404

    def _round(self) -> ExchangeRound:
        rounds = ExchangeRound.objects.visible_to(self.request.user).for_pages()
        return self.found(rounds, Prefix.ROUND, self.kwargs["reference"])

    def create(self, request, reference):
        """Write a message, or record another side's from its paper"""
        round, given = self._round(), self.given()
        agency = given.pop("agency", None) or own_speaker(request.user, round)
        if corrects := given.pop("corrects", None):
            given["corrects"] = self._numbered(corrects)
        message = write_message(round=round, agency=agency, by=request.user, **given)
        return self.shown(message, 201)

    def check(self, request, reference, number):
        """Confirm, as the second person, that the paper says so"""
        self.given()
        return self.shown(check_message(message=self.get_object(), by=request.user))
