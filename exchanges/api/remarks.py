"""What each side remarks on, or reserves, at a handover."""

from django.http import Http404
from rest_framework import serializers

from exchanges.api.figures import OfBatch, PaperInput
from exchanges.models import Remark
from exchanges.operations.remarking import check_remark, make_remark
from exchanges.policies.attesting import own_of
from exchanges.policies.rounds import why_not_check
from repatriation.api.fields import AgencyField, Moves, Record, named
from repatriation.api.filters import Code, OneOf
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes

declare_scopes(
    {
        "remarks:make": Scope(
            "Remark on a handover or reserve, or record it from paper",
            ("exchanges.attest_batch", "exchanges.record_for_other"),
        )
    }
)


class RemarkSerializer(Record):
    """`number` counts those that you may read. `is_corrected`: a newer one of its side names it."""

    number = serializers.IntegerField(read_only=True)
    agency = named("agency")
    source = serializers.CharField(source="paper", read_only=True)
    stands = serializers.BooleanField(read_only=True)
    is_corrected = serializers.SerializerMethodField()
    moves = Moves(lambda user, remark: {"check": why_not_check(user, remark)})

    class Meta:
        model = Remark
        fields = [
            "number",
            "kind",
            "agency",
            "text",
            "is_for_intermediary",
            "is_corrected",
            "said_on",
            "source",
            "is_recorded_for",
            "stands",
            "recorded_at",
            "checked_at",
            "moves",
        ]
        read_only_fields = fields

    def get_is_corrected(self, row) -> bool:
        return hasattr(row, "correction")


class RemarkInput(PaperInput):
    """Without an agency it is the own side's. No names of the dead. `corrects` is the number of
    an earlier one."""

    agency = AgencyField(required=False)
    kind = serializers.ChoiceField(Remark.Kind.choices, required=False)
    text = serializers.CharField(max_length=2000)
    is_for_intermediary = serializers.BooleanField(required=False)
    corrects = serializers.IntegerField(required=False, min_value=1, max_value=9_999_999)


class RemarkViewSet(OfBatch):
    """Remarks and reservations; the intermediary reads its own and what is marked for it"""

    queryset = Remark.objects.none()
    serializer_class = RemarkSerializer
    inputs = {"create": RemarkInput}
    scopes = {"list": "batches:read", "create": "remarks:make", "check": "statements:check"}
    needs_version = frozenset({"create"})
    filters = {"kind": OneOf("kind", Remark.Kind), "agency": Code("agency__code")}
    orderings = {"number": Order("number")}
    ordering = page_key = "number"

    def get_queryset(self):
        user = self.request.user
        rows = Remark.objects.shown_to(user).filter(batch=self.batch()).numbered(user)
        return rows.select_related(
            "agency", "correction", "batch__round__convenor", "batch__round__counterpart",
            "batch__round__intermediary",
        )  # fmt: skip

    def get_object(self):
        return self._numbered(self.kwargs["number"])

    def _numbered(self, number: int) -> Remark:
        if remark := self.get_queryset().filter(number=number).first():
            return remark
        raise Http404

    def create(self, request, reference):
        """Remark or reserve; If-Match names the batch's version"""
        batch, given = self.batch_seen(), self.given()
        agency = given.pop("agency", None) or own_of(request.user, batch) or batch.receiver
        if corrects := given.pop("corrects", None):
            given["corrects"] = self._numbered(corrects)
        remark = make_remark(batch=batch, agency=agency, by=request.user, **given)
        return self.shown(remark, 201)

    def check(self, request, reference, number):
        """Confirm, as the second person, that the paper says so"""
        self.given()
        return self.shown(check_remark(remark=self.get_object(), by=request.user))
