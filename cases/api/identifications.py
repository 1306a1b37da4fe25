"""Identifications: read by programs, moved by people."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.api.evidence import (
    AddendumInput,
    CaseInput,
    CoveredSerializer,
    DossierSerializer,
    EvidenceInput,
    ExplanationInput,
    ProposalInput,
    given_of,
)
from cases.models import Ballot, CoveredCase, Identification, RemainsCase, Vote
from cases.models.board import CHOICES, Choice
from cases.models.explanation import Attribute
from cases.models.identification import ContestReason
from cases.operations import certifying, contesting, explaining, identifying, voting
from cases.policies.bases import dossier_of
from cases.policies.identifications import identification_moves
from cases.states import IdentificationState
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Input, Moment, Moves, PersonField, Record, named, text_field
from repatriation.api.filters import Code, Day, OneOf, Reference
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.errors import RuleBroken, Sentence, gettext_noop
from repatriation.references import Prefix

NO_SUCH_EVIDENCE = gettext_noop("There is no evidence number %(number)s in this identification.")
MOST_MEMBERS = 25
BY_HAND = [(one.value, one.label) for one in ContestReason.by_hand()]

declare_scopes(
    {
        "identifications:read": Scope("Read identifications the agency may see"),
        "identifications:propose": Scope(
            "Propose identifications, with evidence", ("cases.propose_identification",)
        ),
        "identifications:call-board": Scope("Call and recall boards", ("cases.call_board",)),
        "identifications:vote": Scope("Vote on a board", ("cases.vote_on_identification",)),
        "identifications:certify": Scope(
            "Certify, and annul certificates", ("cases.certify_identification",)
        ),
        "identifications:contest": Scope("Contest what stands", ("cases.contest_identification",)),
    }
)


class VoteSerializer(Record):
    """Shown when all have voted; before that only the caller's own."""

    class Meta:
        model = Vote
        fields = ["choice", "reason", "voted_at"]
        read_only_fields = fields


class BallotSerializer(Record):
    members = serializers.SerializerMethodField()
    votes_in = serializers.SerializerMethodField()
    votes = serializers.SerializerMethodField()

    class Meta:
        model = Ballot
        fields = ["question", "called_at", "ended_at", "outcome", "members", "votes_in", "votes"]
        read_only_fields = fields

    def get_members(self, ballot) -> int:
        return len(ballot.seats.all())

    def get_votes_in(self, ballot) -> int:
        return ballot.votes.count()

    @extend_schema_field(VoteSerializer(many=True))
    def get_votes(self, ballot):
        shown = ballot.votes.shown_to(self.context["request"].user).order_by("pk")
        return VoteSerializer(shown, many=True).data


class ListedIdentificationSerializer(Record):
    person = named("person", "reference")
    agency = named("agency")
    adds_to = named("adds_to", "reference")

    class Meta:
        model = Identification
        fields = [
            "reference",
            "version",
            "state",
            "person",
            "agency",
            "adds_to",
            "proposed_at",
            "decided_at",
        ]
        read_only_fields = fields


class IdentificationSerializer(ListedIdentificationSerializer):
    covered = CoveredSerializer(many=True, read_only=True)
    dossier = serializers.SerializerMethodField()
    ballots = BallotSerializer(many=True, read_only=True)
    certified_at = Moment(read_only=True, allow_null=True)
    moves = Moves(identification_moves)

    class Meta(ListedIdentificationSerializer.Meta):
        fields = [
            *ListedIdentificationSerializer.Meta.fields,
            "certificate",
            "certified_at",
            "contested_because",
            "contested_note",
            "contested_at",
            "annulment",
            "annulled_at",
            "covered",
            "dossier",
            "ballots",
            "moves",
        ]
        read_only_fields = fields

    @extend_schema_field(DossierSerializer)
    def get_dossier(self, row):
        return DossierSerializer(dossier_of(row)).data


class BoardInput(Input):
    members = serializers.ListField(child=PersonField(), max_length=MOST_MEMBERS)


class VoteInput(Input):
    choice = serializers.ChoiceField([one for group in CHOICES.values() for one in group])
    reason = text_field(500)


class CertificateInput(Input):
    certificate = serializers.CharField(max_length=60)


class AnnulmentInput(Input):
    annulment = serializers.CharField(max_length=60)


class ContestInput(Input):
    because = serializers.ChoiceField(BY_HAND)
    note = serializers.CharField(max_length=500)


class WithdrawalInput(Input):
    evidence = serializers.IntegerField(min_value=1, max_value=10_000)
    because = serializers.CharField(max_length=200)


class IdentificationViewSet(Endpoint):
    """That remains are a person sought"""

    kind = Prefix.IDENTIFICATION
    queryset = Identification.objects.none()
    serializer_class = IdentificationSerializer
    outputs = {"list": ListedIdentificationSerializer}
    inputs = {
        "create": ProposalInput,
        "add_evidence": EvidenceInput,
        "explain": ExplanationInput,
        "cover": CaseInput,
        "add_to": AddendumInput,
        "withdraw_evidence": WithdrawalInput,
        "call_board": BoardInput,
        "vote": VoteInput,
        "certify": CertificateInput,
        "annul": AnnulmentInput,
        "contest": ContestInput,
    }
    scopes = {
        "list": "identifications:read",
        "retrieve": "identifications:read",
        "create": "identifications:propose",
        "add_evidence": "identifications:propose",
        "explain": "identifications:propose",
        "cover": "identifications:propose",
        "add_to": "identifications:propose",
        "withdraw_evidence": "identifications:propose",
        "submit": "identifications:propose",
        "call_board": "identifications:call-board",
        "recall_board": "identifications:call-board",
        "vote": "identifications:vote",
        "certify": "identifications:certify",
        "annul": "identifications:certify",
        "contest": "identifications:contest",
    }
    needs_version = frozenset(scopes) - {"list", "retrieve", "create"}
    filters = {
        "state": OneOf("state", IdentificationState),
        "agency": Code("agency__code"),
        "person": Reference("person__reference", Prefix.MISSING_PERSON),
        "case": Reference("covered__case__reference", Prefix.REMAINS_CASE),
        "proposed_at__gte": Day("proposed_at__date__gte", says="Proposed on this day or later"),
        "proposed_at__lte": Day("proposed_at__date__lte", says="Proposed on this day or before"),
    }
    orderings = {"reference": Order("reference"), "proposed_at": Order("proposed_at")}

    def get_queryset(self):
        rows = super().get_queryset().for_pages().select_related("agency__party", "adds_to")
        if self.action == "list":
            return rows
        return rows.prefetch_related(
            "covered__case",
            "covered__evidence",
            "covered__explanations__explained_by",
            "covered__association",
            "ballots__seats",
        )

    def create(self, request):
        """Propose an identification: each case with the evidence for it"""
        given = self.given()
        evidence: dict[RemainsCase, list[identifying.Given]] = {}
        for one in given["evidence"]:
            evidence.setdefault(one["case"], []).append(given_of(one))
        row = identifying.propose_identification(
            person=given["person"], evidence=evidence, by=request.user
        )
        return self.created(row, "identifications", row)

    def add_evidence(self, request, reference):
        """Add evidence, also for a further case"""
        row, one = self.seen(), self.given()
        identifying.add_evidence(
            identification=row, case=one["case"], given=given_of(one), by=request.user
        )
        return self.shown(row)

    def explain(self, request, reference):
        """Explain how an examination can contradict the person and be of them"""
        row, given = self.seen(), self.given()
        given["attribute"] = Attribute(given["attribute"])
        explaining.explain_contradiction(identification=row, by=request.user, **given)
        return self.shown(row)

    def cover(self, request, reference):
        """Cover a further case, by its accepted association with a covered one"""
        row, given = self.seen(), self.given()
        identifying.cover_case(identification=row, by=request.user, **given)
        return self.shown(row)

    def add_to(self, request, reference):
        """Propose an addendum: cases that joined after the decision"""
        row, given = self.seen(), self.given()
        evidence: dict[RemainsCase, list[identifying.Given]] = {
            case: [] for case in given.get("cases", [])
        }
        for one in given.get("evidence", []):
            evidence.setdefault(one["case"], []).append(given_of(one))
        added = identifying.propose_addendum(identification=row, evidence=evidence, by=request.user)
        return self.created(added, "identifications", added)

    def withdraw_evidence(self, request, reference):
        """Withdraw evidence: what stands on it is contested at once"""
        row, given = self.seen(), self.given()
        identifying.withdraw_evidence(
            identification=row,
            evidence=_evidence(row, given["evidence"]),
            because=given["because"],
            by=request.user,
        )
        return self.shown(row)

    def submit(self, request, reference):
        """Submit again what a board returned or deferred"""
        return self.shown(identifying.submit_again(identification=self.seen(), by=request.user))

    def call_board(self, request, reference):
        """Call a board on a proposal, or on what is contested"""
        row, given = self.seen(), self.given()
        return self.shown(voting.call_board(identification=row, by=request.user, **given))

    def recall_board(self, request, reference):
        """Recall the board that is voting; votes already cast stay unread"""
        return self.shown(voting.recall_board(identification=self.seen(), by=request.user))

    def vote(self, request, reference):
        """Vote; blind until all are in, and never changed"""
        row, given = self.seen(), self.given()
        choice = Choice(given.pop("choice"))
        return self.shown(voting.vote(identification=row, choice=choice, by=request.user, **given))

    def certify(self, request, reference):
        """Certify what the board decided"""
        row, given = self.seen(), self.given()
        return self.shown(
            certifying.certify_identification(identification=row, by=request.user, **given)
        )

    def annul(self, request, reference):
        """Annul the certificate of what is contested"""
        row, given = self.seen(), self.given()
        return self.shown(
            certifying.annul_certificate(identification=row, by=request.user, **given)
        )

    def contest(self, request, reference):
        """Contest what stands"""
        row, given = self.seen(), self.given()
        because = ContestReason(given.pop("because"))
        return self.shown(
            contesting.contest_identification(
                identification=row, because=because, by=request.user, **given
            )
        )


def _evidence(row: Identification, number: int):
    for covered in CoveredCase.objects.filter(identification=row).prefetch_related("evidence"):
        for evidence in covered.evidence.all():
            if evidence.number == number:
                return evidence
    raise RuleBroken(Sentence(NO_SUCH_EVIDENCE, {"number": number}))
