"""The login this process has: one that could lift the rules of the store serves nobody.

What is append-only holds because the application owns nothing. So whatever serves (web, worker,
beat) refuses a login that is or can become a superuser, an owner, or above row-level security;
`migrate` needs one, and is not asked.
"""

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection
from django.db.backends.signals import connection_created

POWERS = """
SELECT session_user, string_agg(power, ', ' ORDER BY power)
FROM (
    SELECT DISTINCT power
    FROM pg_roles AS r,
    LATERAL (VALUES
        ('is a superuser', r.rolsuper),
        ('bypasses row-level security', r.rolbypassrls),
        ('owns the database', EXISTS (
            SELECT FROM pg_database WHERE datname = current_database() AND datdba = r.oid)),
        ('owns tables', EXISTS (
            SELECT FROM pg_class
            WHERE relowner = r.oid AND relnamespace = 'public'::regnamespace))
    ) AS found (power, holds)
    WHERE holds AND pg_has_role(session_user, r.oid, 'MEMBER')
) AS powers
"""
REFUSED = (
    "The login %s of DATABASE_URL %s, or may become a role that does. Nothing is served: such a"
    " login could change what is append-only. Use one that is in repatriation_app and in nothing"
    " else; only `migrate` is told the owner's address, by MIGRATION_DATABASE_URL."
)


def serve_as_application() -> None:
    """Refuse a login with such powers now; where the store cannot be reached yet, at the first
    connection."""
    connection_created.connect(_refuse_powers, dispatch_uid="refuse_powers")
    try:
        connection.ensure_connection()
    except OperationalError:
        return
    connection.close()  # a child that is forked from here opens its own


def _refuse_powers(sender, connection, **kwargs) -> None:  # noqa: ARG001  as Django sends it
    with connection.cursor() as cursor:
        cursor.execute(POWERS)
        login, powers = cursor.fetchone()
    if powers:
        connection.close()  # or the next query would find it open
        raise ImproperlyConfigured(REFUSED % (login, powers))
