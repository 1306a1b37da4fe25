"""Parts of an address: what cannot be a reference finds no page, and is never asked of the store.

path("rounds/<reference:reference>/", round, name="round")
"""

from django.urls import register_converter
from django.urls.converters import StringConverter


class ReferenceConverter(StringConverter):
    regex = "[A-Z]{2}-[0-9]{2}-[0-9]{4,12}-[0-9A-Z]"


class KeyConverter:
    """A row's own number, as far as the store can hold it."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(ReferenceConverter, "reference")
register_converter(KeyConverter, "key")
