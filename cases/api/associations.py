"""Associations and individuals: read by programs, decided by people. Nothing here says whom
anybody takes the remains for."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.api.reasons import BecauseInput
from cases.models import Association, Individual, Membership, RemainsCase
from cases.models.association import AssociationBasis
from cases.models.codes import Element
from cases.operations import associating
from cases.policies.associations import association_moves
from cases.policies.contradictions import contradictions_of
from cases.states import AssociationState, IndividualState
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Input, Moves, Record, ReferenceField, named, text_field
from repatriation.api.filters import Code, Day, OneOf, Reference, Text
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.references import Prefix

declare_scopes(
    {
        "associations:read": Scope("Read which remains are of one person"),
        "associations:propose": Scope(
            "Propose associations of remains", ("cases.associate_remains",)
        ),
        "associations:decide": Scope(
            "Accept, reject and withdraw associations", ("cases.associate_remains",)
        ),
        "individuals:read": Scope("Read individuals, and which remains are of each"),
    }
)


class ListedAssociationSerializer(Record):
    first = named("first", "reference")
    second = named("second", "reference")
    agency = named("agency")

    class Meta:
        model = Association
        fields = [
            "reference",
            "version",
            "state",
            "first",
            "second",
            "basis",
            "agency",
            "proposed_at",
            "decided_at",
        ]
        read_only_fields = fields


class AssociationSerializer(ListedAssociationSerializer):
    contradictions = serializers.SerializerMethodField()
    moves = Moves(association_moves)

    class Meta(ListedAssociationSerializer.Meta):
        fields = [
            *ListedAssociationSerializer.Meta.fields,
            "note",
            "report",
            "decided_because",
            "withdrawn_at",
            "withdrawn_because",
            "contradictions",
            "moves",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(Element.choices)))
    def get_contradictions(self, association) -> list[str]:
        """Of what both together have more than one person has, as long as it is undecided."""
        if association.state != AssociationState.PROPOSED:
            return []
        return [str(one.element) for one in contradictions_of(association)]


class AssociationInput(Input):
    first = ReferenceField(Prefix.REMAINS_CASE, lambda: RemainsCase.objects)
    second = ReferenceField(Prefix.REMAINS_CASE, lambda: RemainsCase.objects)
    basis = serializers.ChoiceField(AssociationBasis.choices)
    note = serializers.CharField(max_length=500)
    report = text_field(120, help_text="Of the laboratory, where it is the same DNA profile.")


class AcceptAssociationInput(Input):
    because = text_field(500, help_text="Where findings contradict it: how both can be of one.")


class AssociationViewSet(Endpoint):
    """That two remains cases are of one person"""

    kind = Prefix.ASSOCIATION
    queryset = Association.objects.none()
    serializer_class = AssociationSerializer
    outputs = {"list": ListedAssociationSerializer}
    inputs = {
        "create": AssociationInput,
        "accept": AcceptAssociationInput,
        "reject": BecauseInput,
        "withdraw": BecauseInput,
    }
    scopes = {
        "list": "associations:read",
        "retrieve": "associations:read",
        "create": "associations:propose",
        "accept": "associations:decide",
        "reject": "associations:decide",
        "withdraw": "associations:decide",
    }
    needs_version = frozenset({"accept", "reject", "withdraw"})
    filters = {
        "state": OneOf("state", AssociationState),
        "basis": OneOf("basis", AssociationBasis),
        "agency": Code("agency__code"),
        "first": Reference("first__reference", Prefix.REMAINS_CASE),
        "second": Reference("second__reference", Prefix.REMAINS_CASE),
        "proposed_at__gte": Day("proposed_at__date__gte", says="Proposed on this day or later"),
        "proposed_at__lte": Day("proposed_at__date__lte", says="Proposed on this day or before"),
        "q": Text("reference", says="Part of the reference"),
    }
    orderings = {"reference": Order("reference"), "proposed_at": Order("proposed_at")}

    def get_queryset(self):
        return super().get_queryset().for_pages()

    def create(self, request):
        """Propose that two cases are of one person, on what can be seen of the remains"""
        given = self.given()
        basis = AssociationBasis(given.pop("basis"))
        row = associating.propose_association(basis=basis, by=request.user, **given)
        return self.created(row, "associations", row)

    def accept(self, request, reference):
        """Accept what another examiner proposed: an individual holds both from now on"""
        row, given = self.seen(), self.given()
        return self.shown(associating.accept_association(association=row, by=request.user, **given))

    def reject(self, request, reference):
        """Reject what another examiner proposed"""
        row, given = self.seen(), self.given()
        return self.shown(associating.reject_association(association=row, by=request.user, **given))

    def withdraw(self, request, reference):
        """Withdraw what was accepted: what falls apart is split, and what rests on it contested"""
        row, given = self.seen(), self.given()
        return self.shown(
            associating.withdraw_association(association=row, by=request.user, **given)
        )


class MembershipSerializer(Record):
    case = named("case", "reference")

    class Meta:
        model = Membership
        fields = ["case", "joined_at", "left_at"]
        read_only_fields = fields


class ListedIndividualSerializer(Record):
    agency = named("agency")
    cases = serializers.IntegerField(read_only=True, help_text="Held together now, by anybody.")

    class Meta:
        model = Individual
        fields = ["reference", "version", "state", "agency", "cases", "distinguished_at"]
        read_only_fields = fields


class IndividualSerializer(ListedIndividualSerializer):
    """`members` are the cases the caller may see, with those that left."""

    split_from = named("split_from", "reference")
    merged_into = named("merged_into", "reference")
    members = serializers.SerializerMethodField()

    class Meta(ListedIndividualSerializer.Meta):
        fields = [
            *ListedIndividualSerializer.Meta.fields,
            "ended_at",
            "split_from",
            "merged_into",
            "members",
        ]
        read_only_fields = fields

    @extend_schema_field(MembershipSerializer(many=True))
    def get_members(self, individual):
        shown = individual.members.shown_to(self.context["request"].user)
        return MembershipSerializer(shown, many=True).data


class IndividualViewSet(Endpoint):
    """The remains cases that accepted associations hold together"""

    kind = Prefix.INDIVIDUAL
    queryset = Individual.objects.none()
    serializer_class = IndividualSerializer
    outputs = {"list": ListedIndividualSerializer}
    scopes = {"list": "individuals:read", "retrieve": "individuals:read"}
    filters = {
        "state": OneOf("state", IndividualState),
        "agency": Code("agency__code"),
        "distinguished_at__gte": Day(
            "distinguished_at__date__gte", says="Distinguished on this day or later"
        ),
        "distinguished_at__lte": Day(
            "distinguished_at__date__lte", says="Distinguished on this day or before"
        ),
        "q": Text("reference", says="Part of the reference"),
    }
    orderings = {"reference": Order("reference"), "distinguished_at": Order("distinguished_at")}

    def get_queryset(self):
        rows = super().get_queryset().with_cases()
        return rows.select_related("agency", "split_from", "merged_into")
