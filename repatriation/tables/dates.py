"""Dates as people type them. A date may be partial: "2025", "2025-06", "2025-06-05".

Dots mean day first; slashes and dashes are read where one reading exists, or where a person said
what comes first in that column. There is no clock here: whether a date lies in the future is for
whoever knows today.
"""

import re
import unicodedata
from datetime import date, timedelta
from typing import Literal

from repatriation.tables.words import MONTH

Order = Literal["day", "month"]
ORDERS: tuple[Order, ...] = ("day", "month")
FIRST_YEAR, LAST_YEAR = 1880, 2100
# Two digits stand for a year only where a single century makes sense.
_OF_BIRTH = {**dict.fromkeys(range(13), 2000), **dict.fromkeys(range(30, 100), 1900)}
CENTURIES = {
    **dict.fromkeys(("claimed_birth_date", "born_on"), _OF_BIRTH),
    "recovered_on": dict.fromkeys(range(14, 36), 2000),
    "died_on": dict.fromkeys(range(14, 36), 2000),
}
SERIAL_ZERO = date(1899, 12, 30)  # what a spreadsheet counts days from
LONGEST_DATE = 60

_MARKS = str.maketrans({"«": "", "»": "", '"': "", "“": "", "”": "", "„": "", "'": "", "⁄": "/"})
_DASH = re.compile(r"[‐‑‒–—―−]")
_TIME = re.compile(r"[t,\s]\s*\d{1,2}:\d\d(?::\d\d(?:\.\d{1,9})?)?\s*(?:z|[+-]\d\d:?\d\d)?$")
_YEAR_WORD = re.compile(
    r"(?<=[\d\s])\s*(?:р\.?\s?н|г\.?\s?р|гг?|год[ау]?|рр?|рок[уи]|рік|році|y|year)\.?$"
)
_GAP = re.compile(r"\s*([./-])\s*")
_UNKNOWN_PART = re.compile(r"(?<![^./-])[?_*xх]{1,4}(?![^./-])")
_THREE = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})")
_TWO = re.compile(r"(\d{1,4})[./-](\d{1,4})")
_DAY_WORD_YEAR = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th|-?го|-?е)?[\s.-]*)?([^\W\d_]+)[\s.,-]*(\d{4}|\d\d)", re.UNICODE
)
_WORD_DAY_YEAR = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.UNICODE)


class NotADate(ValueError):
    """No such date, or no date at all."""


class TwoDates(ValueError):
    """Two readings are possible, and which is right is asked: day or month first."""


class TwoYears(ValueError):
    """Two digits that could be a year of either century."""


def read_date(text: str, column: str = "", days_later: int = 0, order: Order | None = None) -> str:
    """An ISO text as far as the date is known, "" where all its parts are zeros or question marks.

    `days_later`: workbooks that count from 1904 are 1462 days ahead. `order` is what a person said
    comes first where both could; it changes nothing where only one reading exists.
    """
    plain = _plain(text)
    if re.fullmatch(r"\d{4}", plain):
        return _iso(int(plain))
    if re.fullmatch(r"\d{5}(?:\.\d+)?", plain):
        day = SERIAL_ZERO + timedelta(days=int(plain[:5]) + days_later)
        return _iso(day.year, day.month, day.day)
    if re.fullmatch(r"\d{8}", plain):
        return _eight_digits(plain)
    if match := _THREE.fullmatch(plain):
        return _three_numbers(*match.groups(), column=column, order=order)
    if match := _TWO.fullmatch(plain):
        first, second = match.groups()
        year, month = (first, second) if len(first) == 4 else (second, first)
        return _iso(_year(year, ""), int(month) if len(month) <= 2 else 99)
    return _with_month_name(plain, column)


def order_in(text: str) -> Order | None:
    """What comes first in a date of three numbers that has one reading only: 13/06/2025."""
    try:
        match = _THREE.fullmatch(_plain(text))
    except NotADate:
        return None
    if match is None:
        return None
    first, mark, second, _ = match.groups()
    if mark == "." or len(first) > 2:
        return None
    day_first, month_first = int(first) > 12 >= int(second), int(second) > 12 >= int(first)
    return "day" if day_first else "month" if month_first else None


def year_typed_as_date(text: str) -> int | None:
    """“2025” typed into a date cell becomes the 2025th day of the spreadsheet, in 1905."""
    days = (date.fromisoformat(text[:10]) - SERIAL_ZERO).days
    return days if FIRST_YEAR <= days <= LAST_YEAR else None


def _plain(text: str) -> str:
    if len(text) > LONGEST_DATE:
        raise NotADate
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_MARKS)
    plain = _DASH.sub("-", " ".join(plain.split())).rstrip(" ,;")
    plain = _YEAR_WORD.sub("", _TIME.sub("", plain)).strip()
    plain = re.sub(r"(?<=\d),(?=\d)", ".", _GAP.sub(r"\1", plain))
    plain = _UNKNOWN_PART.sub("0", plain).rstrip(".")
    if not plain.isascii() and any(char.isdigit() and not char.isascii() for char in plain):
        raise NotADate
    return plain


def _three_numbers(
    first: str, mark: str, second: str, third: str, *, column: str, order: Order | None
) -> str:
    if len(first) == 4:
        return _iso(int(first), int(second), int(third))
    if len(first) > 2:
        raise NotADate
    if not any(map(int, (first, second, third))):
        return ""
    day, month, year = int(first), int(second), _year(third, column)
    if mark != ".":
        has_two = 1 <= day <= 12 and 1 <= month <= 12 and day != month
        if has_two and order is None:
            raise TwoDates
        if month > 12 >= day or (has_two and order == "month"):
            day, month = month, day
    return _iso(year, month, day)


def _with_month_name(plain: str, column: str) -> str:
    plain = re.sub(r"^(?:в|у|во|in)\s+", "", plain)
    if match := _DAY_WORD_YEAR.fullmatch(plain):
        day, word, year = match.groups()
    elif match := _WORD_DAY_YEAR.fullmatch(plain):
        word, day, year = match.groups()
    else:
        raise NotADate
    if word not in MONTH:
        raise NotADate
    if day and int(day) == 0:
        raise NotADate
    return _iso(_year(year, column), MONTH[word], int(day) if day else 0)


def _eight_digits(plain: str) -> str:
    try:
        return _iso(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    except NotADate:
        return _iso(int(plain[4:]), int(plain[2:4]), int(plain[:2]))


def _year(text: str, column: str) -> int:
    if len(text) != 2:
        return int(text)
    if (century := CENTURIES.get(column, {}).get(int(text))) is None:
        raise TwoYears
    return century + int(text)


def _iso(year: int, month: int = 0, day: int = 0) -> str:
    if not FIRST_YEAR <= year <= LAST_YEAR or (day and not month):
        raise NotADate
    try:
        date(year, month or 1, day or 1)
    except ValueError as error:
        raise NotADate from error
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
