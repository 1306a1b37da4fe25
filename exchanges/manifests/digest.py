"""What a seal is over: every line of a list, word for word, as one SHA-256.

Anybody can compute it again: the lines in their order as one JSON array, each an array of FIELDS;
a text is "" and a number null where nothing stands; `extra` is an object (heading as sent: text as
sent). The JSON is in the canonical form of RFC 8785, in UTF-8. The digest is 64 hex digits.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from .columns import COLUMNS, Kind
from .report import Line

FIELDS = ("position", *COLUMNS, "extra")
_EMPTY = {name: None if c.kind is Kind.WHOLE_NUMBER else "" for name, c in COLUMNS.items()}


def digest(lines: Iterable[Line]) -> str:
    """Of lines as they were read."""
    return digest_of_rows(
        (line.position, *(line.values.get(name) for name in COLUMNS), line.extra) for line in lines
    )


def digest_of_rows(rows: Iterable[Sequence[object]]) -> str:
    """Of lines as they are stored, each with its values in the order of FIELDS."""
    sha = hashlib.sha256(b"[")
    for number, row in enumerate(rows):
        sha.update((b"," if number else b"") + _canonical(row))
    sha.update(b"]")
    return sha.hexdigest()


def _canonical(row: Sequence[object]) -> bytes:
    values = dict(zip(FIELDS, row, strict=True))
    said = [_EMPTY[name] if values[name] in (None, "") else values[name] for name in COLUMNS]
    extra = values["extra"] if isinstance(values["extra"], Mapping) else {}
    by_unit = sorted(
        extra.items(), key=lambda item: item[0].encode("utf-16-be")
    )  # as RFC 8785 says
    line = [values["position"], *said, dict(by_unit)]
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode()
