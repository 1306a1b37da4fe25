"""People who sign in with a password, and a register that asks for a second factor."""

import pytest
from django.contrib.auth.hashers import make_password

from tests.accounts.signing_in import PASSWORD, App
from tests.factories.accounts import UserFactory

HASH = make_password(PASSWORD)


@pytest.fixture
def person():
    return UserFactory(email="ines@example.org", password=HASH)


@pytest.fixture
def other():
    return UserFactory(email="oleh@example.org", password=HASH)


@pytest.fixture
def app(person):
    return App(person)


@pytest.fixture
def required(settings):
    settings.MFA_REQUIRED = True
