"""What was counted: each figure with its source and how it is known, never added up."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from exchanges.api.figures import OfBatch, OfSource, PaperInput
from exchanges.models import Count
from exchanges.operations.attesting import attest_count
from exchanges.policies.attesting import own_of
from repatriation.api.fields import AgencyField, Moment, text_field
from repatriation.api.filters import Code, OneOf
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes

LARGEST_COUNT = 100_000

declare_scopes(
    {
        "counts:attest": Scope(
            "Attest what was counted at a handover, or record it from paper",
            ("exchanges.attest_batch", "exchanges.record_for_other"),
        )
    }
)


class CountSerializer(OfSource):
    """`number` counts within the stage. The figure of a source is its newest that stands. It was
    `counted` in this register, `said` by its source, or `recorded` for it from the `paper`: that
    one stands when a second person has checked `statement`, of the round."""

    number = serializers.IntegerField(read_only=True)
    list_number = serializers.IntegerField(
        source="manifest.number", allow_null=True, read_only=True
    )
    known_by = serializers.SerializerMethodField()
    stands = serializers.SerializerMethodField()
    corrects = serializers.SerializerMethodField()
    corrected_by = serializers.SerializerMethodField()
    statement = serializers.SerializerMethodField()
    said_on = serializers.DateField(source="statement.said_on", allow_null=True, read_only=True)
    paper = serializers.SerializerMethodField()

    class Meta:
        model = Count
        fields = [
            "number",
            "stage",
            "source",
            "containers",
            "list_number",
            "counted_at",
            "known_by",
            "stands",
            "corrects",
            "corrected_by",
            "statement",
            "said_on",
            "paper",
        ]
        read_only_fields = fields

    @extend_schema_field({"type": "string", "enum": ["counted", "said", "recorded"]})
    def get_known_by(self, row) -> str:
        if row.statement is None:
            return "counted"
        return "recorded" if row.statement.is_recorded_for else "said"

    def get_stands(self, row) -> bool:
        return row.statement is None or row.statement.stands

    def get_corrects(self, row) -> int | None:
        return row.corrected or None

    def get_corrected_by(self, row) -> int | None:
        return row.corrected_by or None

    def get_statement(self, row) -> int | None:
        return row.said_in or None

    def get_paper(self, row) -> str:
        return row.paper or ""


class AttestInput(PaperInput):
    """Without an agency it is the own side's word, and stands at once."""

    agency = AgencyField(required=False)
    containers = serializers.IntegerField(min_value=0, max_value=LARGEST_COUNT)
    digest = text_field(
        80, help_text="The digest on the paper, or its beginning: compared with the sealed list."
    )
    occurred_at = Moment(required=False, help_text="When it was counted; without it, now.")


class CountViewSet(OfBatch):
    """Figures of the batch, by source and stage"""

    queryset = Count.objects.none()
    serializer_class = CountSerializer
    inputs = {"attest": AttestInput}
    scopes = {"list": "batches:read", "attest": "counts:attest"}
    creates = frozenset({"attest"})
    needs_version = frozenset({"attest"})
    filters = {"stage": OneOf("stage", Count.Stage), "source": Code("source__code")}
    orderings = {"counted_at": Order("counted_at")}
    ordering = "counted_at"
    page_key = "pk"

    def get_queryset(self):
        return Count.objects.shown_to(self.request.user).filter(batch=self.batch())

    def attest(self, request, reference):
        """Attest over the sealed list what was counted; If-Match names the batch's version"""
        batch, given = self.batch_seen(), self.given()
        agency = given.pop("agency", None) or own_of(request.user, batch) or batch.receiver
        said = attest_count(batch=batch, agency=agency, by=request.user, **given)
        return self.shown(said.count, 201)
