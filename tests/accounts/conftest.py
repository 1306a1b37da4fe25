"""People who sign in with a password, and a register that asks for a second factor."""

import pytest
from django.contrib.auth.hashers import make_password

from exchanges.operations.counting import count_batch
from tests.accounts.signing_in import PASSWORD, App
from tests.accounts.stepping_up import signed_in, with_password
from tests.factories.accounts import UserFactory
from tests.factories.steps import Steps, do

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


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def batch(steps):
    """Counted, so that only the seal is missing."""
    officer = steps.south.exchange_officer
    packer = steps.south.person("exchange officer", name="packer")
    batch = steps.listed("A-1", "A-2")
    do(count_batch, by=officer, batch=batch, containers=2, packed_by=packer)
    return steps.again(batch)


@pytest.fixture
def officer(steps):
    return with_password(steps.south.exchange_officer)


@pytest.fixture
def web(officer):
    return signed_in(officer)
