"""What a cell says, by the kind of its column."""

import re

from repatriation.tables.dates import NotADate, Order, TwoDates, TwoYears, read_date
from repatriation.tables.folding import fold_words

from .columns import COLUMNS, Column, Kind
from .finding import Finding, quoted
from .problems import (
    AFFILIATION_UNKNOWN,
    DATE_AMBIGUOUS,
    DATE_INVALID,
    DATE_NOT_UNDERSTOOD,
    DATE_OF_TWO_CENTURIES,
    KIND_UNKNOWN,
    NUMBER_INVALID,
    TEXT_TOO_LONG,
)
from .report import Value
from .vocabulary import AFFILIATION_WORDS, KIND_WORDS, NONE_THERE, NOT_KNOWN, PEOPLE

MOST_INDIVIDUALS = 10_000
FREE_TEXT = {"documents", "effects_packet", "remarks"}
_WHOLE = re.compile(r"(\d{1,3}(?:[ '’]\d{3})+|\d{1,9})(?:[.,]0+)?\s*(\w*)\.?(?:\s*\([^()\d]*\))?")
_TRICK = re.compile(r'="(.*)"', re.DOTALL)  # how Excel is made to keep leading zeros in a CSV
_KINDS = {word: kind for kind, words in KIND_WORDS.items() for word in (kind, *words)}
_AFFILIATIONS = {
    word: whose for whose, words in AFFILIATION_WORDS.items() for word in (whose, *words)
}


class Unread(Exception):
    """The cell has something that is not a value of its column."""

    def __init__(self, finding: Finding, instead: Value | None = None, **params: object):
        super().__init__(finding.code)
        self.finding, self.instead, self.params = finding, instead, params


def read_value(
    name: str, text: str, days_later: int = 0, order: Order | None = None
) -> Value | None:
    """The value in a clean text, or None where the cell says nothing. `order`: see `read_date`."""
    column = COLUMNS[name]
    if match := _TRICK.fullmatch(text):
        text = match[1].strip()
    if not text:
        return None
    words = fold_words(text)
    if name == "claimed_affiliation":
        return _affiliation(words)
    if words in NOT_KNOWN or (words in NONE_THERE and name not in FREE_TEXT):
        return None
    if column.kind is Kind.DATE:
        return _date(name, text, days_later, order)
    if column.kind is Kind.WHOLE_NUMBER:
        return _number(text)
    return _kind(words) if column.kind is Kind.CHOICE else _text(column, text)


def _text(column: Column, text: str) -> str:
    if column.longest == COLUMNS["label"].longest:
        text = " ".join(text.split())  # one line: a wrapped label is one label
    if len(text) > column.longest:
        raise Unread(TEXT_TOO_LONG, limit=column.longest)
    return text


def _date(name: str, text: str, days_later: int, order: Order | None) -> str | None:
    try:
        return read_date(text, name, days_later, order) or None
    except TwoDates:
        raise Unread(DATE_AMBIGUOUS, date=quoted(text)) from None
    except TwoYears:
        raise Unread(DATE_OF_TWO_CENTURIES, date=quoted(text)) from None
    except NotADate:
        if any(map(str.isalpha, text)) or not any(map(str.isdigit, text)):
            raise Unread(DATE_NOT_UNDERSTOOD) from None  # it might be a name: not quoted
        raise Unread(DATE_INVALID, date=quoted(text)) from None


def _number(text: str) -> int:
    match = _WHOLE.fullmatch(" ".join(text.split()).casefold()) if len(text) < 40 else None
    if match and (not match[2] or match[2] in PEOPLE):
        number = int(re.sub(r"\D", "", match[1]))
        if number <= MOST_INDIVIDUALS:
            return number
    raise Unread(NUMBER_INVALID, most=MOST_INDIVIDUALS)


def _kind(words: str) -> str:
    if whole := _KINDS.get(words):
        return whole
    found = {_KINDS[word] for word in re.split(r"[\s,/()]+", words) if word in _KINDS}
    if len(found) != 1:
        raise Unread(KIND_UNKNOWN)
    return found.pop()


def _affiliation(words: str) -> str:
    found = _AFFILIATIONS.get(words) or _AFFILIATIONS.get(words.replace(" ", "_"))
    if found or words in NOT_KNOWN:
        return found or "unknown"
    raise Unread(AFFILIATION_UNKNOWN, instead="unknown")
