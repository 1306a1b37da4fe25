"""The values of a record: read, or named in a problem. Nothing here guesses."""

import re
from calendar import monthrange
from datetime import date

from cases.person_files.columns import DATES, LONGEST, SEXES
from cases.person_files.found import Found, Problem
from repatriation.errors import Sentence, gettext_noop
from repatriation.tables.characters import cleaned, has_bidi
from repatriation.tables.dates import NotADate, Order, TwoDates, TwoYears, read_date
from repatriation.tables.folding import fold_words
from repatriation.tables.words import phrases

TOO_LONG = gettext_noop("It has more than %(most)s characters, so this value is left out.")
NAME_TOO_LONG = gettext_noop("The name has more than %(most)s characters. It cannot be saved.")
NOT_A_DATE = gettext_noop("This is no date that can be read, so it is left out: “%(date)s”.")
TWO_DATES = gettext_noop(
    "“%(date)s” can be read in two ways, so it is left out. Say above whether the day or the month "
    "comes first, or write 1970-01-31."
)
TWO_YEARS = gettext_noop("The year of “%(date)s” could be of two centuries, so it is left out.")
TOO_EARLY = gettext_noop("“%(date)s” is before 1850, so it is left out.")
NOT_YET = gettext_noop("“%(date)s” is in the future, so it is left out.")
NO_SEX = gettext_noop("“%(sex)s” is neither male nor female, so it is left out.")
NO_STATURE = gettext_noop("“%(stature)s” is no stature from 30 to 260 cm, so it is left out.")
TURNED = gettext_noop("The first day when last seen is after the last, so both are left out.")

NAMES = ("surname", "given_name", "patronymic")
_STATURE = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*(?:см|cm|м|m)?\.?", re.I)
_SEX = {word: sex for sex, words in SEXES.items() for word in words}
_QUOTED = 60
NOTHING = frozenset(
    phrases("-, --, –, —, ?, ??, н/д, н/в, n/a, не відомо, невідомо, неизвестно")
) | {""}


class Record:
    """Values go in one by one; what cannot be kept becomes a problem of its column."""

    def __init__(self, found: Found, today: date, order: Order | None = None, days_later: int = 0):
        self.found, self.today, self.order, self.days_later = found, today, order, days_later

    def put(self, field: str, text: str, column: str) -> None:
        text = cleaned(text)
        if fold_words(text) in NOTHING:
            return
        if field in DATES:
            self._date(field, text, column)
        elif field == "sex":
            if sex := _SEX.get(fold_words(text)):
                self.found.told["sex"] = sex
            else:
                self.warn(column, NO_SEX, sex=quoted(text))
        elif field == "stature_cm":
            self._stature(text, column)
        else:
            self._text(field, text, column)

    def finish(self) -> None:
        told = self.found.told
        first, last = told.get("last_seen_from"), told.get("last_seen_to")
        if first and last and first > last:
            del told["last_seen_from"], told["last_seen_to"]
            self.warn("", TURNED)

    def warn(self, column: str, message: str, **params: object) -> None:
        self.found.problems.append(Problem(column, Sentence(message, params), "warning"))

    def _text(self, field: str, text: str, column: str) -> None:
        is_long = field in ("description", "circumstances")
        text = text if is_long else " ".join(text.split())
        most = LONGEST[field]
        if len(text) <= most:
            self.found.told[field] = text
        elif field in NAMES:
            self.found.problems.append(Problem(column, Sentence(NAME_TOO_LONG, {"most": most})))
        else:
            self.warn(column, TOO_LONG, most=most)

    def _stature(self, text: str, column: str) -> None:
        match = _STATURE.fullmatch(text)
        if match:
            whole, part = match.groups()
            stature = (
                int(whole) if int(whole) > 2 else int(whole) * 100 + int((part or "").ljust(2, "0"))
            )
            if 30 <= stature <= 260:
                self.found.told["stature_cm"] = str(stature)
                return
        self.warn(column, NO_STATURE, stature=quoted(text))

    def _date(self, field: str, text: str, column: str) -> None:
        try:
            said = read_date(text, field, self.days_later, self.order)
        except NotADate:
            self.warn(column, NOT_A_DATE, date=quoted(text))
        except TwoDates:
            self.warn(column, TWO_DATES, date=quoted(text))
        except TwoYears:
            self.warn(column, TWO_YEARS, date=quoted(text))
        else:
            if said:
                self._keep_date(field, said, text, column)

    def _keep_date(self, field: str, said: str, text: str, column: str) -> None:
        first, last = first_day(said), min(last_day(said), self.today)
        if first > self.today:
            self.warn(column, NOT_YET, date=quoted(text))
        elif first.year < 1850:
            self.warn(column, TOO_EARLY, date=quoted(text))
        elif field == "born_on":
            self.found.told[field] = said
        else:
            if field != "last_seen_to":
                self.found.told["last_seen_from"] = first.isoformat()
            if field != "last_seen_from":
                self.found.told["last_seen_to"] = last.isoformat()


def first_day(partial: str) -> date:
    year, month, day = (*map(int, partial.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(partial: str) -> date:
    parts = [int(part) for part in partial.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])


def quoted(text: str) -> str:
    """For a sentence: short, and nothing in it turns the line around."""
    seen = "".join(sign if sign.isprintable() and not has_bidi(sign) else "�" for sign in text)
    return seen if len(seen) <= _QUOTED else seen[:_QUOTED] + "…"
