"""Everybody of the northern side's first mortuary, and a browser for each of them."""

import pytest
from django.test import Client

from cases.models import StorageUnit
from tests.cases.dashboard.reading import text_in
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


@pytest.fixture
def unit(officer):
    return StorageUnit.objects.create(agency=officer.agency, name="Bay B, shelf 14-3")


@pytest.fixture
def shown(browse):
    """`shown(user, url)`: the text of a page that this person may open, without its markup."""

    def text_of(user, url, **more) -> str:
        response = browse(user).get(url, **more)
        assert response.status_code == 200, response.status_code
        return text_in(response)

    return text_of
