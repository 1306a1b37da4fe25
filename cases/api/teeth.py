"""The dental chart, read and written as a whole: as found, as told, and the two side by side."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response

from cases.identification.dental import compared
from cases.models import Candidate, Examination, Finding, MissingPerson
from cases.models.codes import FDI, Chart, Tooth, ToothCode, in_order
from cases.models.finding import teeth_of
from cases.operations.charting import chart_teeth
from cases.operations.persons import chart_person
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Input
from repatriation.references import Prefix


class ToothSerializer(serializers.Serializer):
    """One place of the chart."""

    tooth = serializers.ChoiceField(FDI, help_text="In the two-digit notation of the FDI.")
    tooth_code = serializers.ChoiceField(ToothCode.choices)
    surfaces = serializers.CharField(
        max_length=9,
        required=False,
        allow_blank=True,
        help_text="Of a filled or decayed tooth: the letters m, o, d, b, l, in any order.",
    )


class ChartSerializer(serializers.Serializer):
    """`version` is of the record that the chart is part of."""

    version = serializers.IntegerField(read_only=True)
    teeth = serializers.SerializerMethodField()

    @extend_schema_field(ToothSerializer(many=True))
    def get_teeth(self, row):
        chart = chart_of(row)
        return [_row(place, chart[place]) for place in sorted(chart)]


class ChartInput(Input):
    """The whole chart as it is to be: a place that is left out is not recorded."""

    teeth = ToothSerializer(many=True, max_length=len(FDI))

    def validate_teeth(self, teeth: list[dict[str, Any]]) -> Chart:
        chart: dict[int, Tooth] = {}
        for one in teeth:
            surfaces = in_order(one.get("surfaces", ""))
            if one["tooth"] in chart or surfaces is None:
                said = {"tooth": one["tooth"]}
                raise serializers.ValidationError(
                    _("Tooth %(tooth)s: give it once, and surfaces by m, o, d, b, l.") % said
                )
            chart[one["tooth"]] = Tooth(one["tooth_code"], surfaces)
        return chart


class ComparedToothSerializer(serializers.Serializer):
    tooth = serializers.IntegerField()
    told = ToothSerializer(allow_null=True)
    found = ToothSerializer(allow_null=True)
    result = serializers.ChoiceField(["same", "explained", "contradicts", "unknown"])


class ComparedTeethSerializer(serializers.Serializer):
    """Empty where either record has no chart."""

    teeth = ComparedToothSerializer(many=True)


class ChartEndpoint(Endpoint):
    serializer_class = ChartSerializer
    inputs = {"chart": ChartInput}
    needs_version = frozenset({"chart"})


class ExaminationTeethEndpoint(ChartEndpoint):
    """The dental chart of an examination"""

    kind = Prefix.EXAMINATION
    queryset = Examination.objects.none()
    scopes = {"retrieve": "examinations:read", "chart": "examinations:record"}

    def retrieve(self, request, reference):
        """The chart as corrected"""
        return super().retrieve(request, reference)

    def chart(self, request, reference):
        """Write the whole chart; what differs is corrected, what is left out is struck out"""
        row, chart = self.seen(), self.given()["teeth"]
        return self.shown(chart_teeth(examination=row, chart=chart, by=request.user))


class PersonTeethEndpoint(ChartEndpoint):
    """The dental chart of somebody sought"""

    kind = Prefix.MISSING_PERSON
    queryset = MissingPerson.objects.none()
    scopes = {"retrieve": "missing-persons:read", "chart": "missing-persons:keep"}

    def get_queryset(self):
        """Read by those who read the record; whoever sees that there is one is told no more."""
        rows = super().get_queryset()
        return rows.readable_by(self.request.user) if self.action == "retrieve" else rows

    def retrieve(self, request, reference):
        """The chart as a dentist's card says"""
        return super().retrieve(request, reference)

    def chart(self, request, reference):
        """Write the whole chart; the rest of the record stays as it is"""
        row, chart = self.seen(), self.given()["teeth"]
        return self.shown(chart_person(person=row, chart=chart, by=request.user))


class CandidateTeethEndpoint(Endpoint):
    """What was told of the teeth beside what was found"""

    kind = Prefix.CANDIDATE
    queryset = Candidate.objects.none()
    serializer_class = ComparedTeethSerializer
    scopes = {"retrieve": "candidates:read"}

    def get_queryset(self):
        """Where both records may be read."""
        rows = super().get_queryset().for_reader(self.request.user).whole()
        return rows.exclude(person=None).select_related("case", "person")

    def retrieve(self, request, reference):
        """Each tooth that is charted, and whether what was found can have come of what was told"""
        row = self.get_object()
        told, found = row.person.chart, teeth_of(Finding.objects.of_cases([row.case]))
        results = compared(_plain(told), _plain(found)) if told and found else {}
        shown = [
            {
                "tooth": place,
                "told": _row(place, told.get(place)),
                "found": _row(place, found.get(place)),
                "result": result,
            }
            for place, result in results.items()
        ]
        return Response({"teeth": shown})


def chart_of(row: Any) -> Chart:
    if isinstance(row, MissingPerson):
        return row.chart
    return teeth_of(row.findings.standing().order_by("number"))


def _row(place: int, tooth: Tooth | None) -> dict[str, Any] | None:
    if tooth is None:
        return None
    return {"tooth": place, "tooth_code": tooth.code, "surfaces": tooth.surfaces}


def _plain(chart: Chart) -> dict[int, tuple[str, str]]:
    return {place: (tooth.code, tooth.surfaces) for place, tooth in chart.items()}
