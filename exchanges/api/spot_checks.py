"""Samples of a sealed list: drawn so that anybody can draw them again, then reported."""

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from exchanges.api.figures import OfBatch, PaperInput
from exchanges.models import BatchPlace, SpotCheck
from exchanges.models.spot_check import SpotFinding
from exchanges.operations.spot_checking import draw_sample, report_sample
from exchanges.policies.attesting import own_of, why_not_be_there
from repatriation.accounts.models import User
from repatriation.api.fields import AgencyField, Input, Moves, Record, named, text_field
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes

MOST_SAMPLED = 200
THERE = ("exchanges.attest_batch", "exchanges.record_for_other")

declare_scopes(
    {
        "spot-checks:draw": Scope("Draw samples of a sealed list", THERE),
        "spot-checks:report": Scope("Report what samples showed, or record it from paper", THERE),
    }
)


def _moves(user: User, check: SpotCheck) -> dict[str, str | None]:
    return {"report": why_not_be_there(user, check.batch, check.agency)}


class ListedSpotCheckSerializer(Record):
    """`positions` are lines of the sealed list, in the order they were drawn. `differing` is how
    many were not as listed: null until a report of it stands."""

    number = serializers.IntegerField(read_only=True)
    agency = named("agency")
    list_number = serializers.IntegerField(source="manifest.number", read_only=True)
    positions = serializers.ListField(child=serializers.IntegerField(), read_only=True)
    differing = serializers.SerializerMethodField()

    class Meta:
        model = SpotCheck
        fields = [
            "number",
            "agency",
            "list_number",
            "nonce",
            "seed",
            "population",
            "size",
            "positions",
            "drawn_at",
            "differing",
        ]
        read_only_fields = fields
        extra_kwargs = {"nonce": {"help_text": "The word of whoever asked."}}

    def get_differing(self, row) -> int | None:
        found = findings_of(row)
        return sum(what != "as_listed" for what in found.values()) if found else None


class SampledLineSerializer(serializers.Serializer):
    """`label` is empty for those who may not read lines; `found` until a report stands."""

    position = serializers.IntegerField()
    label = serializers.CharField()
    found = serializers.ChoiceField(SpotFinding.What.choices, allow_null=True)


class SpotCheckSerializer(ListedSpotCheckSerializer):
    lines = serializers.SerializerMethodField()
    moves = Moves(_moves)

    class Meta(ListedSpotCheckSerializer.Meta):
        fields = [*ListedSpotCheckSerializer.Meta.fields, "lines", "moves"]
        read_only_fields = fields

    @extend_schema_field(SampledLineSerializer(many=True))
    def get_lines(self, row):
        places = BatchPlace.objects.visible_to(self.context["request"].user)
        sampled = places.filter(line__manifest=row.manifest_id, line__position__in=row.positions)
        labels = dict(sampled.values_list("line__position", "line__label"))
        found = findings_of(row)
        lines = [
            {"position": one, "label": labels.get(one, ""), "found": found.get(one)}
            for one in row.positions
        ]
        return SampledLineSerializer(lines, many=True).data


def findings_of(check: SpotCheck) -> dict[int, str]:
    """By position, of the report that stands."""
    standing = [report for report in check.reports.all() if report.stands]
    findings = standing[-1].findings.all() if standing else []
    return {finding.line.position: finding.what for finding in findings}


class DrawInput(Input):
    agency = AgencyField(required=False)
    size = serializers.IntegerField(min_value=1, max_value=MOST_SAMPLED)
    nonce = text_field(64, help_text="A word of whoever asks, said before; else chance gives one.")


class FindingInput(Input):
    position = serializers.IntegerField(min_value=1, max_value=9_999_999)
    found = serializers.ChoiceField(SpotFinding.What.choices)


class ReportInput(PaperInput):
    """One finding for each line of the sample."""

    findings = FindingInput(many=True, max_length=MOST_SAMPLED)

    def validate_findings(self, findings):
        found = {one["position"]: one["found"] for one in findings}
        if len(found) < len(findings):
            raise ValidationError(_("Name each line once."), "repeated")
        return found


class SpotCheckViewSet(OfBatch):
    """Samples of the sealed list; one is named by its number in the batch"""

    queryset = SpotCheck.objects.none()
    serializer_class = SpotCheckSerializer
    outputs = {"list": ListedSpotCheckSerializer}
    inputs = {"create": DrawInput, "report": ReportInput}
    scopes = {
        "list": "batches:read",
        "retrieve": "batches:read",
        "create": "spot-checks:draw",
        "report": "spot-checks:report",
    }
    needs_version = frozenset({"create"})
    orderings = {"number": Order("number")}
    ordering = page_key = "number"

    def get_queryset(self):
        checks = super().get_queryset().numbered().select_related(
            "agency", "manifest", "batch__sender", "batch__receiver", "batch__round__intermediary",
            "batch__round__convenor", "batch__round__counterpart",
        )  # fmt: skip
        return checks.prefetch_related("reports__findings__line")

    def get_object(self):
        if check := self.get_queryset().filter(number=self.kwargs["number"]).first():
            return check
        raise Http404

    def create(self, request, reference):
        """Draw from the sealed digest and a word; If-Match names the batch's version"""
        batch, given = self.batch_seen(), self.given()
        agency = given.pop("agency", None) or own_of(request.user, batch) or batch.receiver
        drawn = draw_sample(batch=batch, agency=agency, by=request.user, **given)
        number = self.get_queryset().get(pk=drawn.pk).number
        return self.created(drawn, "batches", batch, "spot-checks", number)

    def report(self, request, reference, number):
        """Report what each line of the sample turned out to be: what differs is opened"""
        check = self.get_object()
        report_sample(check=check, by=request.user, **self.given())
        return self.shown(check)
