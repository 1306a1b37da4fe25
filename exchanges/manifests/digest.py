"""What a seal is over: every line of a list, word for word, as one SHA-256.

Anybody can compute it again: the lines in their order as one JSON array, each an array of its
position, its values in the order of the columns, and an object with what has no column (heading as
sent: text as sent). A text is "" and a number null where nothing stands. The JSON is in the
canonical form of RFC 8785, in UTF-8. The digest is 64 hex digits.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping

from .columns import COLUMNS, Kind
from .report import Line

_EMPTY = {name: None if c.kind is Kind.WHOLE_NUMBER else "" for name, c in COLUMNS.items()}


def digest(lines: Iterable[Line]) -> str:
    sha = hashlib.sha256(b"[")
    for number, line in enumerate(lines):
        values = [line.values.get(name, _EMPTY[name]) for name in COLUMNS]
        text = json.dumps(
            [line.position, *values, _sorted(line.extra)],
            ensure_ascii=False,
            separators=(",", ":"),
        )
        sha.update((b"," if number else b"") + text.encode())
    sha.update(b"]")
    return sha.hexdigest()


def _sorted(extra: Mapping[str, str]) -> dict[str, str]:
    """By the units of UTF-16, as RFC 8785 says."""
    return dict(sorted(extra.items(), key=lambda item: item[0].encode("utf-16-be")))
