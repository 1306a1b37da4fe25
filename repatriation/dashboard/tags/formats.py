"""Filters: how dates, numbers, references, labels and names stand on a page."""

import re
from datetime import date, datetime

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from repatriation.dashboard import formats
from repatriation.language import say

register = template.Library()
WHOLE = re.compile(r"\b[A-Z]{2}-[0-9]{2}-[0-9]{4,12}-[0-9A-Z]\b")  # a reference among words
register.filter("say", say)
register.filter("signed", formats.signed)


@register.filter
def said(value: object) -> SafeString:
    """In the reader's language, with each reference in one piece. In an attribute it is `say`; what
    is HTML already marks its own, and has addresses in it that are no words."""
    text = say(value)
    if isinstance(text, SafeString):
        return text
    return SafeString(WHOLE.sub(r'<span class="ref">\g<0></span>', conditional_escape(text)))


@register.filter
def number(value: object) -> str:
    """1,248; what is no number is said as it is."""
    return formats.number_text(value) if isinstance(value, int | float) else say(value)


@register.filter
def unit(value: int | None, of: str) -> str:
    """1,248 containers; the units are those of `formats.UNITS`."""
    return "" if value is None else formats.counted(value, of)


@register.filter
def when(value: datetime | None) -> str:
    """A moment: 19 Nov, 16:20."""
    return _time(value, formats.moment_text(value)) if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """A time of today: 16:20."""
    return _time(value, formats.clock_text(value)) if value else ""


@register.filter
def day(value: date | None, length: str = "short") -> str:
    """A day: 19 Nov; `|day:"long"` is Thu 19 Nov 2026."""
    return _time(value, formats.day_text(value, is_long=length == "long")) if value else ""


@register.filter
def days_since(value: date | None) -> int | None:
    """A number; `|days_since|unit:"days"` says it."""
    return formats.days_since(value) if value else None


@register.filter
def digest(value: str) -> str:
    """9f2c 41d0 7be8 … 03a6."""
    return raw(formats.short_digest(value)) if value else ""


@register.filter
def ref(value: object) -> str:
    """Our own reference: never broken, always read left to right."""
    return format_html('<span class="ref">{}</span>', value) if value else ""


@register.filter
def raw(value: object) -> str:
    """A label, a seal or a file name, as it was sent."""
    return format_html('<bdi class="raw">{}</bdi>', value) if value else ""


@register.filter
def name(value: object, language: str = "") -> str:
    """A person's name as it was written, in its own script and language where that is known."""
    if not value:
        return ""
    if not language:
        return format_html('<bdi class="name">{}</bdi>', value)
    return format_html('<bdi class="name" lang="{}">{}</bdi>', language, value)


def _time(value: date, text: str) -> SafeString:
    value = formats.local(value)
    stamp = value.isoformat("T", "minutes") if isinstance(value, datetime) else value.isoformat()
    return format_html('<time datetime="{}">{}</time>', stamp, text)
