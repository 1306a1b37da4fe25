"""Adding many rows at once: by COPY, which takes a third of the time of an INSERT of as many."""

import csv
import json
from io import StringIO
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

FEW = 20  # these go in one INSERT, which needs no keys beforehand
KEYS = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
# As CSV: nothing between two commas is NULL, but an empty text where a column cannot be NULL.
COPY = "COPY {table} ({columns}) FROM STDIN WITH (FORMAT csv, FORCE_NOT_NULL ({never_null}))"


def add_each(rows: list[Any]) -> list[Any]:
    """Save new rows of one model; they are given their keys, in their order."""
    if len(rows) <= FEW:
        return list(rows[0]._meta.model._base_manager.bulk_create(rows)) if rows else []
    meta, quoted = type(rows[0])._meta, connection.ops.quote_name
    fields = [field for field in meta.local_concrete_fields if not field.generated]
    statement = COPY.format(
        table=quoted(meta.db_table),
        columns=", ".join(quoted(field.column) for field in fields),
        never_null=", ".join(quoted(field.column) for field in fields if not field.null),
    )
    with connection.cursor() as cursor:
        cursor.execute(KEYS, [meta.db_table, meta.pk.column, len(rows)])
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk, row._state.adding, row._state.db = key, False, connection.alias
        cursor.copy_expert(statement, _as_csv(fields, rows))
    return rows


def _as_csv(fields: "list[models.Field[Any, Any]]", rows: list[Any]) -> StringIO:
    text = StringIO()
    csv.writer(text).writerows(zip(*(_column(field, rows) for field in fields), strict=True))
    text.seek(0)
    return text


def _column(field: "models.Field[Any, Any]", rows: list[Any]) -> list[Any]:
    """One value for each row; what CSV does not know is written as PostgreSQL reads it."""
    values = [getattr(row, field.attname) for row in rows]
    if isinstance(field, models.JSONField):
        return [json.dumps(value, ensure_ascii=False, cls=field.encoder) for value in values]
    if isinstance(field, ArrayField):
        return ["{" + ",".join(map(json.dumps, value)) + "}" for value in values]
    if field.null and isinstance(field, models.CharField | models.TextField):
        raise TypeError(f"{field}: an empty text and none look alike in CSV.")
    return values
