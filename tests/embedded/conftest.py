"""Servers of our own, beside those the run of the tests itself was given."""

import psycopg2
import pytest

from repatriation.embedded.account import servers_account
from repatriation.embedded.database import address
from repatriation.embedded.secrets import fresh_secrets
from repatriation.embedded.services import DATABASE_ADDRESSES, Services
from repatriation.embedded.throwaway import throwaway_directory

ADDRESSES = (*DATABASE_ADDRESSES, "REDIS_URL")


@pytest.fixture(autouse=True)
def _no_addresses_given(monkeypatch):
    for name in ADDRESSES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def directory():
    """A directory that the servers' account can enter."""
    with throwaway_directory(servers_account()) as made:
        yield made


@pytest.fixture(scope="module")
def services():
    with pytest.MonkeyPatch.context() as patch, throwaway_directory(servers_account()) as made:
        for name in ADDRESSES:
            patch.delenv(name, raising=False)
        services = Services(made, servers_account(), fresh_secrets(), is_throwaway=True)
        try:
            services.start()
            yield services
        finally:
            services.stop()


@pytest.fixture
def log_in(services):
    """A session of one of the logins, as an application would open it."""
    opened = []

    def log_in(role, passwords=services.secrets):
        session = psycopg2.connect(address(services.postgres, role, passwords))
        opened.append(session)
        session.autocommit = True
        return session.cursor()

    yield log_in
    for session in opened:
        session.close()
