"""Tests run as the application role, which owns nothing and may not truncate.

The owner migrates one template a run; each worker, and after it each test that commits, gets a
fresh copy of it: seeded rows stay, nothing is flushed.
"""

import logging
import os
import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from io import StringIO

import psycopg2
import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.management import call_command
from django.db import connection, connections
from django.test import TransactionTestCase

from repatriation.logs import lines

TEMPLATE, COPY = "test_template", f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 64  # only in this process
MIGRATING = 20_260_101  # any number, as long as it is the same for all workers


@contextmanager
def owner(database: str = "postgres") -> Iterator:
    """A cursor of the owner's; unless told otherwise, outside of every database under test."""
    db = connection.settings_dict
    role = {key.lower(): settings.MIGRATION_ROLE[key] for key in ("USER", "PASSWORD")}
    with closing(
        psycopg2.connect(dbname=database, host=db["HOST"], port=db["PORT"], **role)
    ) as session:
        session.autocommit = True
        yield session.cursor()


def connect_to(name, **role):
    connections.close_all()
    connection.settings_dict.update(NAME=name, **role)


def migrate_template(cursor):
    cursor.execute(f"DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)")
    cursor.execute(f"CREATE DATABASE {TEMPLATE}")
    connect_to(TEMPLATE, **settings.MIGRATION_ROLE)
    call_command("migrate", verbosity=0)
    call_command("sync_roles", stdout=StringIO())
    connections.close_all()
    cursor.execute(f"COMMENT ON DATABASE {TEMPLATE} IS '{RUN}'")


def fresh_copy():
    connections.close_all()
    with owner() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {COPY} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {COPY} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    application = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD")}
    built = (
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
        f" WHERE datname = '{TEMPLATE}'"
    )
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        with owner() as cursor:  # the first worker migrates, the others wait
            cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
            cursor.execute(built)
            if cursor.fetchall() != [(RUN,)]:
                migrate_template(cursor)
            connect_to(COPY, **application)
            fresh_copy()
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: fresh_copy())
        yield
        connections.close_all()
        with owner() as cursor:
            cursor.execute(f"DROP DATABASE {COPY} WITH (FORCE)")


@pytest.fixture
def log():
    """`log()`: the lines as they would be written, whoever spoke."""
    written = StringIO()
    handler = lines()
    handler.setStream(written)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written.getvalue
    root.setLevel(level)
    root.removeHandler(handler)


@pytest.fixture
def own_minute():
    """One that does not end, and in which nobody else counts: limits go by the clock, and all tests
    that run now count in the same cache."""
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    with time_machine.travel(now + timedelta(minutes=random.randrange(15, 90_000)), tick=False):
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Every test may use the database, in a transaction that is rolled back; plain ones may not."""
    for item in items:
        if not any(item.iter_markers("plain")) and not any(item.iter_markers("django_db")):
            item.add_marker(pytest.mark.django_db)
