"""What a heading means: the mechanism. Which words stand for which column is the list's own."""

import re
from collections.abc import Iterable, Mapping

from repatriation.tables.folding import fold_heading

_PARTS = re.compile(r"[/|\n(]")
_NUMBERED = re.compile(r"^\s*\d{1,2}\s*[.)]\s*")


class Meanings:
    """Columns by what clerks write over them; `fillers` say nothing more, before or behind."""

    def __init__(self, synonyms: Mapping[str, Iterable[str]], fillers: Iterable[str] = ()):
        self.by_heading = {
            fold_heading(spelled): column
            for column, spellings in synonyms.items()
            for spelled in (column, *spellings)
        }
        self._fillers = ("", *map(fold_heading, fillers))

    def of(self, heading: str) -> str | None:
        """The column, or None. “Label / Маркування” and “Seal (number)” are understood."""
        plain = _NUMBERED.sub("", heading)
        if found := self._meaning(fold_heading(plain)):
            return found
        parts = [
            self._meaning(fold_heading(part)) for part in _PARTS.split(plain) if part.strip(" )")
        ]
        return parts[0] if parts and {None, parts[0]} >= set(parts) else None

    def _meaning(self, folded: str) -> str | None:
        without = (
            rest
            for word in self._fillers
            for rest in (folded.removeprefix(word), folded.removesuffix(word))
        )
        return next((self.by_heading[rest] for rest in without if rest in self.by_heading), None)


def unique(text: str, taken: set[str]) -> str:
    """The text, or with “ (2)”, “ (3)” behind it; it is taken from now on."""
    name, number = text, 1
    while name in taken:
        number += 1
        name = f"{text} ({number})"
    taken.add(name)
    return name
