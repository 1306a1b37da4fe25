"""Adding many rows at once, by COPY: a list or a sheet has thousands of them."""

import csv
import json
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

FEW = 20  # these go in one INSERT, which needs no keys beforehand
KEYS = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
# As CSV: nothing between two commas is NULL, but an empty text where a column cannot be NULL.
COPY = "COPY {table} ({columns}) FROM STDIN WITH (FORMAT csv, FORCE_NOT_NULL ({never_null}))"
Row = Mapping[str, Any]


def add_each(rows: list[Any]) -> list[Any]:
    """Save new rows of one model; they are given their keys, in their order."""
    if len(rows) <= FEW:
        return list(type(rows[0])._base_manager.bulk_create(rows)) if rows else []
    keys = _copy(type(rows[0]), [vars(row) for row in rows])
    for row, key in zip(rows, keys, strict=True):
        row.pk, row._state.adding, row._state.db = key, False, connection.alias
    return rows


def add_facts(model: type[models.Model], facts: Sequence[Row]) -> list[int]:
    """The same of rows that nobody looks at again: no object is made for any of them, only what
    each column (`holder_id`) is given. The others have their defaults."""
    if len(facts) <= FEW:
        return [row.pk for row in add_each([model(**fact) for fact in facts])]
    return _copy(model, facts)


def _copy(model: type[models.Model], rows: Sequence[Row]) -> list[int]:
    meta, quoted = model._meta, connection.ops.quote_name
    others = [f for f in meta.local_concrete_fields if not (f.generated or f.primary_key)]
    statement = COPY.format(
        table=quoted(meta.db_table),
        columns=", ".join(quoted(str(field.column)) for field in (meta.pk, *others)),
        never_null=", ".join(quoted(str(field.column)) for field in others if not field.null),
    )
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.execute(KEYS, [meta.db_table, meta.pk.column, len(rows)])
        keys = [key for (key,) in cursor.fetchall()]
        cursor.copy_expert(statement, _as_csv(keys, *(_column(field, rows) for field in others)))
    return keys


def _as_csv(*columns: list[Any]) -> StringIO:
    text = StringIO()
    csv.writer(text).writerows(zip(*columns, strict=True))
    text.seek(0)
    return text


def _column(field: "models.Field[Any, Any]", rows: Sequence[Row]) -> list[Any]:
    """One value for each row; what CSV does not know is written as PostgreSQL reads it."""
    name, default = field.attname, field.get_default()
    values = [row.get(name, default) for row in rows]
    if isinstance(field, models.JSONField):
        return [None if value is None else _json(value, field) for value in values]
    if isinstance(field, ArrayField):
        return [
            "{" + ",".join(json.dumps(one, ensure_ascii=False) for one in value) + "}"
            for value in values
        ]
    if field.null and isinstance(field, models.CharField | models.TextField):
        raise TypeError(f"{field}: an empty text and none look alike in CSV.")
    return values


def _json(value: object, field: "models.JSONField[Any, Any]") -> str:
    return json.dumps(value, ensure_ascii=False, cls=field.encoder)
