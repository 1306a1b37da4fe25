"""What a version of a handover list changed, for programs."""

from typing import Any

from rest_framework import serializers

from exchanges.manifests import Line
from exchanges.manifests.differences import Change, Differences

MOST_SHOWN = 1000  # lines of each kind; the totals count all


class LineSaysSerializer(serializers.Serializer):
    """Labels are for the two sides; `before` is the line of the older version."""

    label = serializers.CharField()
    before = serializers.IntegerField(allow_null=True)
    after = serializers.IntegerField(allow_null=True)
    columns = serializers.ListField(
        child=serializers.CharField(),
        help_text="What differs: names of columns, or headings of the sender's own.",
    )


class TotalsSerializer(serializers.Serializer):
    added = serializers.IntegerField()
    gone = serializers.IntegerField()
    changed = serializers.IntegerField()
    moved = serializers.IntegerField()


class DifferencesSerializer(serializers.Serializer):
    """No value of a cell, so no name: the files have them, for those who may read claims."""

    since = serializers.IntegerField(help_text="The version it is held against.")
    totals = TotalsSerializer()
    added = LineSaysSerializer(many=True, help_text="At most 1,000 of each kind.")
    gone = LineSaysSerializer(many=True)
    changed = LineSaysSerializer(many=True)
    moved = LineSaysSerializer(many=True)


def differences_data(since: int, found: Differences) -> dict[str, Any]:
    kinds: dict[str, list[Any]] = {
        "added": [(None, line) for line in found.added],
        "gone": [(line, None) for line in found.gone],
        "changed": [(one.before, one.after, one) for one in found.changed],
        "moved": found.moved,
    }
    told: dict[str, Any] = {
        kind: [_line(*one) for one in rows[:MOST_SHOWN]] for kind, rows in kinds.items()
    }
    return {"since": since, "totals": {kind: len(rows) for kind, rows in kinds.items()}, **told}


def _line(before: Line | None, after: Line | None, change: Change | None = None) -> dict[str, Any]:
    line: Any = after or before
    return {
        "label": line.values.get("label", ""),
        "before": before.position if before else None,
        "after": after.position if after else None,
        "columns": list(change.columns) if change else [],
    }
