"""What a caller says of the headings of a file, in one field of a form."""

import json
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers


class ByHeading(serializers.CharField):
    """A JSON object in one field of a form: what is said of each heading."""

    default_error_messages: ClassVar[dict] = {
        "no_object": _("Give a JSON object: the headings as keys, and for each one of: %(values)s.")
    }

    def __init__(self, values: tuple[str | None, ...], **more: Any):
        super().__init__(max_length=100_000, required=False, **more)
        self.values = values

    def to_internal_value(self, data):
        try:
            said = json.loads(super().to_internal_value(data))
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict) or not all(
            isinstance(one, str | None) and one in self.values for one in said.values()
        ):
            shown = ", ".join(json.dumps(value) for value in self.values)
            text = self.error_messages["no_object"] % {"values": shown}
            raise serializers.ValidationError(text, code="no_object")
        return said
