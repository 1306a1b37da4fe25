"""Whose dead remains are: read by programs, moved by people."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.api.evidence import LackSerializer
from cases.api.identifications import BallotSerializer, BoardInput
from cases.api.reasons import BecauseInput
from cases.models import AffiliationDecision, AffiliationEvidence, RemainsCase
from cases.models.affiliation import Affiliation, AffiliationGround, WhyContested
from cases.models.board import CHOICES, Choice, Question
from cases.operations import affiliating, affiliation_boards, disputing
from cases.policies.affiliations import affiliation_moves
from cases.policies.grounds import grounds_of
from cases.querysets.affiliations import AWAITING_RETURN
from cases.states import AffiliationState
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Input, Moves, Record, ReferenceField, named, text_field
from repatriation.api.filters import Code, OneOf, Reference, YesNo
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.references import Prefix

MOST = 50
ASSESSED = [(one.value, one.label) for one in Affiliation if one != Affiliation.UNDETERMINED]
BY_HAND = [(one.value, one.label) for one in WhyContested.by_hand()]
VOTES = dict.fromkeys([*CHOICES[Question.AFFILIATE], *CHOICES[Question.UNSETTLE]])

declare_scopes(
    {
        "affiliations:read": Scope("Read whose dead remains are, as far as the agency may see"),
        "affiliations:propose": Scope(
            "Propose whose dead remains are, with evidence", ("cases.propose_affiliation",)
        ),
        "affiliations:call-board": Scope(
            "Call and recall boards on affiliations", ("cases.call_board",)
        ),
        "affiliations:vote": Scope("Vote on affiliations", ("cases.vote_on_identification",)),
        "affiliations:contest": Scope("Contest affiliations", ("cases.contest_affiliation",)),
    }
)


class AffiliationEvidenceSerializer(Record):
    found_with = named("found_with", "number")

    class Meta:
        model = AffiliationEvidence
        fields = [
            "number",
            "kind",
            "what",
            "found_with",
            "method",
            "seen_by",
            "withdrawn_at",
            "withdrawn_because",
        ]
        read_only_fields = fields


class GroundsSerializer(serializers.Serializer):
    """As they stand now. A board decides nothing before `missing` is empty."""

    independent = serializers.IntegerField(help_text="Kinds of evidence that count separately.")
    needed = serializers.IntegerField()
    missing = LackSerializer(many=True, source="lacks")


class ListedAffiliationSerializer(Record):
    """`claimed` is what a list says, `assessed` what is proposed or decided."""

    case = named("case", "reference")
    agency = named("agency")

    class Meta:
        model = AffiliationDecision
        fields = [
            "reference",
            "version",
            "state",
            "case",
            "claimed",
            "assessed",
            "third_state",
            "agency",
            "proposed_at",
            "decided_at",
        ]
        read_only_fields = fields


class AffiliationSerializer(ListedAffiliationSerializer):
    evidence = AffiliationEvidenceSerializer(many=True, read_only=True)
    grounds = serializers.SerializerMethodField()
    ballots = BallotSerializer(many=True, read_only=True)
    moves = Moves(affiliation_moves)

    class Meta(ListedAffiliationSerializer.Meta):
        fields = [
            *ListedAffiliationSerializer.Meta.fields,
            "claimed_in",
            "contested_because",
            "contested_note",
            "contested_at",
            "withdrawn_at",
            "withdrawn_because",
            "evidence",
            "grounds",
            "ballots",
            "moves",
        ]
        read_only_fields = fields

    @extend_schema_field(GroundsSerializer)
    def get_grounds(self, row):
        return GroundsSerializer(grounds_of(row)).data


class SeenInput(Input):
    kind = serializers.ChoiceField(AffiliationGround.choices)
    what = serializers.CharField(max_length=500)
    method = serializers.CharField(max_length=200)
    seen_by = serializers.CharField(max_length=120)
    found_with = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST,
        help_text="The number of the evidence it was found together with.",
    )


class AffiliationInput(Input):
    case = ReferenceField(Prefix.REMAINS_CASE, lambda: RemainsCase.objects)
    assessed = serializers.ChoiceField(ASSESSED)
    third_state = text_field(120)
    claimed = serializers.ChoiceField(Affiliation.choices, required=False)
    claimed_in = text_field(200)
    evidence = SeenInput(many=True, min_length=1, max_length=MOST)


class AffiliationVoteInput(Input):
    choice = serializers.ChoiceField([(one.value, one.label) for one in VOTES])
    reason = text_field(500)


class ContestAffiliationInput(Input):
    because = serializers.ChoiceField(BY_HAND)
    note = serializers.CharField(max_length=500)


class EvidenceWithdrawalInput(Input):
    number = serializers.IntegerField(min_value=1, max_value=MOST)
    because = serializers.CharField(max_length=200)


class AffiliationViewSet(Endpoint):
    """Whose dead remains are, as a board decides"""

    kind = Prefix.AFFILIATION
    queryset = AffiliationDecision.objects.none()
    serializer_class = AffiliationSerializer
    outputs = {"list": ListedAffiliationSerializer}
    inputs = {
        "create": AffiliationInput,
        "add_evidence": SeenInput,
        "withdraw_evidence": EvidenceWithdrawalInput,
        "withdraw": BecauseInput,
        "call_board": BoardInput,
        "vote": AffiliationVoteInput,
        "contest": ContestAffiliationInput,
    }
    scopes = {
        "list": "affiliations:read",
        "retrieve": "affiliations:read",
        "create": "affiliations:propose",
        "add_evidence": "affiliations:propose",
        "withdraw_evidence": "affiliations:propose",
        "withdraw": "affiliations:propose",
        "call_board": "affiliations:call-board",
        "recall_board": "affiliations:call-board",
        "vote": "affiliations:vote",
        "contest": "affiliations:contest",
    }
    needs_version = frozenset(scopes) - {"list", "retrieve", "create"}
    filters = {
        "state": OneOf("state", AffiliationState),
        "assessed": OneOf("assessed", Affiliation),
        "agency": Code("agency__code"),
        "case": Reference("case__reference", Prefix.REMAINS_CASE),
        "is_awaiting_return": YesNo(
            AWAITING_RETURN, says="Of the other party, examined, and still with us"
        ),
    }
    orderings = {"reference": Order("reference"), "proposed_at": Order("proposed_at")}

    def get_queryset(self):
        rows = super().get_queryset().for_pages()
        if self.action == "list":
            return rows
        return rows.prefetch_related("evidence__found_with", "ballots__seats")

    def create(self, request):
        """Propose whose dead remains are, with the evidence"""
        given = self.given()
        seen = [affiliating.Seen(**one) for one in given.pop("evidence")]
        row = affiliating.propose_affiliation(evidence=seen, by=request.user, **given)
        return self.created(row, "affiliations", row)

    def add_evidence(self, request, reference):
        """Add evidence, before a board votes or while it is contested"""
        row, seen = self.seen(), affiliating.Seen(**self.given())
        return self.shown(
            affiliating.add_affiliation_evidence(decision=row, seen=seen, by=request.user)
        )

    def withdraw_evidence(self, request, reference):
        """Withdraw evidence: what stands on it is contested at once"""
        row, given = self.seen(), self.given()
        return self.shown(
            affiliating.withdraw_affiliation_evidence(decision=row, by=request.user, **given)
        )

    def withdraw(self, request, reference):
        """Withdraw a proposal on which no board votes"""
        row, given = self.seen(), self.given()
        return self.shown(affiliating.withdraw_affiliation(decision=row, by=request.user, **given))

    def call_board(self, request, reference):
        """Call a board on a proposal, or on what is contested"""
        row, given = self.seen(), self.given()
        called = affiliation_boards.call_affiliation_board
        return self.shown(called(decision=row, by=request.user, **given))

    def recall_board(self, request, reference):
        """Recall the board that is voting; votes already cast stay unread"""
        recalled = affiliation_boards.recall_affiliation_board
        return self.shown(recalled(decision=self.seen(), by=request.user))

    def vote(self, request, reference):
        """Vote; blind until all are in, and never changed"""
        row, given = self.seen(), self.given()
        choice = Choice(given.pop("choice"))
        voted = affiliation_boards.vote_on_affiliation
        return self.shown(voted(decision=row, choice=choice, by=request.user, **given))

    def contest(self, request, reference):
        """Contest what stands"""
        row, given = self.seen(), self.given()
        because = WhyContested(given.pop("because"))
        contested = disputing.contest_affiliation
        return self.shown(contested(decision=row, because=because, by=request.user, **given))
