"""One side with a liaison, and somebody sought by its agency."""

import pytest

from tests.factories.seeking import Seeking


@pytest.fixture
def seeking(db):
    return Seeking()
