"""Commitments: what was promised, what was said of it, what counts, and its outcome."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from exchanges.agreement_states import CommitmentState
from exchanges.api.agreements import VoiceInput
from exchanges.models import Agreement, Commitment, ExchangeBatch
from exchanges.operations import commitments as operations
from exchanges.operations import concluding, fulfilling
from exchanges.operations.agreement_words import say_of_commitment
from exchanges.policies.agreements import own_speaker
from exchanges.policies.commitments import commitment_moves
from exchanges.policies.promise_words import SAYING, open_breach
from exchanges.promised import kept_of
from exchanges.zones import ZONES
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import (
    AgencyField,
    Input,
    Moment,
    Moves,
    Record,
    ReferenceField,
    named,
    text_field,
)
from repatriation.api.filters import Code, Day, OneOf, Reference, Text
from repatriation.api.pagination import Order
from repatriation.ledger.clock import now
from repatriation.references import Prefix

MOST_MILESTONES = 50
WORDS = 2000


class MilestoneSerializer(serializers.Serializer):
    target = serializers.IntegerField(min_value=1, max_value=2_000_000_000)
    due_at = Moment()


class ListedCommitmentSerializer(Record):
    agreement = named("agreement", "reference")
    convenor = named("convenor")
    debtor = named("debtor")
    creditor = named("creditor")
    ratio_to = named("ratio_to", "reference")
    superseded_by = named("superseded_by", "reference")

    class Meta:
        model = Commitment
        fields = [
            "reference",
            "version",
            "state",
            "agreement",
            "title",
            "convenor",
            "debtor",
            "creditor",
            "measure",
            "unit",
            "target",
            "basis",
            "ratio_to",
            "ratio_of_this",
            "ratio_of_other",
            "due_at",
            "time_zone",
            "first_due_at",
            "proposed_at",
            "active_since",
            "concluded_at",
            "concluded_with",
            "reached_at",
            "superseded_by",
        ]
        read_only_fields = fields


class SourcedSerializer(serializers.Serializer):
    """One source's own figures. They are never added to another's."""

    source = serializers.CharField(source="agency.code")
    counted_at_venue = serializers.IntegerField(source="counted")
    batches_counted = serializers.IntegerField(source="batches")
    claims = serializers.IntegerField(source="says", allow_null=True)
    claims_as_of = serializers.DateField(source="says_as_of", allow_null=True)


class ForecastSerializer(serializers.Serializer):
    """Reached between these days, if it goes on as it went over the whole time and lately."""

    early = serializers.DateField()
    late = serializers.DateField()


class KeptSerializer(serializers.Serializer):
    """By the basis of the commitment; the sources beside it, each by itself."""

    verified = serializers.IntegerField()
    batches = serializers.IntegerField()
    outlook = serializers.CharField()
    forecast = ForecastSerializer(allow_null=True)
    sources = SourcedSerializer(many=True)


@extend_schema_field(KeptSerializer)
class KeptField(serializers.Field):
    def __init__(self):
        super().__init__(read_only=True, source="*")

    def to_representation(self, row):
        kept, at = kept_of([row])[row.pk], now()
        return KeptSerializer(
            {
                "verified": kept.verified,
                "batches": kept.batches,
                "outlook": str(kept.outlook(at)),
                "forecast": kept.forecast(at),
                "sources": kept.sources,
            }
        ).data


class CommitmentSerializer(ListedCommitmentSerializer):
    milestones = MilestoneSerializer(many=True, read_only=True)
    progress = KeptField()
    is_contested = serializers.SerializerMethodField()
    moves = Moves(commitment_moves)

    class Meta(ListedCommitmentSerializer.Meta):
        fields = [
            *ListedCommitmentSerializer.Meta.fields,
            "milestones",
            "progress",
            "is_contested",
            "moves",
        ]
        read_only_fields = fields

    def get_is_contested(self, row) -> bool:
        return open_breach(row) is not None


class CommitmentInput(Input):
    """A target, by when, and whose count decides."""

    title = serializers.CharField(max_length=200)
    debtor = AgencyField(help_text="Who promises: one of the two sides.")
    measure = serializers.ChoiceField(Commitment.Measure.choices)
    unit = text_field(60, help_text="In words, for another unit.")
    target = serializers.IntegerField(min_value=1, max_value=2_000_000_000)
    basis = serializers.ChoiceField(Commitment.Basis.choices)
    ratio_to = ReferenceField(
        Prefix.COMMITMENT, Commitment.objects.all, required=False, allow_null=True
    )
    ratio_of_this = serializers.IntegerField(
        min_value=1, max_value=2_000_000_000, required=False, allow_null=True
    )
    ratio_of_other = serializers.IntegerField(
        min_value=1, max_value=2_000_000_000, required=False, allow_null=True
    )
    due_at = Moment()
    time_zone = serializers.ChoiceField(ZONES, help_text="IANA name, as Europe/Istanbul.")
    milestones = MilestoneSerializer(many=True, required=False, max_length=MOST_MILESTONES)

    def to_internal_value(self, data):
        given = super().to_internal_value(data)
        if "milestones" in given:
            given["milestones"] = [(one["target"], one["due_at"]) for one in given["milestones"]]
        return given


class SayInput(VoiceInput):
    """`text` is for the two sides; mediator and intermediary read their own field."""

    text = text_field(WORDS)
    text_for_intermediary = text_field(WORDS)


class FigureInput(SayInput):
    figure = serializers.IntegerField(
        min_value=0, max_value=2_000_000_000, help_text="How many so far, in all."
    )
    as_of = serializers.DateField(required=False, help_text="Without it, today.")


class ExtensionInput(SayInput):
    due_at = Moment(help_text="The later deadline.")


class CountedBatchInput(Input):
    batch = ReferenceField(Prefix.BATCH, ExchangeBatch.objects.all)


class SuccessorInput(Input):
    successor = ReferenceField(Prefix.COMMITMENT, Commitment.objects.all)


FILTERS = {
    "state": OneOf("state", CommitmentState),
    "debtor": Code("debtor__code"),
    "due_at__lte": Day("due_at__date__lte", says="Due on this day or before"),
    "q": Text("reference", "title", says="Part of the reference or the title"),
}


class CommitmentsOfAgreement(Endpoint):
    """What was promised under an agreement"""

    queryset = Commitment.objects.none()
    serializer_class = CommitmentSerializer
    outputs = {"list": ListedCommitmentSerializer}
    inputs = {"create": CommitmentInput}
    scopes = {"list": "agreements:read", "create": "agreements:keep"}
    filters = FILTERS

    def get_queryset(self):
        return super().get_queryset().for_pages().filter(agreement=self.agreement())

    def agreement(self) -> Agreement:
        seen = Agreement.objects.visible_to(self.request.user).for_pages()
        return self.found(seen, Prefix.AGREEMENT, self.kwargs["reference"])

    def create(self, request, reference):
        """Draw one up: the other side sees it when it is proposed"""
        given = self.given()
        row = operations.draft_commitment(agreement=self.agreement(), by=request.user, **given)
        return self.created(row, "commitments", row)


class CommitmentViewSet(Endpoint):
    """A promise that can be checked"""

    kind = Prefix.COMMITMENT
    queryset = Commitment.objects.none()
    serializer_class = CommitmentSerializer
    outputs = {"list": ListedCommitmentSerializer}
    inputs = {
        "partial_update": CommitmentInput,
        "accept": VoiceInput,
        "claim": FigureInput,
        "verify": FigureInput,
        "ask_extension": ExtensionInput,
        "agree_extension": SayInput,
        "refuse_extension": SayInput,
        "claim_breach": SayInput,
        "answer_breach": SayInput,
        "drop_breach": SayInput,
        "add_batch": CountedBatchInput,
        "take_out_batch": CountedBatchInput,
        "supersede": SuccessorInput,
    }
    scopes = {
        "list": "agreements:read",
        "retrieve": "agreements:read",
        "partial_update": "agreements:keep",
        "propose": "agreements:keep",
        "withdraw": "agreements:keep",
        "add_batch": "agreements:keep",
        "take_out_batch": "agreements:keep",
        "conclude": "agreements:keep",
        "supersede": "agreements:keep",
    } | dict.fromkeys(SAYING, "agreements:speak")
    needs_version = frozenset(scopes) - {"list", "retrieve"}
    filters = FILTERS | {"agreement": Reference("agreement__reference", Prefix.AGREEMENT)}
    orderings = {"reference": Order("reference"), "due_at": Order("due_at")}

    def get_queryset(self):
        rows = super().get_queryset().for_pages()
        return rows if self.action == "list" else rows.prefetch_related("words", "milestones")

    def partial_update(self, request, reference):
        """Change a draft that was not proposed yet"""
        return self._done(operations.plan_commitment)

    def propose(self, request, reference):
        """Propose it: the other side sees it, and its terms stand as they were read"""
        return self._done(operations.propose_commitment)

    def withdraw(self, request, reference):
        """Withdraw it before both sides accepted it"""
        return self._done(operations.withdraw_commitment)

    def accept(self, request, reference):
        """Accept its terms for the own side, or record that another side did"""
        return self._said()

    def claim(self, request, reference):
        """Say how many so far, as one's own figure"""
        return self._said()

    def verify(self, request, reference):
        """Say how many the receiving side has verified, where its word is the basis"""
        return self._said()

    def ask_extension(self, request, reference):
        """Ask for a later deadline"""
        return self._said()

    def agree_extension(self, request, reference):
        """Agree to the later deadline that was asked for: it moves"""
        return self._said()

    def refuse_extension(self, request, reference):
        """Refuse the later deadline that was asked for"""
        return self._said()

    def claim_breach(self, request, reference):
        """Claim that the promise is broken, with what speaks for it"""
        return self._said()

    def answer_breach(self, request, reference):
        """Answer the claim of a breach"""
        return self._said()

    def drop_breach(self, request, reference):
        """Drop the claim of a breach"""
        return self._said()

    def add_batch(self, request, reference):
        """Let a batch count towards it"""
        fulfilling.add_batch(commitment=self.seen(), by=request.user, **self.given())
        return self.shown(self.get_object())

    def take_out_batch(self, request, reference):
        """A batch counts no more: it was put in by mistake"""
        row, batch = self.seen(), self.given()["batch"]
        put_in = fulfilling.fulfilment_of(row, batch)
        fulfilling.take_out_batch(commitment=row, fulfilment=put_in, by=request.user)
        return self.shown(row)

    def conclude(self, request, reference):
        """Conclude it with the outcome that its figures say"""
        return self._done(concluding.conclude_commitment)

    def supersede(self, request, reference):
        """Another commitment, accepted by both sides, stands in its place"""
        return self._done(concluding.supersede_commitment)

    def _done(self, operation):
        row, given = self.seen(), self.given()
        return self.shown(operation(commitment=row, by=self.request.user, **given))

    def _said(self):
        row, given, user = self.seen(), self.given(), self.request.user
        agency = given.pop("agency", None) or own_speaker(user, row.agreement) or row.convenor
        act = SAYING[self.action]
        say_of_commitment(commitment=row, act=act, agency=agency, by=user, **given)
        return self.shown(row)
