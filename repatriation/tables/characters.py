"""Characters that do not belong into a value: what cannot be stored, seen or trusted."""

import re
import unicodedata

# Controls but tab and line ends; soft hyphen, zero-width space and joiner, byte order mark.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\ud800-\udfff]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NOT_STORED = re.compile("[\x00\ud800-\udfff]")
_WORD = re.compile(r"\S+")
_LONGEST_WORD = 500
_NOTHING = "".join(
    filter(lambda char: char.isspace() or _UNSEEN.match(char), map(chr, range(1 << 16)))
)


def is_blank(text: str) -> bool:
    return not text or (not text[0].isalnum() and not text.strip(_NOTHING))


def as_stored(text: str) -> str:
    """Exactly as sent, but for what a database or UTF-8 cannot hold: NUL and half characters."""
    return text if text.isascii() and "\x00" not in text else _NOT_STORED.sub("", text)


def has_unseen(text: str) -> bool:
    return not (text.isascii() and text.isprintable()) and bool(_UNSEEN.search(text))


def has_bidi(text: str) -> bool:
    return not text.isascii() and bool(_BIDI.search(text))


def cleaned(text: str) -> str:
    """NFC, without what cannot be seen, without space around."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _UNSEEN.sub("", text)
    if len(text) <= _LONGEST_WORD:
        return unicodedata.normalize("NFC", text).strip()
    return _WORD.sub(_composed, text).strip()


def _composed(word: re.Match[str]) -> str:
    """Word by word gives the same. Thousands of accents on one letter would take minutes."""
    return unicodedata.normalize("NFC", word[0]) if len(word[0]) <= _LONGEST_WORD else word[0]
