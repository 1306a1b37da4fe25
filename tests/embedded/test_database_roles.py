"""The two roles: one migrates and owns, the other works and owns nothing."""

import psycopg2
import pytest

from repatriation.embedded.database import make_database
from repatriation.embedded.secrets import fresh_secrets

pytestmark = pytest.mark.plain

LOGINS = ("owner", "web", "worker")


@pytest.mark.parametrize("role", ["app", "web", "worker"])
def test_the_application_has_no_power_over_the_server(services, role):
    found = services.postgres.execute(
        "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls"
        f" FROM pg_roles WHERE rolname = 'repatriation_{role}'"
    )

    assert found == [(False, False, False, False, False)]


@pytest.mark.parametrize("login", ["web", "worker"])
def test_the_application_cannot_make_a_table(log_in, login):
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        log_in(login).execute("CREATE TABLE mine (id int)")


def test_only_the_owner_owns_the_database(services):
    found = services.postgres.execute(
        "SELECT datdba::regrole::text FROM pg_database WHERE datname = 'repatriation'"
    )

    assert found == [("repatriation_owner",)]


@pytest.mark.parametrize(
    ("login", "statement", "waiting", "idle"),
    [("web", "30s", "10s", "1min"), ("worker", "10min", "10s", "1min")],
)
def test_every_login_of_the_application_has_its_timeouts(log_in, login, statement, waiting, idle):
    session = log_in(login)

    session.execute(
        "SELECT current_setting('statement_timeout'), current_setting('lock_timeout'),"
        " current_setting('idle_in_transaction_session_timeout')"
    )

    assert session.fetchone() == (statement, waiting, idle)


def test_what_the_group_may_do_both_logins_may(log_in):
    owner = log_in("owner")
    owner.execute("CREATE TABLE IF NOT EXISTS shared (id int)")
    owner.execute("GRANT SELECT ON shared TO repatriation_app")

    for login in ("web", "worker"):
        log_in(login).execute("SELECT * FROM shared")


def test_other_accounts_of_the_server_may_not_enter(services, log_in):
    services.postgres.execute(
        "DROP ROLE IF EXISTS repatriation_stranger",
        "CREATE ROLE repatriation_stranger LOGIN PASSWORD 'stranger'",
    )

    with pytest.raises(psycopg2.OperationalError, match="permission denied for database"):
        log_in("stranger", {"stranger": "stranger"})


def test_the_roles_may_be_made_again_with_new_passwords(services, log_in):
    new = fresh_secrets()

    make_database(services.postgres, new)

    for login in LOGINS:
        log_in(login, new)
    make_database(services.postgres, services.secrets)
