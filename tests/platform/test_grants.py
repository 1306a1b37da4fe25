"""The rights that are there, compared with the table that says which should be; nothing else."""

import psycopg2
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from repatriation import grants
from tests.conftest import owner

RIGHTS = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN"]
TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind"


def rows(query, *params):
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        return cursor.fetchall()


def names(query, *params):
    return {row[0] for row in rows(query, *params)}


@pytest.fixture
def rights():
    """Without the one that came with PostgreSQL 17 where the server is older."""
    return RIGHTS if connection.pg_version >= 170000 else RIGHTS[:-1]


@pytest.fixture
def as_owner():
    with owner(connection.settings_dict["NAME"]) as cursor:
        yield cursor


def guarded(trigger):
    found = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s ORDER BY 1"
    return [table for (table,) in rows(found, trigger)]


def test_every_table_is_named_in_the_table_of_grants():
    assert names(f"{TABLES} IN ('r', 'p', 'v', 'm', 'f')") == set(grants.TABLES)


@pytest.mark.parametrize("role", ["repatriation_app", "repatriation_web", "repatriation_worker"])
def test_the_application_has_just_the_rights_that_are_named(role, rights):
    may = rows(
        "SELECT name, right_name FROM unnest(%s) AS name, unnest(%s) AS right_name"
        " WHERE has_table_privilege(%s, name, right_name)",
        list(grants.TABLES),
        rights,
        role,
    )

    expected = {(name, r) for name, said in grants.TABLES.items() for r in said.split(", ")}
    assert set(may) == expected


def test_the_application_passes_no_right_on(rights):
    passable = names(
        "SELECT name FROM unnest(%s) AS name, unnest(%s) AS right_name"
        " WHERE has_table_privilege(%s, name, right_name || ' WITH GRANT OPTION')",
        list(grants.TABLES),
        rights,
        grants.ROLE,
    )

    assert passable == set()


def test_no_single_column_is_open_where_its_table_is_closed(rights):
    of_columns = [
        right for right in rights if right in ("SELECT", "INSERT", "UPDATE", "REFERENCES")
    ]
    open_somewhere = rows(
        "SELECT name, right_name FROM unnest(%s) AS name, unnest(%s) AS right_name"
        " WHERE has_any_column_privilege(%s, name, right_name)"
        " AND NOT has_table_privilege(%s, name, right_name)",
        list(grants.TABLES),
        of_columns,
        grants.ROLE,
        grants.ROLE,
    )

    assert open_somewhere == []


def test_nobody_else_has_a_right_to_any_table_or_sequence():
    """Besides the owner and the application: no grant to PUBLIC, and none to a stray role."""
    holders = names(
        "SELECT coalesce(r.rolname, 'PUBLIC') FROM pg_class AS c,"
        " aclexplode(c.relacl) AS held LEFT JOIN pg_roles AS r ON r.oid = held.grantee"
        " WHERE c.relnamespace = 'public'::regnamespace"
    )

    assert holders == {grants.ROLE, settings.MIGRATION_ROLE["USER"]}


def test_numbers_are_drawn_from_sequences_and_never_set():
    sequences = names(f"{TABLES} = 'S'")
    for right, expected in (("USAGE", sequences), ("UPDATE", set())):
        may = names(
            "SELECT name FROM unnest(%s) AS name WHERE has_sequence_privilege(%s, name, %s)",
            list(sequences),
            grants.ROLE,
            right,
        )
        assert may == expected


FUNCTIONS = """
SELECT p.oid::regprocedure::text, prosecdef FROM pg_proc AS p
JOIN pg_roles AS r ON r.oid = proowner
WHERE pronamespace = 'public'::regnamespace AND r.rolname = %s
"""


def test_only_append_event_runs_with_the_owners_rights():
    functions = dict(rows(FUNCTIONS, settings.MIGRATION_ROLE["USER"]))

    assert [name for name, is_definer in functions.items() if is_definer] == [
        "append_event(text,text)"
    ]


def test_the_application_calls_one_function_of_ours_and_the_public_none():
    functions = list(dict(rows(FUNCTIONS, settings.MIGRATION_ROLE["USER"])))
    may = "SELECT f FROM unnest(%s) AS f WHERE has_function_privilege(%s, f, 'EXECUTE')"

    assert names(may, functions, grants.ROLE) == {"append_event(text,text)"}
    assert names(may, functions, "public") == set()


def test_who_is_connected_has_no_power_over_the_store():
    found = rows(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication"
        " FROM pg_roles WHERE rolname = session_user"
    )

    assert found == [("repatriation_web", False, False, False, False, False)]
    memberships = (
        "SELECT roleid::regrole::text FROM pg_auth_members"
        " WHERE member::regrole::text = session_user"
    )
    assert names(memberships) == {grants.ROLE}
    assert names("SELECT relowner::regrole::text FROM pg_class WHERE relname = 'audit_event'") == {
        settings.MIGRATION_ROLE["USER"]
    }


@pytest.mark.parametrize(
    "attempt",
    [
        "CREATE TABLE public.mine (id int)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "TRUNCATE cases_custodyevent",
        "ALTER TABLE audit_event DISABLE TRIGGER append_only",
        "DROP TRIGGER append_only ON audit_event",
        "ALTER TABLE cases_container DROP CONSTRAINT a_container_is_in_a_known_state",
        "SET session_replication_role = replica",
        "SELECT * FROM audit_event FOR UPDATE",
        "INSERT INTO audit_event (stream, seq, body, prev, hash) VALUES ('x', 1, '{}', '', '')",
        "UPDATE audit_stream SET seq = 0",
        "SELECT setval('audit_event_id_seq', 1)",
        "SET ROLE repatriation_owner",
    ],
)
def test_the_application_cannot_lift_the_rules(attempt):
    refused = "permission denied|must be owner|permission to set"
    with pytest.raises(DatabaseError, match=refused), transaction.atomic():
        rows(attempt)


@pytest.mark.parametrize(
    "change", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"]
)
def test_the_owner_is_stopped_where_the_application_only_appends(as_owner, change):
    tables = guarded("append_only")

    for table in tables:
        with pytest.raises(psycopg2.errors.InsufficientPrivilege, match="append-only"):
            as_owner.execute(change.format(table))
    assert len(tables) > 10


@pytest.mark.parametrize("change", ["DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_owner_deletes_nothing_about_remains(as_owner, change):
    tables = guarded("never_deleted")

    for table in tables:
        with pytest.raises(psycopg2.errors.InsufficientPrivilege, match="append-only"):
            as_owner.execute(change.format(table))
    assert {"cases_container", "cases_remainscase", "exchanges_exchangebatch"} <= set(tables)


def test_both_walls_stand_around_the_same_tables():
    """What a trigger keeps from the owner, no grant gives to the application, and the reverse."""
    appended = {name for name, rights in grants.TABLES.items() if rights == grants.APPEND}

    assert {*guarded("append_only")} == {*appended, "audit_event"}
    assert {grants.TABLES[name] for name in guarded("never_deleted")} == {grants.CHANGE}
    assert grants.TABLES["audit_event"] == grants.TABLES["audit_stream"] == grants.READ


def test_a_table_of_cases_or_exchanges_is_never_deleted_from():
    domain = {name for name in grants.TABLES if name.startswith(("cases_", "exchanges_"))}
    guarded_tables = {*guarded("append_only"), *guarded("never_deleted")}

    # Reference data, which the application cannot delete; drafts never filed or proposed.
    assert domain - guarded_tables == {
        "cases_importedrecord",
        "cases_storageunit",
        "exchanges_draftline",
        "exchanges_listimport",
        "exchanges_milestone",
        "exchanges_venue",
    }


def test_append_event_is_not_deceived_by_a_table_of_the_callers():
    """Its search path is pinned: the caller's temporary table is not where the event goes."""
    with connection.cursor() as cursor:
        for table in ("audit_event", "audit_stream"):
            cursor.execute(f"CREATE TEMPORARY TABLE {table} (LIKE public.{table} INCLUDING ALL)")

    rows("SELECT append_event('decoy:1', '{}')")

    assert rows("SELECT stream FROM public.audit_event WHERE stream = 'decoy:1'")
    assert rows("SELECT count(*) FROM pg_temp.audit_event") == [(0,)]
