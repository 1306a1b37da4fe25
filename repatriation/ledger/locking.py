"""The first beat of every operation: nobody else changes this until we are done."""

from typing import Any

from django.db.models import Model, QuerySet

from repatriation.errors import Sentence, Stale, gettext_noop

CHANGED = gettext_noop(
    "%(record)s was changed while you were reading it (you have version %(seen)s, it is now "
    "%(current)s). Nothing was done; read it again."
)

# Keys never change: who only refers to a row by a foreign key need not wait for whoever holds it.
LOCK: dict[str, Any] = {"of": ("self",), "no_key": True}


def lock(seen: Any) -> Any:
    """Read the row again FOR UPDATE; refuse if it changed since the caller read it."""
    fresh = type(seen)._base_manager.select_for_update(**LOCK).get(pk=seen.pk)
    _require_unchanged(fresh, seen.version)
    return fresh


def lock_each_as_seen(rows: "list[Any]") -> list[Any]:
    """Where what was said of each since it was read may change the decision."""
    seen = {row.pk: row.version for row in rows}
    locked = lock_each(rows)
    for fresh in locked:
        _require_unchanged(fresh, seen[fresh.pk])
    return locked


def _require_unchanged(fresh: Any, version: int) -> None:
    if fresh.version != version:
        raise Stale(
            Sentence(
                CHANGED,
                {"record": str(fresh), "seen": version, "current": fresh.version},
            ),
            version=fresh.version,
            state=getattr(fresh, "state", None),
        )


def lock_each(rows: "QuerySet[Any] | list[Any]") -> list[Any]:
    """Read many rows again FOR UPDATE, in the order of their keys so that no two callers cross.

    Lines are addressed one by one (a scan, a selection), so their versions are not compared: the
    operation looks at each one's state instead.
    """
    keys = [row.pk for row in rows]
    if not keys:
        return []
    model: type[Model] = rows.model if isinstance(rows, QuerySet) else type(rows[0])
    locked = model._base_manager.select_for_update(**LOCK).filter(pk__in=keys)
    return list(locked.order_by("pk"))
