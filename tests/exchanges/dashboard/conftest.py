"""A round that has gone some way, and a browser for everybody who has to do with it."""

import pytest
from django.test import Client

from exchanges.operations import running, stating
from exchanges.operations.importing import start_import
from tests.cases.dashboard.reading import text_in
from tests.exchanges.dashboard.importing import PROBLEMS, read
from tests.factories.lists import csv_list
from tests.factories.steps import Steps, do
from tests.platform.conftest import pages_of  # noqa: F401  a fixture


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def north(steps):
    return steps.north


@pytest.fixture
def south(steps):
    return steps.south


@pytest.fixture
def observer(steps):
    return steps.world.observer


@pytest.fixture
def browse():
    """`browse(user)`: a client in which this person is signed in."""

    def signed_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def shown(browse):
    """`shown(user, url)`: the text of a page that this person may open, without its markup."""

    def text_of(user, url, **more) -> str:
        response = browse(user).get(url, **more)
        assert response.status_code == 200, response.status_code
        return text_in(response)

    return text_of


@pytest.fixture
def observed(steps, observer):
    """A scheduled round with a neutral intermediary, who confirmed its date too."""
    round = steps.agreed(intermediary=steps.world.observers)
    said = {side.agency: side.coordinator for side in (steps.north, steps.south)}
    for agency, by in (said | {steps.world.observers: observer}).items():
        round = do(stating.confirm_date, by=by, round=round, agency=agency)
    return do(running.schedule_round, by=steps.north.coordinator, round=round)


@pytest.fixture
def batch(steps):
    return steps.batch()


@pytest.fixture
def officer(south):
    return south.exchange_officer


@pytest.fixture
def draft(batch, officer):
    """Looked at by its author: thirty lines, of which two stop and two are to be looked at."""
    data = csv_list(30, "uk", plant=PROBLEMS)
    return read(do(start_import, by=officer, batch=batch, data=data, name="список.csv"))
