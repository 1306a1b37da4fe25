"""One house for the tests of a module; this process looks into its store by the same login."""

import pytest
from django.db import connection

from repatriation.embedded.account import servers_account
from repatriation.embedded.throwaway import throwaway_directory
from tests.conftest import connect_to
from tests.faults.stack import Stack


@pytest.fixture(scope="module")
def house(django_db_blocker):
    with throwaway_directory(servers_account()) as directory:
        mails = directory / "mails"
        more = {"EMAIL_URL": f"filemail:///{mails}", "API_REQUESTS_PER_MINUTE": "1000000"}
        stack = Stack(directory, **more)
        login = stack.login()
        before = {key: connection.settings_dict[key] for key in login}
        try:
            with django_db_blocker.unblock():
                connect_to(login.pop("NAME"), **login)
                yield stack
                connect_to(before.pop("NAME"), **before)
        finally:
            stack.stop()
