"""The register of discrepancies: read, opened, told, answered and settled."""

from django.db.models import Q
from rest_framework import serializers

from cases.models import Container
from exchanges.api.answers import WORDS
from exchanges.api.figures import OfBatch, OfSource, PaperInput
from exchanges.models import Discrepancy
from exchanges.operations import settling
from exchanges.policies.discrepancies import discrepancy_moves
from exchanges.states import DiscrepancyState
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import (
    Input,
    Moves,
    PersonField,
    ReferenceField,
    named,
    text_field,
)
from repatriation.api.filters import Code, Day, OneOf, Reference, Text, YesNo
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.references import Prefix

OPENS, ANSWERS = ("exchanges.open_discrepancy",), ("exchanges.answer_discrepancy",)
SETTLES = ("exchanges.settle_discrepancy",)

declare_scopes(
    {
        "discrepancies:read": Scope("Read discrepancies and what was said of them"),
        "discrepancies:open": Scope("Open discrepancies", OPENS),
        "discrepancies:raise": Scope("Tell the other side of discrepancies", SETTLES),
        "discrepancies:answer": Scope(
            "Answer discrepancies, or record the other side's answer",
            (*ANSWERS, "exchanges.record_for_other"),
        ),
        "discrepancies:contest": Scope("Contest answers to discrepancies", SETTLES),
        "discrepancies:accept": Scope("Accept discrepancies as they are", SETTLES),
        "discrepancies:explain": Scope("Hold discrepancies for explained", SETTLES),
        "discrepancies:assign": Scope("Say who follows discrepancies up", SETTLES),
    }
)


class ListedDiscrepancySerializer(OfSource):
    """`container` is for those who see its line. Who follows it up, and until when, is the affair
    of the side that opened it."""

    batch = named("batch", "reference")
    container = serializers.SerializerMethodField()
    counted_by = serializers.SerializerMethodField()
    other_source = serializers.SerializerMethodField()
    owner = serializers.EmailField(source="owner_told", allow_null=True, read_only=True)
    due_on = serializers.DateField(source="due_told", allow_null=True, read_only=True)

    class Meta:
        model = Discrepancy
        fields = [
            "reference",
            "version",
            "state",
            "code",
            "batch",
            "container",
            "listed",
            "counted",
            "counted_by",
            "other_source",
            "other_counted",
            "source",
            "opened_at",
            "raised_at",
            "owner",
            "due_on",
            "settled_at",
        ]
        read_only_fields = fields

    def get_container(self, row) -> str | None:
        return row.container.reference if row.container and row.shows_container else None

    def get_counted_by(self, row) -> str | None:
        return self.told(row.counted_by)

    def get_other_source(self, row) -> str | None:
        return self.told(row.other_source)


class DiscrepancySerializer(ListedDiscrepancySerializer):
    note = serializers.CharField(source="words", read_only=True)
    moves = Moves(discrepancy_moves)

    class Meta(ListedDiscrepancySerializer.Meta):
        fields = [*ListedDiscrepancySerializer.Meta.fields, "note", "moves"]
        read_only_fields = fields


class OpenInput(Input):
    """Without a container it is of the whole batch. The note has no names of the dead."""

    code = serializers.ChoiceField(Discrepancy.Code.choices)
    container = ReferenceField(Prefix.CONTAINER, Container.objects.all, required=False)
    note = text_field(1000)


class WordsInput(Input):
    text = serializers.CharField(max_length=WORDS)


class AcceptInput(Input):
    text = text_field(WORDS)


class AnswerInput(PaperInput):
    text = serializers.CharField(max_length=WORDS)


class AssignInput(Input):
    """Both as they shall be from now on."""

    owner = PersonField(allow_null=True)
    due_on = serializers.DateField(required=False, allow_null=True)


FILTERS = {
    "code": OneOf("code", Discrepancy.Code),
    "state": OneOf("state", DiscrepancyState),
    "source": Code("source__code"),
    "is_settled": YesNo(Q(settled_at__isnull=False)),
    "owner": Text("owner_told", says="Part of the e-mail of your colleague who follows it up"),
    "q": Text("reference", says="Part of the reference"),
    "due_on__lte": Day("due_told__lte", says="To be settled on this day or before"),
}


class BatchDiscrepancyViewSet(OfBatch):
    """Where the list, the counts and the containers of a batch disagree"""

    queryset = Discrepancy.objects.none()
    serializer_class = DiscrepancySerializer
    outputs = {"list": ListedDiscrepancySerializer}
    inputs = {"create": OpenInput}
    scopes = {"list": "batches:read", "create": "discrepancies:open"}
    filters = FILTERS

    def get_queryset(self):
        rows = Discrepancy.objects.shown_to(self.request.user).for_pages()
        return rows.filter(batch=self.batch())

    def create(self, request, reference):
        """Open one of a container or of the whole batch"""
        row = settling.open_discrepancy(batch=self.batch(), by=request.user, **self.given())
        return self.created(row, "discrepancies", row)


class DiscrepancyViewSet(Endpoint):
    """Where the list, the counts and the containers disagree"""

    kind = Prefix.DISCREPANCY
    queryset = Discrepancy.objects.none()
    serializer_class = DiscrepancySerializer
    outputs = {"list": ListedDiscrepancySerializer}
    inputs = {
        "answer": AnswerInput,
        "contest": WordsInput,
        "accept": AcceptInput,
        "explain": WordsInput,
        "assign": AssignInput,
    }
    scopes = {
        "list": "discrepancies:read",
        "retrieve": "discrepancies:read",
        "tell": "discrepancies:raise",
        "answer": "discrepancies:answer",
        "contest": "discrepancies:contest",
        "accept": "discrepancies:accept",
        "explain": "discrepancies:explain",
        "assign": "discrepancies:assign",
    }
    needs_version = frozenset(scopes) - {"list", "retrieve"}
    filters = FILTERS | {
        "round": Reference("batch__round__reference", Prefix.ROUND),
        "batch": Reference("batch__reference", Prefix.BATCH),
    }
    orderings = {"reference": Order("reference"), "opened_at": Order("opened_at")}

    def get_queryset(self):
        return Discrepancy.objects.shown_to(self.request.user).for_pages()

    def tell(self, request, reference):
        """Tell the other side: it sees it from now on, with its note"""
        self.given()
        return self._done(settling.raise_discrepancy)

    def answer(self, request, reference):
        """Answer for the own side, or record what the other side wrote"""
        row = self.seen()
        settling.answer_discrepancy(discrepancy=row, by=request.user, **self.given())
        return self.shown(row)

    def contest(self, request, reference):
        """Contest the answer; the other side may answer again"""
        return self._done(settling.contest_answer)

    def accept(self, request, reference):
        """Accept it as it is: what is short stays short"""
        return self._done(settling.accept_discrepancy)

    def explain(self, request, reference):
        """Hold it for explained: it is not so any more"""
        return self._done(settling.explain_discrepancy)

    def assign(self, request, reference):
        """Say who follows it up, and until when"""
        return self._done(settling.assign_discrepancy)

    def _done(self, operation):
        given = self.given()
        return self.shown(operation(discrepancy=self.seen(), by=self.request.user, **given))
