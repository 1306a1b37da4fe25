"""Many discrepancies accepted as they are, each with its result."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from exchanges.api.answers import WORDS
from exchanges.models import Discrepancy
from exchanges.operations.settling import accept_discrepancies
from repatriation.api.bulk import (
    BulkSerializer,
    done_or_refused,
    item_result,
    items_in,
    require_all,
)
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import LONGEST_REFERENCE, Input, text_field
from repatriation.api.parameters import is_true
from repatriation.errors import DomainError
from repatriation.references import Prefix, parse


class AcceptItem(Input):
    """One discrepancy, in the version that was read."""

    discrepancy = serializers.CharField(max_length=LONGEST_REFERENCE)
    version = serializers.IntegerField(min_value=0, max_value=999_999_999)
    text = text_field(WORDS)


class AcceptManyInput(Input):
    items = AcceptItem(many=True, max_length=1000)


class BulkAcceptance(Endpoint):
    """Discrepancies accepted in one request"""

    queryset = Discrepancy.objects.none()
    scopes = {"accept_many": "discrepancies:accept"}
    inputs = {"accept_many": AcceptManyInput}
    outputs = {"accept_many": BulkSerializer}
    parameters = {"accept_many": ("atomic",)}

    def accept_many(self, request):
        """Accept up to 1,000 as they are; what is short stays short"""
        is_atomic = is_true(request.query_params, "atomic")
        asked = self._found([self._asked(item) for item in items_in(request.data)])
        results: list[Any] = [one if isinstance(one, Exception) else None for one in asked]
        alike: dict[str, list[int]] = {}
        for index, one in enumerate(asked):
            if not isinstance(one, Exception):
                alike.setdefault(one[1], []).append(index)
        for text, indexes in alike.items():

            def do(some: Sequence[int], text=text) -> list[dict[str, Any]]:
                rows = [asked[index][0] for index in some]
                accept_discrepancies(discrepancies=rows, by=request.user, text=text)
                return [{"reference": row.reference} for row in rows]

            for index, result in zip(indexes, done_or_refused(indexes, do), strict=True):
                results[index] = result
        shown = [item_result(index, result) for index, result in enumerate(results)]
        if is_atomic:
            require_all(shown)
        return Response({"results": shown})

    def _asked(self, item: Any) -> dict[str, Any] | Exception:
        read = AcceptItem(data=item, context=self.get_serializer_context())
        try:
            read.is_valid(raise_exception=True)
            given = read.validated_data
            return given | {"discrepancy": str(parse(given["discrepancy"], Prefix.DISCREPANCY))}
        except (ValidationError, DomainError) as refusal:
            return refusal

    def _found(self, asked: list[Any]) -> list[Any]:
        """Each row as the caller read it, with the words; all in one question."""
        references = {one["discrepancy"] for one in asked if isinstance(one, dict)}
        seen = self.get_queryset().filter(reference__in=references)
        rows: dict[str, Discrepancy] = {row.reference: row for row in seen}
        return [one if isinstance(one, Exception) else _taken(one, rows) for one in asked]


def _taken(
    one: dict[str, Any], rows: dict[str, Discrepancy]
) -> tuple[Discrepancy, str] | Exception:
    """Taken out of `rows`, so that one that is named twice is accepted once."""
    row = rows.pop(one["discrepancy"], None)
    if row is None:
        return ValidationError(
            _("There is no such record, or it is named twice."), "does_not_exist"
        )
    row.version = one["version"]
    return row, one.get("text", "")
