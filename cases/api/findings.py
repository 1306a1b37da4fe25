"""What examinations found, one by one or in bulk."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.http import Http404
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from cases.models import Examination, Finding
from cases.models.codes import (
    Completeness,
    Condition,
    Element,
    FeatureKind,
    Region,
    Side,
    ToothCode,
)
from cases.models.examination import Discipline
from cases.models.finding import FindingKind
from cases.operations import finding as operations
from cases.operations.finding import MOST, Found
from repatriation.api.bulk import (
    ItemSerializer,
    done_or_refused,
    item_result,
    items_in,
    require_all,
)
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Input, Record, text_field
from repatriation.api.filters import OneOf, YesNo
from repatriation.api.pagination import Order
from repatriation.api.parameters import is_true
from repatriation.errors import DomainError
from repatriation.references import Prefix


class FindingSerializer(Record):
    corrects = serializers.IntegerField(source="corrects.number", allow_null=True, read_only=True)

    class Meta:
        model = Finding
        fields = [
            "number",
            "discipline",
            "kind",
            "is_present",
            "element",
            "side",
            "count",
            "completeness",
            "condition",
            "feature",
            "region",
            "tooth",
            "tooth_code",
            "tooth_surfaces",
            "serial",
            "text",
            "corrects",
            "recorded_at",
        ]
        read_only_fields = fields


class KeptFindingSerializer(FindingSerializer):
    is_standing = serializers.SerializerMethodField()

    class Meta(FindingSerializer.Meta):
        fields = [*FindingSerializer.Meta.fields, "is_struck", "is_standing"]
        read_only_fields = fields

    def get_is_standing(self, finding) -> bool:
        return not finding.is_struck and getattr(finding, "corrected_by", None) is None


def _code(codes: Any) -> serializers.ChoiceField:
    return serializers.ChoiceField(codes.choices, allow_blank=True, required=False)


class FoundInput(Input):
    """In codes; which of them are needed goes by the kind. `is_present` false is a finding too:
    looked for, and not there."""

    kind = serializers.ChoiceField(FindingKind.choices)
    discipline = serializers.ChoiceField(Discipline.choices)
    element = _code(Element)
    side = _code(Side)
    count = serializers.IntegerField(min_value=1, max_value=MOST, required=False)
    completeness = _code(Completeness)
    condition = _code(Condition)
    feature = _code(FeatureKind)
    region = _code(Region)
    tooth = serializers.IntegerField(
        min_value=11, max_value=48, required=False, help_text="In the notation of the FDI."
    )
    tooth_code = _code(ToothCode)
    tooth_surfaces = text_field(
        5, help_text="Of a filled or decayed tooth: of m, o, d, b, l, in this order."
    )
    serial = text_field(60)
    text = text_field(500)
    is_present = serializers.BooleanField(required=False)


class FindingsInput(Input):
    items = FoundInput(many=True, max_length=1000)


class RecordedItemSerializer(ItemSerializer):
    finding = serializers.IntegerField(required=False, help_text="Its number.")


class RecordedSerializer(serializers.Serializer):
    results = RecordedItemSerializer(many=True)


class FindingEndpoint(Endpoint):
    """All findings of one examination, with what was corrected and struck out"""

    kind = Prefix.EXAMINATION
    queryset = Finding.objects.none()
    serializer_class = KeptFindingSerializer
    inputs = {"create": FoundInput, "record_many": FindingsInput, "correct": FoundInput}
    outputs = {"record_many": RecordedSerializer}
    parameters = {"record_many": ("atomic",)}
    scopes = {
        "list": "examinations:read",
        "create": "examinations:record",
        "record_many": "examinations:record",
        "correct": "examinations:record",
        "strike": "examinations:record",
    }
    creates = frozenset({"create", "correct", "strike"})
    filters = {
        "kind": OneOf("kind", FindingKind),
        "discipline": OneOf("discipline", Discipline),
        "is_standing": YesNo(Q(corrected_by=None, is_struck=False)),
    }
    orderings = {"number": Order("number")}
    ordering = page_key = "number"

    def get_queryset(self):
        rows = Finding.objects.visible_to(self.request.user).filter(examination=self.examination())
        return rows.select_related("corrects", "corrected_by")

    def get_object(self):
        if row := self.get_queryset().filter(number=self.kwargs["number"]).first():
            return row
        raise Http404

    def examination(self) -> Examination:
        seen = Examination.objects.visible_to(self.request.user).select_related("case")
        return self.found(seen, self.kind, self.kwargs["reference"])

    def create(self, request, reference):
        """Record one finding"""
        examination, found = self.examination(), _found(self.given())
        (row,) = self._recorded(examination, [found])
        return self.shown(row, 201)

    def record_many(self, request, reference):
        """Record up to 1,000 findings, with an outcome for each"""
        is_atomic = is_true(request.query_params, "atomic")
        examination = self.examination()
        read = [self._read(item) for item in items_in(request.data)]
        whole = [one for one in read if isinstance(one, Found)]
        outcomes = iter(done_or_refused(whole, lambda some: self._recorded(examination, some)))
        shown = [
            item_result(index, _told(next(outcomes)) if isinstance(one, Found) else one)
            for index, one in enumerate(read)
        ]
        if is_atomic:
            require_all(shown)
        return Response({"results": shown})

    def correct(self, request, reference, number):
        """Correct a finding by a new one that names it"""
        row, found = self.get_object(), _found(self.given())
        return self._corrected(row, found)

    def strike(self, request, reference, number):
        """Strike a finding out; it stays readable"""
        row = self.get_object()
        self.given()
        return self._corrected(row, None)

    def _corrected(self, row: Finding, found: Found | None) -> Response:
        newer = operations.correct_finding(
            examination=self.examination(), finding=row, found=found, by=self.request.user
        )
        return self.shown(newer, 201)

    def _recorded(self, examination: Examination, findings: Sequence[Found]) -> list[Finding]:
        """Nothing that stands is changed by it, so that nobody has to have read the newest."""
        fresh = Examination.objects.select_related("case").get(pk=examination.pk)
        return operations.record_findings(
            examination=fresh, findings=findings, by=self.request.user
        )

    def _read(self, item: Any) -> Found | ValidationError:
        read = FoundInput(data=item, context=self.get_serializer_context())
        try:
            read.is_valid(raise_exception=True)
        except ValidationError as wrong:
            return wrong
        return _found(read.validated_data)


def _found(given: dict[str, Any]) -> Found:
    codes = {
        "kind": FindingKind(given["kind"]),
        "discipline": Discipline(given["discipline"]),
    }
    return Found(**given | codes)


def _told(outcome: Finding | DomainError) -> Any:
    return {"finding": outcome.number} if isinstance(outcome, Finding) else outcome
