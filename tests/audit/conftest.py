"""The owner of the tables as an adversary: triggers off, and a hand in the record."""

import pytest
from django.db import connection

from tests.conftest import owner


@pytest.fixture
def adversary():
    """A cursor that may do to events what only the owner could, by disabling the triggers."""
    with owner(connection.settings_dict["NAME"]) as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER append_only")
        yield cursor
