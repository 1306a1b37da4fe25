"""One small demonstration for all these tests: built and committed, afterwards thrown away."""

from io import StringIO
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connections
from django.test import override_settings

from tests.conftest import fresh_copy

SCALE = 400


@pytest.fixture(scope="package")
def demonstration(django_db_setup, django_db_blocker, tmp_path_factory):
    """The file of its sign-ins."""
    sign_ins = tmp_path_factory.mktemp("demo") / "sign-ins"
    with django_db_blocker.unblock():
        build(sign_ins)
        assert mail.outbox == []
    yield sign_ins
    with django_db_blocker.unblock():
        connections.close_all()
        fresh_copy()


def build(sign_ins: Path, *arguments: str) -> str:
    """What the command says."""
    said = StringIO()
    with override_settings(IS_DEMONSTRATION=True, DEMO_SIGN_INS=str(sign_ins)):
        call_command("demo", *arguments, scale=SCALE, stdout=said)
    return said.getvalue()
