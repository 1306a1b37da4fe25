"""The sender's label: never a key, but the only thing that stands on the container."""

from repatriation.tables.folding import fold_label, fold_words

from .finding import quoted
from .problems import LABEL_DUPLICATE, LABEL_LOOKS_ALIKE
from .report import Problem
from .vocabulary import NO_LABEL


def says_there_is_none(text: str) -> bool:
    return fold_words(text) in NO_LABEL


class LabelsSeen:
    """Notices a label that stood in the list before, also in letters that only look the same."""

    def __init__(self) -> None:
        self._same: dict[str, int] = {}  # label -> the first row with it
        self._lookalike: dict[str, int] = {}  # folded label -> the first row

    def add(self, label: str, row: int, column: str) -> Problem | None:
        if label in self._same:
            other = self._same[label]
            return LABEL_DUPLICATE.at(row, column, label=quoted(label), other=other)
        self._same[label] = row
        other = self._lookalike.setdefault(fold_label(label), row)
        if other != row:
            return LABEL_LOOKS_ALIKE.at(row, column, label=quoted(label), other=other)
        return None
