import pytest

from tests.factories.steps import Steps
from tests.races.at_once import take_locks_away


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def no_locks(monkeypatch):
    """Call it when the world stands and the race begins."""
    return lambda: take_locks_away(monkeypatch)
