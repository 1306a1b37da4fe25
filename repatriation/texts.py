"""Text as people send it: put together as Unicode wants it, in time that nobody can stretch."""

import re
import unicodedata
from typing import Any

WORD = re.compile(r"\S+")
LONGEST_WORD = 500


def composed(text: str) -> str:
    """NFC, word by word, which gives the same. Thousands of accents on one letter would take
    minutes; such a word stays as it is."""
    return text if text.isascii() else WORD.sub(_composed, text)


def _composed(word: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", word[0]) if len(word[0]) <= LONGEST_WORD else word[0]


def composed_data(data: Any) -> Any:
    """The same of every text in what was read from JSON."""
    if isinstance(data, str):
        return composed(data)
    if isinstance(data, list):
        return [composed_data(item) for item in data]
    if isinstance(data, dict):
        return {composed(key): composed_data(value) for key, value in data.items()}
    return data
