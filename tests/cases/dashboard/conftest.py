"""Everybody of the northern side's first mortuary, and a browser for each of them."""

import pytest
from django.test import Client

from tests.factories.steps import Steps


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def officer(steps):
    return steps.north.mortuary_officer


@pytest.fixture
def colleague(steps):
    return steps.north.person("mortuary officer", name="second")


@pytest.fixture
def browse():
    """`browse(user)`: a client in which this person is signed in."""

    def signed_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
