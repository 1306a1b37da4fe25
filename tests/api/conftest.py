"""Callers of the API: a person with a session, and a program with a bearer token."""

import pytest

from tests.api.callers import Caller


@pytest.fixture(autouse=True)
def plenty(settings):
    """Keys of users come again in fresh databases, and would share an allowance."""
    settings.API_REQUESTS_PER_MINUTE = settings.TOKENS_PER_MINUTE = 1_000_000
    settings.WRONG_SECRETS = 1_000_000


@pytest.fixture
def nobody() -> Caller:
    return Caller()
