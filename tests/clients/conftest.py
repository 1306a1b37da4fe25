"""An administrator, and nobody who asks too often."""

import pytest

from tests.factories.accounts import UserFactory


@pytest.fixture(autouse=True)
def plenty(settings):
    settings.API_REQUESTS_PER_MINUTE = settings.TOKENS_PER_MINUTE = 1_000_000
    settings.WRONG_SECRETS = 1_000_000


@pytest.fixture
def administrator():
    return UserFactory(role="administrator")
