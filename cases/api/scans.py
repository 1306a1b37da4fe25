"""Scans of a tally sheet, many at once: late, out of order and again are all well."""

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from cases.models import Scan, TallySheet
from cases.operations.scanning import ELSEWHERE, Reading, scan
from repatriation.api.bulk import (
    ItemSerializer,
    done_or_refused,
    item_result,
    items_in,
    require_all,
)
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Input, Moment, text_field
from repatriation.api.parameters import is_true
from repatriation.errors import Conflict, Sentence
from repatriation.language import say
from repatriation.references import Prefix


class ReadingInput(Input):
    """What a device read. The key makes it one scan, however often it is sent."""

    key = serializers.UUIDField()
    code = serializers.CharField(max_length=200, allow_blank=True)
    scanned_at = Moment(required=False)
    device = text_field(80)
    is_another = serializers.BooleanField(
        required=False, help_text="A second container with a label that was scanned before."
    )
    is_unreadable = serializers.BooleanField(
        required=False,
        help_text="No label that can be read; `code` may be empty. At a handover the container is "
        "taken over under our reference, with a discrepancy.",
    )
    note = text_field(200, help_text="What can be seen instead of a label. No names.")


class ReadingsInput(Input):
    items = ReadingInput(many=True, max_length=1000)


class ScanSerializer(ItemSerializer):
    """`result` where it was saved; what may not move is kept too, and `says` why."""

    key = serializers.UUIDField(required=False)
    result = serializers.ChoiceField(Scan.Result, required=False)
    container = serializers.CharField(required=False, allow_null=True)
    case = serializers.CharField(required=False, allow_null=True)
    says = serializers.CharField(required=False)


class ScansSerializer(serializers.Serializer):
    results = ScanSerializer(many=True)


class ScanEndpoint(Endpoint):
    """Scans of one tally sheet"""

    kind = Prefix.TALLY_SHEET
    queryset = TallySheet.objects.none()
    scopes = {"scan": "sheets:scan"}
    inputs = {"scan": ReadingsInput}
    outputs = {"scan": ScansSerializer}
    parameters = {"scan": ("atomic",)}

    def scan(self, request, reference):
        """Send up to 1,000 scans, with a result for each"""
        is_atomic = is_true(request.query_params, "atomic")
        sheet, by = self.get_object(), request.user
        read = [self._reading(item) for item in items_in(request.data)]
        known = self._known(read)
        fresh = [one for one in read if isinstance(one, Reading) and one.key not in known]
        once = list({reading.key: reading for reading in fresh}.values())
        if once:
            scan(sheet=sheet, readings=[], by=by)  # what is refused now is no matter of the scans
        done = done_or_refused(once, lambda some: _scanned(sheet, some, by))
        outcomes = dict(zip((reading.key for reading in once), done, strict=True))
        outcomes |= {key: _saved_before(saved, sheet) for key, saved in known.items()}
        results = [
            item_result(index, outcomes[one.key] if isinstance(one, Reading) else one)
            for index, one in enumerate(read)
        ]
        if is_atomic:
            require_all(results)
        return Response({"results": results})

    def _reading(self, item: Any) -> Reading | ValidationError:
        read = ReadingInput(data=item, context=self.get_serializer_context())
        try:
            read.is_valid(raise_exception=True)
        except ValidationError as wrong:
            return wrong
        return Reading(**read.validated_data)

    def _known(self, read: list[Reading | ValidationError]) -> dict[Any, Scan]:
        """Saved before: they have their result even when the sheet was ended since."""
        keys = [one.key for one in read if isinstance(one, Reading)]
        saved = Scan.objects.filter(key__in=keys).select_related("container", "case")
        return {one.key: one for one in saved}


def _scanned(sheet: TallySheet, readings: Sequence[Reading], by) -> list[dict[str, Any]]:
    """In the order of the readings."""
    saved = {one.key: one for one in scan(sheet=sheet, readings=list(readings), by=by)}
    return [_shown(saved[reading.key]) for reading in readings]


def _saved_before(saved: Scan, sheet: TallySheet) -> dict[str, Any] | Conflict:
    if saved.sheet_id != sheet.pk:
        return Conflict(Sentence(ELSEWHERE))
    return _shown(saved)


def _shown(saved: Scan) -> dict[str, Any]:
    return {
        "key": str(saved.key),
        "result": saved.result,
        "container": saved.container.reference if saved.container else None,
        "case": saved.case.reference if saved.case else None,
        "says": say(Sentence(**saved.said)) if saved.said else "",
    }
