"""JSON that is deep enough to be an attack is refused before anything looks at it."""

import json

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import DataAndFiles, JSONParser, MultiPartParser

from repatriation.texts import composed, composed_data

DEEPEST = 20


class CappedJSONParser(JSONParser):
    def parse(self, stream, media_type=None, parser_context=None):
        try:
            text = stream.read().decode("utf-8")
            data = json.loads(text, parse_constant=_refuse)
            _refuse_halves(text, data)
        except (ValueError, RecursionError) as error:
            raise ParseError(_("The body is not valid JSON in UTF-8.")) from error
        if _is_deeper(data, DEEPEST):
            raise ParseError(
                _("The body is nested deeper than %(most)s levels.") % {"most": DEEPEST}
            )
        return composed_data(data)


class ComposedFormParser(MultiPartParser):
    """A file, and words about it."""

    def parse(self, stream, media_type=None, parser_context=None):
        parsed = super().parse(stream, media_type, parser_context)
        data = parsed.data.copy()  # what was parsed cannot be changed
        for name, values in parsed.data.lists():
            data.setlist(name, [composed(value) for value in values])
        return DataAndFiles(data, parsed.files)


def _refuse(constant):
    raise ValueError(constant)


def _refuse_halves(text: str, data) -> None:
    """Half of a character can be escaped, but neither stored nor sent back."""
    if "\\u" in text:
        json.dumps(data, ensure_ascii=False).encode()


def _is_deeper(value, levels: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    items = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(_is_deeper(item, levels - 1) for item in items)
