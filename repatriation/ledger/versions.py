"""Rows that say which state of themselves was read."""

from typing import Any

from django.db import models


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
    """Save many locked rows as their next versions, in one statement per thousand."""
    for row in rows:
        row.version += 1
    if rows:
        type(rows[0])._base_manager.bulk_update(rows, [*fields, "version"], batch_size=1000)
