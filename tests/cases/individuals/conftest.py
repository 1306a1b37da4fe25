import pytest

from tests.factories.associations import Associations


@pytest.fixture
def house(db) -> Associations:
    return Associations()
