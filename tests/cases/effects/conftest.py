"""Personal effects at a mortuary of the northern side."""

import pytest

from tests.factories.effects import Effects


@pytest.fixture
def house(db):
    return Effects()
