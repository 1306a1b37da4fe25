"""Whatever serves refuses a login that could lift the rules; what migrates needs one."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection
from django.db.backends.signals import connection_created

from repatriation.audit.login import serve_as_application
from repatriation.embedded.account import servers_account
from repatriation.embedded.children import WORKER, beat_command, web_command
from repatriation.embedded.database import address
from repatriation.embedded.secrets import fresh_secrets
from repatriation.embedded.services import DATABASE_ADDRESSES, Services
from repatriation.embedded.throwaway import throwaway_directory
from tests.conftest import connect_to

OWNER = "The login repatriation_owner of DATABASE_URL owns tables, owns the database"


@pytest.fixture
def _hook():
    yield
    connection_created.disconnect(dispatch_uid="refuse_powers")


@pytest.fixture
def _as_owner():
    """This process is told the owner's login, as by a mistaken DATABASE_URL."""
    db = connection.settings_dict
    application = {key: db[key] for key in ("NAME", "USER", "PASSWORD")}
    connect_to(db["NAME"], **settings.MIGRATION_ROLE)
    yield
    connection_created.disconnect(dispatch_uid="refuse_powers")
    connect_to(application.pop("NAME"), **application)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_hook")
def test_the_applications_own_login_serves():
    serve_as_application()

    assert connection.connection is None  # what is forked from here opens its own
    connection.ensure_connection()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_as_owner")
def test_the_owners_login_is_refused_and_the_sentence_says_what_to_do():
    with pytest.raises(ImproperlyConfigured, match=OWNER) as refusal:
        serve_as_application()

    assert "Use one that is in repatriation_app" in str(refusal.value)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_as_owner")
def test_a_refused_connection_is_closed_and_the_next_one_refused_too():
    with pytest.raises(ImproperlyConfigured):
        serve_as_application()

    for _ in range(2):
        with pytest.raises(ImproperlyConfigured):
            connection.cursor()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_as_owner")
def test_where_the_store_cannot_be_reached_the_first_connection_tells(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setitem(connection.settings_dict, "PORT", 1)
        serve_as_application()
        with pytest.raises(OperationalError):
            connection.cursor()

    with pytest.raises(ImproperlyConfigured):
        connection.cursor()


@pytest.fixture(scope="module")
def server():
    """A server with all the logins an administrator might give by mistake; its superuser's too."""
    with pytest.MonkeyPatch.context() as patch, throwaway_directory(servers_account()) as made:
        for name in (*DATABASE_ADDRESSES, "REDIS_URL"):
            patch.delenv(name, raising=False)
        services = Services(made, servers_account(), fresh_secrets(), is_throwaway=True)
        try:
            services.start()
            services.postgres.execute(
                "CREATE ROLE repatriation_root SUPERUSER LOGIN PASSWORD 'x'",
                "CREATE ROLE repatriation_above BYPASSRLS LOGIN PASSWORD 'x'",
                "CREATE ROLE repatriation_member LOGIN PASSWORD 'x' IN ROLE repatriation_owner",
                "GRANT CONNECT ON DATABASE repatriation TO repatriation_above",
            )
            yield services
        finally:
            services.stop()


def started(services, role, command):
    """How a program ends that is started with the login of `role`."""
    passwords = {"root": "x", "above": "x", "member": "x"} | dict(services.secrets)
    login = {"DATABASE_URL": address(services.postgres, role, passwords)}
    environment = {**os.environ, "REDIS_URL": services.valkey.url, **login}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)


@pytest.mark.plain
@pytest.mark.parametrize(
    ("role", "power"),
    [
        ("root", "is a superuser"),
        ("above", "bypasses row-level security"),
        ("member", "owns the database"),
    ],
)
def test_every_such_login_is_refused(server, role, power):
    ended = started(server, role, [sys.executable, "-c", "import repatriation.wsgi"])

    assert ended.returncode == 1
    assert f"The login repatriation_{role} of DATABASE_URL" in ended.stderr
    assert power in ended.stderr


@pytest.mark.plain
@pytest.mark.parametrize("program", ["web", "worker", "beat"])
def test_no_program_that_serves_starts_with_the_owners_login(server, program, tmp_path):
    command = {
        "web": [*web_command([]), "--bind=127.0.0.1:0"],
        "worker": WORKER,
        "beat": beat_command(tmp_path / "schedule"),
    }[program]

    ended = started(server, "owner", command)

    assert ended.returncode != 0
    assert "The login repatriation_owner of DATABASE_URL" in ended.stderr


@pytest.mark.plain
def test_who_migrates_is_not_hindered(server):
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]

    assert started(server, "owner", command).returncode == 0
