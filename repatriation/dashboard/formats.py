"""Dates, numbers and digests in the reader's language, for pages and the texts they are given."""

from datetime import date, datetime
from typing import overload

from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import ngettext_lazy, pgettext

GROUP = 4  # hex digits in a group of a digest
SHOWN = 12  # hex digits before the dots, and one more group after them

UNITS = {
    "cases": ngettext_lazy("%(count)s case", "%(count)s cases", "number"),
    "containers": ngettext_lazy("%(count)s container", "%(count)s containers", "number"),
    "individuals": ngettext_lazy("%(count)s individual", "%(count)s individuals", "number"),
    "people": ngettext_lazy("%(count)s person sought", "%(count)s people sought", "number"),
    "identifications": ngettext_lazy(
        "%(count)s identification", "%(count)s identifications", "number"
    ),
    "sessions": ngettext_lazy("%(count)s session", "%(count)s sessions", "number"),
    "associations": ngettext_lazy("%(count)s association", "%(count)s associations", "number"),
    "affiliations": ngettext_lazy("%(count)s affiliation", "%(count)s affiliations", "number"),
    "releases": ngettext_lazy("%(count)s release", "%(count)s releases", "number"),
    "discrepancies": ngettext_lazy("%(count)s discrepancy", "%(count)s discrepancies", "number"),
    "batches": ngettext_lazy("%(count)s batch", "%(count)s batches", "number"),
    "rounds": ngettext_lazy("%(count)s round", "%(count)s rounds", "number"),
    "agreements": ngettext_lazy("%(count)s agreement", "%(count)s agreements", "number"),
    "commitments": ngettext_lazy("%(count)s commitment", "%(count)s commitments", "number"),
    "lines": ngettext_lazy("%(count)s line", "%(count)s lines", "number"),
    "worklists": ngettext_lazy("%(count)s worklist", "%(count)s worklists", "number"),
    "rows": ngettext_lazy("%(count)s row", "%(count)s rows", "number"),
    "scans": ngettext_lazy("%(count)s scan", "%(count)s scans", "number"),
    "samples": ngettext_lazy("%(count)s sample", "%(count)s samples", "number"),
    "findings": ngettext_lazy("%(count)s finding", "%(count)s findings", "number"),
    "effects": ngettext_lazy("%(count)s personal effect", "%(count)s personal effects", "number"),
    "events": ngettext_lazy("%(count)s event", "%(count)s events", "number"),
    "sheets": ngettext_lazy("%(count)s sheet", "%(count)s sheets", "number"),
    "units": ngettext_lazy("%(count)s storage unit", "%(count)s storage units", "number"),
    "places": ngettext_lazy("%(count)s place", "%(count)s places", "number"),
    "sites": ngettext_lazy("%(count)s site", "%(count)s sites", "number"),
    "notices": ngettext_lazy("%(count)s notice", "%(count)s notices", "number"),
    "clients": ngettext_lazy("%(count)s client", "%(count)s clients", "number"),
    "pages": ngettext_lazy("%(count)s page", "%(count)s pages", "number"),
    "days": ngettext_lazy("%(count)s day", "%(count)s days", "number"),
    "hours": ngettext_lazy("%(count)s hour", "%(count)s hours", "number"),
    "minutes": ngettext_lazy("%(count)s minute", "%(count)s minutes", "number"),
}


@overload
def local(value: datetime) -> datetime: ...


@overload
def local(value: date) -> date: ...


def local(value: date) -> date:
    """In the time zone of the house; a date without a time is the same everywhere."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def moment_text(value: datetime) -> str:
    """19 Nov, 16:20; with its year when that is not this one."""
    value = local(value)
    if value.year == timezone.localdate().year:
        return formatted(value, pgettext("moment in this year", "j M, H:i"))
    return formatted(value, pgettext("moment in another year", "j M Y, H:i"))


def clock_text(value: datetime) -> str:
    """16:20, of today."""
    return formatted(local(value), pgettext("time of today", "H:i"))


def day_text(value: date, *, is_long: bool = False) -> str:
    """19 Nov; with its year when that is not this one. Long: Thu 19 Nov 2026."""
    value = local(value)
    if is_long:
        return formatted(value, pgettext("day with its weekday", "D j M Y"))
    if value.year == timezone.localdate().year:
        return formatted(value, pgettext("day in this year", "j M"))
    return formatted(value, pgettext("day in another year", "j M Y"))


def days_since(value: date) -> int:
    """Whole days by the calendar of the house; negative when it is still to come."""
    day = local(value)
    day = day.date() if isinstance(day, datetime) else day
    return (timezone.localdate() - day).days


def number_text(value: float) -> str:
    """1,248, with the separators of the language."""
    return number_format(value, use_l10n=True, force_grouping=True)


def counted(number: int, unit: str) -> str:
    """1,248 containers: containers, cases and individuals are three counts, so the unit is said."""
    sentence: Promise = UNITS[unit]
    return str(sentence % {"number": number, "count": number_text(number)})


def signed(value: float) -> str:
    """+1.2, −0.7 or 0, with a real minus sign."""
    if round(value, 1) == 0:
        return "0"
    return ("+" if value > 0 else "−") + number_format(abs(value), 1, use_l10n=True)


def short_digest(digest: str) -> str:
    """9f2c 41d0 7be8 … 03a6: enough to compare by eye."""
    if len(digest) <= SHOWN + GROUP:
        return " ".join(_groups(digest))
    return f"{' '.join(_groups(digest[:SHOWN]))} … {digest[-GROUP:]}"


def _groups(digest: str) -> list[str]:
    return [digest[start : start + GROUP] for start in range(0, len(digest), GROUP)]
