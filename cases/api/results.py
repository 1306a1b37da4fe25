"""Results of samples: reported by laboratories one by one or in bulk, or from their paper."""

from typing import Any

from django.db.models import Q
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from cases.api.reasons import BecauseInput
from cases.models import BlindSample, LabResult, Sample
from cases.models.result import LARGEST_LOG, Conclusion, MarkerSystem, Quality
from cases.operations import results
from cases.policies.samples import result_moves
from repatriation.api.bulk import (
    ItemSerializer,
    done_or_refused,
    item_result,
    items_in,
    require_all,
)
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import (
    Input,
    Moves,
    Record,
    ReferenceField,
    ReferencesField,
    named,
    text_field,
)
from repatriation.api.filters import Code, OneOf, Reference, Text, YesNo
from repatriation.api.pagination import Order
from repatriation.api.parameters import is_true
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.references import Prefix

MOST_COMPARED = 100

declare_scopes(
    {
        "results:read": Scope("Read results of samples the agency may see"),
        "results:report": Scope(
            "Report, correct and withdraw results", ("cases.report_results", "cases.send_samples")
        ),
        "results:check": Scope("Check what was recorded from paper", ("cases.check_results",)),
    }
)


class Reportable:
    """Samples of the house, and those sent to the caller's laboratory: by number either way."""

    def visible_to(self, user):
        blind = BlindSample.objects.visible_to(user).values("pk")
        house = Sample.objects.visible_to(user).values("pk")
        return Sample.objects.filter(pk__in=blind.union(house, all=True))


class ResultSerializer(Record):
    sample = named("sample", "reference")
    compared_with: Any = serializers.SlugRelatedField("reference", many=True, read_only=True)
    laboratory = named("laboratory")
    corrects = named("corrects", "reference")
    report_sha256 = serializers.CharField(
        source="report_file.sha256", read_only=True, allow_null=True, default=None
    )
    corrected_by = serializers.SerializerMethodField()
    is_standing = serializers.BooleanField(read_only=True)
    moves = Moves(result_moves)

    class Meta:
        model = LabResult
        fields = [
            "reference",
            "sample",
            "compared_with",
            "laboratory",
            "conclusion",
            "markers",
            "loci",
            "quality",
            "log10_lr",
            "prior",
            "hypothesis",
            "alternative",
            "software",
            "report",
            "report_sha256",
            "signed_by",
            "signed_on",
            "remarks",
            "corrects",
            "corrected_by",
            "reported_at",
            "recorded_from",
            "checked_at",
            "withdrawn_at",
            "withdrawn_because",
            "is_standing",
            "moves",
        ]
        read_only_fields = fields

    def get_corrected_by(self, result) -> str | None:
        newer = getattr(result, "corrected_by", None)
        return newer.reference if newer else None


class ConclusionInput(Input):
    """`log10_lr` is the logarithm to base 10 of the likelihood ratio of `hypothesis` against
    `alternative`. A profile itself is not sent, and not kept."""

    compared_with: ReferencesField = ReferencesField(
        Prefix.SAMPLE, Reportable, most=MOST_COMPARED, required=False
    )
    conclusion = serializers.ChoiceField(Conclusion.choices)
    markers = serializers.ChoiceField(MarkerSystem.choices)
    quality = serializers.ChoiceField(Quality.choices)
    loci = serializers.IntegerField(min_value=0, max_value=10_000, required=False)
    log10_lr = serializers.DecimalField(
        max_digits=8,
        decimal_places=4,
        min_value=-LARGEST_LOG,
        max_value=LARGEST_LOG,
        required=False,
    )
    prior = text_field(120)
    hypothesis = text_field(300)
    alternative = text_field(300)
    software = text_field(120)
    report = serializers.CharField(max_length=120)
    signed_by = serializers.CharField(max_length=120)
    signed_on = serializers.DateField()
    remarks = text_field(500)
    source = text_field(200, help_text="The laboratory's paper, where its sender records this.")


class ResultInput(ConclusionInput):
    sample = ReferenceField(Prefix.SAMPLE, Reportable)


class ResultsInput(Input):
    items = ResultInput(many=True, max_length=1000)


class ReportedItemSerializer(ItemSerializer):
    result = serializers.CharField(required=False)


class ReportedSerializer(serializers.Serializer):
    results = ReportedItemSerializer(many=True)


class ResultViewSet(Endpoint):
    """What laboratories report of samples"""

    kind = Prefix.LAB_RESULT
    queryset = LabResult.objects.none()
    serializer_class = ResultSerializer
    inputs = {
        "create": ResultInput,
        "report_many": ResultsInput,
        "correct": ConclusionInput,
        "withdraw": BecauseInput,
    }
    outputs = {"report_many": ReportedSerializer}
    parameters = {"report_many": ("atomic",)}
    scopes = {
        "list": "results:read",
        "retrieve": "results:read",
        "create": "results:report",
        "report_many": "results:report",
        "correct": "results:report",
        "withdraw": "results:report",
        "check": "results:check",
    }
    creates = frozenset({"create", "correct"})
    filters = {
        "sample": Reference("sample__reference", Prefix.SAMPLE),
        "laboratory": Code("laboratory__code"),
        "conclusion": OneOf("conclusion", Conclusion),
        "q": Text("reference", "report", says="Part of the reference or the report number"),
        "is_withdrawn": YesNo(Q(withdrawn_at__isnull=False)),
    }
    orderings = {"reference": Order("reference"), "reported_at": Order("reported_at")}

    def get_queryset(self):
        rows = super().get_queryset().for_pages().prefetch_related("compared_with")
        return rows.select_related("sample__agency", "report_file")

    def create(self, request):
        """Report a result; from the laboratory's paper a second person checks it"""
        given = self.given()
        row = self._reported(given.pop("sample"), given)
        return self.created(row, "results", row)

    def report_many(self, request):
        """Report up to 1,000 results, with an outcome for each"""
        is_atomic = is_true(request.query_params, "atomic")
        read = [self._read(item) for item in items_in(request.data)]
        shown = [item_result(index, self._one(one)) for index, one in enumerate(read)]
        if is_atomic:
            require_all(shown)
        return Response({"results": shown})

    def correct(self, request, reference):
        """Report anew what was wrong; what rests on the old result is contested"""
        row, given = self.get_object(), self.given()
        source = given.pop("source", "")
        newer = results.correct_result(
            result=row, reported=results.Reported(**given), by=request.user, source=source
        )
        return self.created(newer, "results", newer)

    def withdraw(self, request, reference):
        """Withdraw a result; what rests on it is contested"""
        row, given = self.get_object(), self.given()
        return self.shown(results.withdraw_result(result=row, by=request.user, **given))

    def check(self, request, reference):
        """Say that it agrees with the laboratory's paper"""
        self.given()
        return self.shown(results.check_result(result=self.get_object(), by=request.user))

    def _reported(self, sample: Sample, given: dict[str, Any]) -> LabResult:
        source = given.pop("source", "")
        reported = results.Reported(**given)
        return results.report_result(
            sample=sample, reported=reported, by=self.request.user, source=source
        )

    def _read(self, item: Any) -> dict[str, Any] | ValidationError:
        read = ResultInput(data=item, context=self.get_serializer_context())
        try:
            read.is_valid(raise_exception=True)
        except ValidationError as wrong:
            return wrong
        return read.validated_data

    def _one(self, one: dict[str, Any] | ValidationError) -> Any:
        if isinstance(one, ValidationError):
            return one
        sample = one.pop("sample")
        (outcome,) = done_or_refused([sample], lambda some: [self._reported(some[0], one)])
        return {"result": str(outcome)} if isinstance(outcome, LabResult) else outcome
