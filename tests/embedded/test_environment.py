"""Who is told which address."""

import pytest

from repatriation.embedded.environment import (
    application_environment,
    for_migration,
    for_worker,
)
from repatriation.embedded.errors import CannotRun
from repatriation.embedded.secrets import fresh_secrets
from repatriation.embedded.services import given_addresses

pytestmark = pytest.mark.plain

ADDRESSES = {
    "DATABASE_URL": "postgres://web",
    "WORKER_DATABASE_URL": "postgres://worker",
    "MIGRATION_DATABASE_URL": "postgres://owner",
    "REDIS_URL": "redis://",
}


@pytest.fixture
def environment(tmp_path):
    return application_environment(fresh_secrets(), tmp_path, ADDRESSES, "http://localhost:8000")


def test_only_migrate_is_told_the_owners_address(environment):
    assert "postgres://owner" not in environment.values()
    assert "postgres://owner" not in for_worker(environment).values()
    assert for_migration(environment, ADDRESSES)["DATABASE_URL"] == "postgres://owner"


def test_a_worker_logs_in_as_itself(environment):
    assert for_worker(environment)["DATABASE_URL"] == "postgres://worker"


def test_what_is_set_outside_wins(tmp_path, monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "register.example")

    environment = application_environment(fresh_secrets(), tmp_path, ADDRESSES, "http://x")

    assert environment["ALLOWED_HOSTS"] == "register.example"


def test_a_database_without_its_owner_is_refused(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://web")

    with pytest.raises(CannotRun, match="MIGRATION_DATABASE_URL is not"):
        given_addresses()


def test_a_given_database_serves_the_workers_too(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://web")
    monkeypatch.setenv("MIGRATION_DATABASE_URL", "postgres://owner")

    assert given_addresses()["WORKER_DATABASE_URL"] == "postgres://web"
