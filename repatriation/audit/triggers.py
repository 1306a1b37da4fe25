"""Triggers for migrations: the owner of the tables is stopped too, not the application alone."""

from django.db.migrations import RunSQL


def append_only(table: str) -> RunSQL:
    """Not by REVOKE: foreign-key checks run as the owner and need its rights."""
    return RunSQL(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();",
        f"DROP TRIGGER append_only ON {table};",
    )


def never_deleted(table: str) -> RunSQL:
    """Rows change by operations, and none is ever taken away."""
    return RunSQL(
        f"CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();",
        f"DROP TRIGGER never_deleted ON {table};",
    )


def kept(table: str, *columns: str) -> RunSQL:
    """Rows change in other columns; nobody names these in an UPDATE, even to the same value."""
    return RunSQL(
        f"CREATE TRIGGER kept BEFORE UPDATE OF {', '.join(columns)} ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();",
        f"DROP TRIGGER kept ON {table};",
    )
