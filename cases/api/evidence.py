"""The evidence of an identification, as it is shown and given."""

from rest_framework import serializers

from cases.models import CoveredCase, LabResult, MissingPerson, RemainsCase
from cases.models.identification import Evidence, Identifier
from cases.operations.identifying import Given
from repatriation.api.fields import Input, Record, ReferenceField, named
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


class CoveredSerializer(Record):
    case = named("case", "reference")
    evidence = EvidenceSerializer(many=True, read_only=True)

    class Meta:
        model = CoveredCase
        fields = ["case", "stands", "evidence"]
        read_only_fields = fields


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
