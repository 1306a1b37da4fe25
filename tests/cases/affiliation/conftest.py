import pytest

from tests.factories.affiliations import Affiliations


@pytest.fixture
def house(db) -> Affiliations:
    return Affiliations()
