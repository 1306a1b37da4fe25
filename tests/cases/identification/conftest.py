import pytest

from repatriation.files import storage
from tests.factories.boards import Boards
from tests.factories.world import Side, make_world
from tests.platform.conftest import pages_of  # noqa: F401  a fixture


@pytest.fixture
def boards(db) -> Boards:
    return Boards()


@pytest.fixture
def other_side(boards) -> Side:
    return make_world().south


@pytest.fixture
def text_of(pages_of):  # noqa: F811
    """All that stands on an issued paper, in one line."""

    def read(issued) -> str:
        return " ".join(" ".join(pages_of(storage.read(issued.file))).split())

    return read
