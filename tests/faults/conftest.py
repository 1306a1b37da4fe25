"""One house for all of these tests; this process looks into its store by the same login."""

import pytest
from django.db import connection

from repatriation.embedded.account import servers_account
from repatriation.embedded.throwaway import throwaway_directory
from tests.conftest import connect_to
from tests.faults.stack import Stack


@pytest.fixture(scope="session")
def built():
    with throwaway_directory(servers_account()) as directory:
        mails = directory / "mails"
        more = {"EMAIL_URL": f"filemail:///{mails}", "API_REQUESTS_PER_MINUTE": "1000000"}
        stack = Stack(directory, **more)
        try:
            yield stack
        finally:
            stack.stop()


@pytest.fixture
def house(built, django_db_blocker):
    login = built.login()
    before = {key: connection.settings_dict[key] for key in login}
    with django_db_blocker.unblock():
        connect_to(login.pop("NAME"), **login)
        yield built
        connect_to(before.pop("NAME"), **before)
