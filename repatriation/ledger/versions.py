"""Rows that say which state of themselves was read."""

from typing import Any

from django.db import connection, models

SAVE = "UPDATE {table} SET {assigned} FROM unnest({arrays}) AS given ({names}) WHERE {same}"


class Versioned(models.Model):
    """A row that changes: `lock` compares the version, `keep` raises it."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


def keep(row: Any) -> None:
    """Save a locked row as its next version."""
    row.version += 1
    row.save()


def keep_each(rows: list[Any], fields: list[str]) -> None:
    """Save many locked rows as their next versions, in one statement."""
    for row in rows:
        row.version += 1
    save_each(rows, [*fields, "version"])


def save_each(rows: list[Any], fields: list[str]) -> None:
    """Save these fields of many locked rows. One statement with an array for each field: Django's
    `bulk_update` writes a CASE for each row and field, and takes ten times as long."""
    if not rows:
        return
    meta, quoted = type(rows[0])._meta, connection.ops.quote_name
    saved = [meta.pk, *(meta.get_field(name) for name in fields)]
    names = [quoted(field.column) for field in saved]
    arrays = [
        [field.get_db_prep_save(getattr(row, field.attname), connection) for row in rows]
        for field in saved
    ]
    # Without its length, or a text that is too long would be cut and not refused.
    types = [field.rel_db_type(connection).partition("(")[0] for field in saved]
    table, key = quoted(meta.db_table), names[0]
    statement = SAVE.format(
        table=table,
        assigned=", ".join(f"{name} = given.{name}" for name in names[1:]),
        arrays=", ".join(f"%s::{kind}[]" for kind in types),
        names=", ".join(names),
        same=f"{table}.{key} = given.{key}",
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, arrays)
