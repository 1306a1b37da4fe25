"""A round that has gone some way, for whoever attacks it."""

import pytest

from tests.factories.steps import Steps


@pytest.fixture
def steps():
    return Steps()
