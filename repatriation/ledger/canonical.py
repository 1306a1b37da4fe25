"""JSON that has one form (RFC 8785): what is hashed today hashes the same tomorrow."""

import json


def canonical(value: object) -> str:
    """Sorted keys, no spaces; floats are refused, because their text is not one."""
    _refuse_floats(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError("A fact is a string, a whole number or a yes or no; not a float.")
    if isinstance(value, dict):
        for key, item in value.items():
            if not (isinstance(key, str) and key.isascii()):
                raise TypeError("The name of a fact is ASCII text.")
            _refuse_floats(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_floats(item)
