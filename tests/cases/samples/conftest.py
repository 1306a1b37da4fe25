"""A laboratory of the northern side."""

import pytest

from tests.factories.samples import Laboratory


@pytest.fixture
def laboratory(db):
    return Laboratory()
