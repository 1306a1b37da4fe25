"""Texts made comparable: what a clerk would call the same heading, word or label."""

import re
import unicodedata

LONGEST_FOLDED = 300  # no heading, word or label of use is longer

# After case folding; both scripts meet in the Latin letter, so either spelling finds the other.
_SAME_LETTER = str.maketrans("аеёєкмнорстухвіїј", "aeeekmhopctyxbiij")
_DASHES = re.compile(r"\s*[-‐‑‒–—―−]\s*")
_SLASH = re.compile(r"\s*/\s*")
_UNSEEN = {"Cc", "Cf"}


def fold_heading(text: str) -> str:
    """Without case, spaces, punctuation and apostrophes; letters that look alike are one."""
    if len(text) > LONGEST_FOLDED:
        return ""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in plain if char.isalnum()).translate(_SAME_LETTER)


def fold_words(text: str) -> str:
    """Lower case, single spaces, nothing around; punctuation inside is kept: “б/н”."""
    if len(text) > LONGEST_FOLDED:
        return ""
    plain = " ".join(text.lower().split())
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain).casefold().replace("ё", "е").replace("’", "'")
    if "/" in plain:
        plain = _SLASH.sub("/", plain)
    return _DASHES.sub("-", plain).strip(" .,;:!()[]{}\"'«»“”„`*") or plain


def fold_label(text: str) -> str:
    """What two labels have in common that look the same to a person with a bag before them."""
    plain = text
    if not (text.isascii() and text.isprintable()):
        plain = unicodedata.normalize("NFKC", text)
        plain = "".join(char for char in plain if unicodedata.category(char) not in _UNSEEN)
    plain = _DASHES.sub("-", "".join(plain.split())).casefold()
    return plain.translate(_SAME_LETTER)
