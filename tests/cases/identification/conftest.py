import pytest

from tests.factories.boards import Boards


@pytest.fixture
def boards(db) -> Boards:
    return Boards()
