"""Two lists of a batch side by side, and what each side says of their lines."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count as Number
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from exchanges.api.figures import OfBatch
from exchanges.models import ComparedLine, Comparison, ExchangeBatch, LineWord
from exchanges.operations.answering import answer_lines
from exchanges.states import LineState
from repatriation.api.bulk import (
    BulkSerializer,
    done_or_refused,
    item_result,
    items_in,
    require_all,
)
from repatriation.api.fields import Input, Record, text_field
from repatriation.api.filters import OneOf, YesNo
from repatriation.api.pagination import Order
from repatriation.api.parameters import is_true
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.references import Prefix

declare_scopes(
    {
        "comparisons:answer": Scope(
            "Answer for lines of compared lists", ("exchanges.compare_lists",)
        )
    }
)


class ComparisonSerializer(Record):
    """`kinds` and `states` say how many lines there are of each."""

    sender_list = serializers.IntegerField(source="sender_list.number", read_only=True)
    receiver_list = serializers.IntegerField(source="receiver_list.number", read_only=True)
    kinds = serializers.SerializerMethodField()
    states = serializers.SerializerMethodField()

    class Meta:
        model = Comparison
        fields = ["sender_list", "receiver_list", "asked_at", "compared_at", "kinds", "states"]
        read_only_fields = fields

    def get_kinds(self, row) -> dict[str, int]:
        return _numbers(row, "kind")

    def get_states(self, row) -> dict[str, int]:
        return _numbers(row, "state")


class ComparedLineSerializer(Record):
    """Names are for those who may read claims; for all others they are empty."""

    sender_label = serializers.SerializerMethodField()
    receiver_label = serializers.SerializerMethodField()
    sender_name = serializers.CharField(read_only=True)
    receiver_name = serializers.CharField(read_only=True)
    is_carried = serializers.SerializerMethodField()

    class Meta:
        model = ComparedLine
        fields = [
            "number",
            "kind",
            "state",
            "differs",
            "sender_label",
            "receiver_label",
            "sender_name",
            "receiver_name",
            "is_carried",
        ]
        read_only_fields = fields
        extra_kwargs = {"differs": {"help_text": "Names of columns."}}

    def get_sender_label(self, row) -> str | None:
        return row.sender_line.label if row.sender_line else None

    def get_receiver_label(self, row) -> str | None:
        return row.receiver_line.label if row.receiver_line else None

    def get_is_carried(self, row) -> bool:
        return row.carried_from_id is not None


class AnswerItem(Input):
    """`source` and `said_on` where it is what the other side said, in a message."""

    line = serializers.IntegerField(min_value=1, max_value=9_999_999)
    act = serializers.ChoiceField(LineWord.Act.choices)
    text = text_field(1000)
    said_on = serializers.DateField(required=False)
    source = text_field(200)


class AnswersInput(Input):
    items = AnswerItem(many=True, max_length=1000)


class ComparisonViewSet(OfBatch):
    """The newest versions of the two sides' lists, compared"""

    queryset = Comparison.objects.none()
    serializer_class = ComparisonSerializer
    scopes = {"retrieve": "batches:read"}
    filters = {}

    def get_object(self):
        newest = self.get_queryset().select_related("sender_list", "receiver_list")
        if found := newest.order_by("-pk").first():
            return found
        raise Http404


class ComparedLineViewSet(OfBatch):
    """The lines of a comparison, for the two sides"""

    queryset = ComparedLine.objects.none()
    serializer_class = ComparedLineSerializer
    scopes = {"list": "batches:read", "answer": "comparisons:answer"}
    inputs = {"answer": AnswersInput}
    outputs = {"answer": BulkSerializer}
    parameters = {"answer": ("atomic",)}
    filters = {
        "kind": OneOf("kind", ComparedLine.Kind),
        "state": OneOf("state", LineState),
        "differs": YesNo(~Q(differs=[]), says="Whether the two lists say otherwise of it"),
    }
    orderings = {"number": Order("number")}
    ordering = page_key = "number"

    def get_queryset(self):
        user = self.request.user
        newest = Comparison.objects.visible_to(user).filter(batch=self._batch()).order_by("-pk")
        return ComparedLine.objects.shown_to(user).filter(comparison=newest.first())

    def _batch(self) -> ExchangeBatch:
        batches = ExchangeBatch.objects.visible_to(self.request.user).for_pages()
        return self.found(batches, Prefix.BATCH, self.kwargs["reference"])

    def answer(self, request, reference):
        """Agree, dispute, reply, withdraw or add, up to 1,000 lines, with a result for each"""
        is_atomic = is_true(request.query_params, "atomic")
        batch = self._batch()
        asked = [self._asked(item) for item in items_in(request.data)]
        numbers = {one["line"] for one in asked if isinstance(one, dict)}
        lines = {one.number: one for one in self.get_queryset().filter(number__in=numbers)}
        asked = [_found(one, lines) for one in asked]
        results: list[Any] = list(asked)
        groups: dict[tuple, list[int]] = {}
        for index, one in enumerate(asked):
            if isinstance(one, dict):
                groups.setdefault(_key(one), []).append(index)
        for same in groups.values():
            said = {name: value for name, value in asked[same[0]].items() if name != "line"}

            def do(some: Sequence[int], said=said) -> list[dict[str, Any]]:
                chosen = [lines[asked[index]["line"]] for index in some]
                answer_lines(batch=batch, lines=chosen, by=request.user, **said)
                return [{} for _index in some]

            for index, result in zip(same, done_or_refused(same, do), strict=True):
                results[index] = result
        shown = [item_result(index, result) for index, result in enumerate(results)]
        if is_atomic:
            require_all(shown)
        return Response({"results": shown})

    def _asked(self, item: Any) -> dict[str, Any] | ValidationError:
        read = AnswerItem(data=item, context=self.get_serializer_context())
        try:
            read.is_valid(raise_exception=True)
        except ValidationError as wrong:
            return wrong
        return read.validated_data


def _found(one: Any, lines: dict[int, ComparedLine]) -> Any:
    if isinstance(one, dict) and one["line"] not in lines:
        return ValidationError(_("There is no such line."), "does_not_exist")
    return one


def _key(one: dict[str, Any]) -> tuple:
    """What is said alike is said once, so that one paper is one statement."""
    return tuple(sorted((name, str(value)) for name, value in one.items() if name != "line"))


def _numbers(comparison: Comparison, field: str) -> dict[str, int]:
    rows = comparison.lines.order_by().values(field).annotate(number=Number("pk"))
    return {row[field]: row["number"] for row in rows}
