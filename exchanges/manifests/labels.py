"""The sender's label: never a key, but the only thing that stands on the container."""

from .folding import fold_label, fold_words
from .problems import LABEL_DUPLICATE, LABEL_LOOKS_ALIKE, quoted
from .report import Problem
from .vocabulary import NO_LABEL


def says_there_is_none(text: str) -> bool:
    return fold_words(text) in NO_LABEL


class LabelsSeen:
    """Notices a label that stood in the list before, also in letters that only look the same."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, int]] = {}
        self._same: dict[str, int] = {}

    def add(self, label: str, row: int, column: str) -> Problem | None:
        earlier = self._same.setdefault(label, row)
        lookalike, other = self._first.setdefault(fold_label(label), (label, row))
        if earlier != row:
            return LABEL_DUPLICATE.at(row, column, label=quoted(label), other=earlier)
        if lookalike != label:
            return LABEL_LOOKS_ALIKE.at(row, column, label=quoted(label), other=other)
        return None
