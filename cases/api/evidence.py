"""The evidence of an identification, as it is shown and given."""

from rest_framework import serializers

from cases.models import CoveredCase, Explanation, LabResult, MissingPerson, RemainsCase
from cases.models.explanation import Attribute
from cases.models.identification import Basis, Evidence, Identifier
from cases.operations.identifying import Given
from repatriation.api.fields import Input, Record, ReferenceField, ReferencesField, named
from repatriation.references import Prefix

MOST = 100


class EvidenceSerializer(Record):
    result = named("result", "reference")

    class Meta:
        model = Evidence
        fields = [
            "number",
            "identifier",
            "finding",
            "result",
            "report",
            "signed_by",
            "signed_on",
            "withdrawn_at",
            "withdrawn_because",
        ]
        read_only_fields = fields


class ExplanationSerializer(Record):
    """How a reviewed examination and what is told of the person can both be true."""

    explained_by = named("explained_by", "name")

    class Meta:
        model = Explanation
        fields = ["attribute", "because", "explained_by", "explained_at"]
        read_only_fields = fields


class CoveredSerializer(Record):
    """`basis` and `association` are what the board decided on; before that they are in the
    dossier."""

    case = named("case", "reference")
    evidence = EvidenceSerializer(many=True, read_only=True)
    association = named("association", "reference")
    explanations = ExplanationSerializer(many=True, read_only=True)

    class Meta:
        model = CoveredCase
        fields = ["case", "stands", "basis", "association", "evidence", "explanations"]
        read_only_fields = fields


class LackSerializer(serializers.Serializer):
    """One reason why a board cannot establish it: of a case, or of the whole."""

    case = serializers.CharField(allow_null=True)
    code = serializers.CharField()
    says = serializers.CharField()


class CaseBasisSerializer(serializers.Serializer):
    case = serializers.CharField()
    basis = serializers.ChoiceField(Basis.choices, allow_null=True)
    association = serializers.CharField(allow_null=True)
    rests_on = serializers.CharField(
        allow_null=True, help_text="The case on whose own basis it rests."
    )


class DossierSerializer(serializers.Serializer):
    """As it stands now. A board establishes nothing before `missing` is empty."""

    cases = CaseBasisSerializer(many=True)
    missing = LackSerializer(many=True, source="lacks")


class CaseInput(Input):
    case = ReferenceField(Prefix.REMAINS_CASE, lambda: RemainsCase.objects)


class EvidenceInput(Input):
    case = ReferenceField(Prefix.REMAINS_CASE, lambda: RemainsCase.objects)
    identifier = serializers.ChoiceField(Identifier.choices)
    finding = serializers.ChoiceField(Evidence.Finding.choices, default=Evidence.Finding.CONCORDANT)
    result = ReferenceField(
        Prefix.LAB_RESULT,
        lambda: LabResult.objects,
        required=False,
        help_text="The laboratory's result that this rests on.",
    )
    report = serializers.CharField(max_length=120)
    signed_by = serializers.CharField(max_length=120)
    signed_on = serializers.DateField()


class ExplanationInput(Input):
    case = ReferenceField(Prefix.REMAINS_CASE, lambda: RemainsCase.objects)
    attribute = serializers.ChoiceField(Attribute.choices)
    because = serializers.CharField(max_length=500)


class AddendumInput(Input):
    evidence = EvidenceInput(many=True, max_length=MOST, required=False)
    cases = ReferencesField(
        Prefix.REMAINS_CASE,
        lambda: RemainsCase.objects,
        most=MOST,
        required=False,
        help_text="Cases without evidence of their own, by an accepted association.",
    )


class ProposalInput(Input):
    person = ReferenceField(Prefix.MISSING_PERSON, lambda: MissingPerson.objects)
    evidence = EvidenceInput(many=True, min_length=1, max_length=MOST)


def given_of(one: dict) -> Given:
    return Given(
        Identifier(one["identifier"]),
        one["report"],
        one["signed_by"],
        one["signed_on"],
        Evidence.Finding(one["finding"]),
        one.get("result"),
    )
