"""Searching records by what is written on them, whole: a reference, or a label as it was sent.

A part of a word would read every row there is; a whole value is found by its index.
"""

from typing import Any

from django.db.models import Q, QuerySet

from repatriation.errors import DomainError
from repatriation.references import parse

MOST = 1000  # rows of one label


def rows_with(rows: QuerySet, text: str, fields: tuple[str, ...]) -> QuerySet:
    """Those that carry `text` in one of `fields`. "batch__reference" is the related record's: it is
    looked up first, since a condition across tables has no index.
    """
    found = Q(pk__in=[])
    for path in fields:
        relation, _dots, field = path.rpartition("__")
        value = _as_reference(text) if field == "reference" else text.strip()
        if value and relation:
            found |= Q(**{f"{relation}__in": _keys(rows.model, relation, field, value)})
        elif value:
            found |= Q(**{field: value})
    return rows.filter(found)


def _keys(model: Any, relation: str, field: str, value: str) -> list[int]:
    related = model._meta.get_field(relation).related_model
    rows = related._base_manager.filter(**{field: value})
    return list(rows.values_list("pk", flat=True)[:MOST])


def _as_reference(text: str) -> str:
    """As it is written in the store, whatever keyboard it was typed on."""
    try:
        return str(parse(text))
    except DomainError:
        return ""
