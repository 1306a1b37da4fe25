"""Sentences in the reader's language."""

from datetime import date, datetime

from django.utils import formats, timezone
from django.utils.translation import gettext, ngettext

from repatriation.errors import Sentence


def say(sentence: object) -> str:
    """In the active language. A text that is no Sentence was said already; None is silence."""
    if sentence is None:
        return ""
    if not isinstance(sentence, Sentence):
        return str(sentence)
    return _template(sentence) % {name: _said(value) for name, value in sentence.params.items()}


def _template(sentence: Sentence) -> str:
    if sentence.plural:
        return ngettext(sentence.message, sentence.plural, sentence.count or 0)
    return gettext(sentence.message) if sentence.message else ""


def _said(value: object) -> object:
    if isinstance(value, Sentence):
        return say(value)
    if isinstance(value, tuple | list):
        return ", ".join(str(_said(one)) for one in value)
    if isinstance(value, datetime):
        here = timezone.localtime(value) if timezone.is_aware(value) else value
        return formats.date_format(here, "DATETIME_FORMAT")
    if isinstance(value, date):
        return formats.date_format(value, "DATE_FORMAT")
    return value
